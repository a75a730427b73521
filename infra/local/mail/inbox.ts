/** The inbox: pages for people, JSON for tests and the tour. */
import { type Answer, refuse } from './answers.ts';
import { listPage, messagePage, missingPage } from './pages.ts';
import type { PostOffice } from './post-office.ts';

export function showInbox(postOffice: PostOffice, url: URL): Answer {
  const [, place = '', messageId = ''] = url.pathname.split('/');
  const mail = postOffice.find(messageId);
  if (place === '') return { status: 200, page: listPage(postOffice.inbox()) };
  if (place === 'messages') {
    return mail ? { status: 200, page: messagePage(mail) } : { status: 404, page: missingPage() };
  }
  if (place === 'inbox' && messageId === '') {
    return { status: 200, body: postOffice.inbox(url.searchParams.get('to') ?? undefined) };
  }
  if (place === 'inbox' && mail) return { status: 200, body: mail };
  return refuse(404, { code: 'NotFound', message: 'There is no such mail.' });
}

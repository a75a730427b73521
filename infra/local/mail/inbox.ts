/** The inbox: pages for people, JSON for tests and the tour. */
import { type Answer, refuse } from './answers.ts';
import { isCausable, listPage, messagePage, missingPage } from './pages.ts';
import type { PostOffice } from './post-office.ts';
import type { Reports } from './reports.ts';

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

/** What a button below a mail sends: from then on the service takes it for what became of the mail. */
export function reportDelivery(
  { postOffice, reports }: { postOffice: PostOffice; reports: Pick<Reports, 'tell'> },
  url: URL,
  sent: URLSearchParams,
): Answer {
  const [, , messageId = '', what] = url.pathname.split('/');
  const mail = postOffice.find(messageId);
  const status = sent.get('status') ?? '';
  if (!mail || what !== 'delivery') return { status: 404, page: missingPage() };
  if (!isCausable(status)) return refuse(400, { code: 'BadRequest', message: 'There is no such button.' });
  reports.tell(mail, status);
  const location = `/messages/${encodeURIComponent(messageId)}`;
  return { status: 303, body: undefined, headers: { location } };
}

/** A form that sends one request of the API, beside the same request as a person would send it from a shell. */
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered } from '../client.ts';
import { sentenceOf, type Told } from './document.ts';

interface Request {
  method?: 'PUT' | 'DELETE';
  url: string;
  nickname: string;
  etag?: string | undefined;
  body?: object | undefined;
}

interface Form {
  /** Where it is not the page itself. */
  action?: string;
  hidden: Record<string, string | undefined>;
  /** What the person fills in, each with its label. */
  fields?: string;
  buttons: string;
  request: Request;
}

export function form({ action, hidden, fields = '', buttons, request }: Form): string {
  const kept = Object.entries({ as: request.nickname, ...hidden }).map(
    ([name, value = '']) => `<input type="hidden" name="${e(name)}" value="${e(value)}">`,
  );
  const to = action ? ` action="${e(action)}"` : '';
  const command = `<details><summary>The request</summary>${commandOf(request)}</details>`;
  return `<form method="post"${to}>${kept.join('')}${fields}${buttons}</form>${command}`;
}

/** `about` is for those who hear the button without seeing what it stands beside. */
export function button(words: string, about = ''): string {
  return about === ''
    ? `<button>${e(words)}</button>`
    : `<button aria-label="${e(`${words}: ${about}`)}">${e(words)}</button>`;
}

function commandOf({ method = 'PUT', url, nickname, etag, body }: Request): string {
  const empty = method === 'PUT' ? ["-H 'Content-Length: 0'"] : [];
  const lines = [
    `curl -X ${method} ${url}`,
    `-H "Authorization: Bearer $(${tokenCommand(url)} ${nickname})"`,
    ...(etag ? [`-H 'If-Match: ${etag}'`] : []),
    ...(body ? [`-H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`] : empty),
  ];
  return `<pre>${e(lines.join(' \\\n  '))}</pre>`;
}

/** Only another port than the usual one has to be said. */
export function tokenCommand(url: string): string {
  const { port } = new URL(url);
  return `${port === '7071' ? '' : `PORT=${port} `}npm run -s token --`;
}

/** What came of a request: the words for success, or the sentence of the refusal. */
export function toldOf(answer: Answered, done: (answer: Answered) => string): Told {
  return answer.status < 300
    ? { done: done(answer), refused: null }
    : { done: null, refused: sentenceOf(answer) };
}

/** Only what is stored has an ETag to match. */
export const ifMatch = (etag: string | null | undefined): Record<string, string> =>
  etag ? { 'if-match': etag } : {};

/** What the pages of the desk are made of: plain HTML, every name escaped, no script. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';

export interface Page {
  status: number;
  html: string;
}

/** What came of the form that was sent before, in words. */
export interface Told {
  done: string | null;
  refused: string | null;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #ddd}
pre{background:#f4f4f4;padding:1rem;overflow:auto}button{font:inherit;padding:.35rem 1rem;background:#0b5cad;color:#fff;border:0;border-radius:4px}
form{margin:0}details{margin:.25rem 0 1rem}.done,.refused,.note{padding:.5rem 1rem;border-left:4px solid}.done{background:#eef6ee;border-color:#2a7d2a}.refused{background:#fdeeee;border-color:#b3261e}.note{background:#f4f4f4;border-color:#888}`;

export function page(title: string, body: string, status = 200): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${e(title)}</title><style>${style}</style>`;
  const html = `<!doctype html><html lang="en"><head>${head}</head><body><h1>${e(title)}</h1>${body}</body></html>`;
  return { status, html };
}

/** Who looks, and the way back. */
export function visitor({ nickname, displayName }: DirectoryUser): string {
  return `<p>You are <strong>${e(displayName)}</strong> · <a href="/home/${e(nickname)}">your organization</a> · <a href="/">the desk</a></p>`;
}

export function told({ done, refused }: Told): string {
  return `${done ? `<p class="done" role="status">${e(done)}</p>` : ''}${refused ? `<p class="refused" role="alert">${e(refused)}</p>` : ''}`;
}

export const note = (words: string) => `<p class="note">${words}</p>`;

/** The sentence of a refusal; the platform answers what has no route with nothing. */
export function sentenceOf({ body, status }: Answered): string {
  return body?.error?.message ?? `That was answered ${status}, without a word.`;
}

export function refusedPage(answer: Answered, person: DirectoryUser, more = ''): Page {
  const code = answer.body?.error?.code;
  const words = `<p class="refused">${e(sentenceOf(answer))}</p>${code ? `<p><code>${e(code)}</code></p>` : ''}`;
  return page('Not possible', `${visitor(person)}${words}${more}`, answer.status);
}

export function wordsPage(status: number, words: string): Page {
  return page('Not possible', `<p class="refused">${e(words)}</p><p><a href="/">The desk</a></p>`, status);
}

/** The request as a person would send it from a shell. */
export function putCommand(
  url: string,
  nickname: string,
  { etag, body }: { etag?: string | undefined; body?: object },
): string {
  const lines = [
    `curl -X PUT ${url}`,
    `-H "Authorization: Bearer $(${tokenCommand(url)} ${nickname})"`,
    ...(etag ? [`-H 'If-Match: ${etag}'`] : []),
    body ? `-H 'Content-Type: application/json' -d '${JSON.stringify(body)}'` : "-H 'Content-Length: 0'",
  ];
  return `<pre>${e(lines.join(' \\\n  '))}</pre>`;
}

/** Only another port than the usual one has to be said. */
export function tokenCommand(url: string): string {
  const { port } = new URL(url);
  return `${port === '7071' ? '' : `PORT=${port} `}npm run -s token --`;
}

/** `20 February 2027`, in UTC. */
export function dayInWords(at: Date | string): string {
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(at));
}

export function nameAndValue(rows: string[][]): string {
  return `<table>${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join('')}</table>`;
}

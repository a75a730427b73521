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

/** Who looks, and what their last form came to. */
export interface Looking {
  person: DirectoryUser;
  told: Told;
  /** Of the API. */
  hostUrl: string;
  /** Of a member id in the history or on a letter: the sample people are no secret on the desk. */
  nameOf(memberId: string): string;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #ddd}
caption{text-align:left;padding:.35rem 0;color:#555}pre{background:#f4f4f4;padding:1rem;overflow:auto}button{font:inherit;padding:.35rem 1rem;background:#0b5cad;color:#fff;border:0;border-radius:4px}
form{margin:1rem 0 0}td form{margin:0}details{margin:.25rem 0 1rem}.done,.refused,.note{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid}.done{background:#eef6ee;border-color:#2a7d2a}.refused{background:#fdeeee;border-color:#b3261e}.note{background:#f4f4f4;border-color:#888}.warning{background:#fff6e0;border-color:#9a6700}`;

interface Setting {
  status?: number;
  /** The page looks again by itself. */
  refreshSeconds?: number | undefined;
}

export function page(title: string, body: string, { status = 200, refreshSeconds }: Setting = {}): Page {
  const refresh = refreshSeconds ? `<meta http-equiv="refresh" content="${refreshSeconds}">` : '';
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}<title>${e(title)}</title><style>${style}</style>`;
  const html = `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>${e(title)}</h1>${body}</main></body></html>`;
  return { status, html };
}

/** A page with who looks on top, and what came of what they sent. */
export function pageOf(
  { person, told: came }: Pick<Looking, 'person' | 'told'>,
  title: string,
  { body, ...setting }: Setting & { body: string },
): Page {
  return page(title, `${visitor(person)}${told(came)}${body}`, setting);
}

/** Who looks, and the way back. */
function visitor({ nickname, displayName }: DirectoryUser): string {
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
  return page('Not possible', `${visitor(person)}${words}${more}`, { status: answer.status });
}

export function wordsPage(status: number, words: string): Page {
  const body = `<p class="refused">${e(words)}</p><p><a href="/">The desk</a></p>`;
  return page('Not possible', body, { status });
}

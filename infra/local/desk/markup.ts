/** The pieces that several pages have: tables, lists, links and days. Cells are HTML: whoever fills them escapes. */
import { escapeHtml as e } from '../../../shared/letters/markup.ts';

export function table(head: string[], rows: string[][], caption = ''): string {
  const named = caption ? `<caption>${e(caption)}</caption>` : '';
  const columns = head.map((name) => `<th scope="col">${e(name)}</th>`).join('');
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table>${named}<thead><tr>${columns}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

export function nameAndValue(rows: string[][]): string {
  return `<table>${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join('')}</table>`;
}

export const list = (items: string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

export const linked = (href: string, words: string) => `<a href="${e(href)}">${e(words)}</a>`;

/** `20 February 2027`, in UTC. */
export function dayInWords(at: Date | string): string {
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(at));
}

/** `20 February 2027, 09:30`, in UTC. */
export function momentInWords(at: string): string {
  return `${dayInWords(at)}, ${at.slice(11, 16)}`;
}

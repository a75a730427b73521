/** Makes text from elsewhere harmless: in a line of a letter, and in HTML. */

/** Controls, invisible and direction-changing characters, halves of characters; joiners that spelling needs are kept. */
const unwanted = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line without anything that hides, breaks lines or turns the writing direction. */
export function clean(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(unwanted, '')
    .trim();
}

/** The blocks of scripts that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Cleaned, and kept apart from what stands beside it where it may be written from right to left: for a line of text, or for `textInHtml`. */
export function isolated(text: string): string {
  const cleaned = clean(text);
  return rightToLeft.test(cleaned) ? `\u2068${cleaned}\u2069` : cleaned;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** For text between tags, in which some is isolated. */
export function textInHtml(text: string): string {
  return escapeHtml(text).replaceAll('\u2068', '<bdi>').replaceAll('\u2069', '</bdi>');
}

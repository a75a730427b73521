/** Reads the HTML of a letter, strictly: what is not well-formed, or no tag or attribute that letters have, throws. */
const attributes: Record<string, string[]> = {
  html: ['lang', 'dir'],
  head: [],
  meta: ['charset', 'name', 'content'],
  title: [],
  style: [],
  body: ['class', 'style'],
  table: ['role', 'class', 'width', 'cellpadding', 'cellspacing', 'border', 'style'],
  tr: [],
  td: ['align', 'style', 'lang', 'dir', 'bgcolor'],
  h1: ['class', 'style'],
  h2: ['class', 'style'],
  p: ['class', 'style'],
  div: ['class', 'style'],
  bdi: [],
  a: ['class', 'href', 'aria-label', 'style'],
};
const empty = ['meta'];
/** What differs with the names in a letter. */
const worded = ['aria-label'];

/** The tags in their order, with their attributes but for the worded ones. */
export function tagsOf(html: string): string[] {
  const open: string[] = [];
  const tags: string[] = [];
  for (const tag of piecesOf(html)) {
    const [, closing, name = ''] = /^<(\/?)([a-z0-9]+)/.exec(tag) ?? [];
    if (closing) {
      if (open.pop() !== name || tag !== `</${name}>`) throw new Error(`Not closed in order: ${tag}`);
    } else if (!empty.includes(name)) open.push(name);
    tags.push(closing ? tag : openingTag(tag, name));
  }
  if (open.length > 0) throw new Error(`Left open: ${open.join(' ')}`);
  return tags;
}

/** Text between tags has no character that markup begins with, but for entities. */
function piecesOf(html: string): string[] {
  const body = html.replace(/^<!doctype html>\n/, '').replace(/(?<=<style>)[^<]*(?=<\/style>)/, '');
  const pieces = body.split(/(<[^<>]*>)/);
  const texts = pieces.filter((_, index) => index % 2 === 0);
  const stray = texts.find((text) => /[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/.test(text));
  if (stray !== undefined) throw new Error(`Not escaped: ${stray}`);
  return pieces.filter((_, index) => index % 2 === 1);
}

function openingTag(tag: string, name: string): string {
  const known = attributes[name];
  const inside = tag.slice(1 + name.length, -1);
  if (!known || !/^(?: [a-z-]+="[^"<>]*")*$/.test(inside)) throw new Error(`No tag of letters: ${tag}`);
  const pairs = [...inside.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => ({
    key,
    value,
  }));
  const foreign = pairs.find(({ key }) => !known.includes(key));
  if (foreign) throw new Error(`No attribute of letters: ${foreign.key}`);
  return `${name} ${pairs.map(({ key, value }) => (worded.includes(key) ? key : `${key}=${value}`)).join(' ')}`;
}

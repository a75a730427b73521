/** Reads Bicep as far as the tests ask: what a file declares, what it asks of others, which names it uses. */
import { readFileSync } from 'node:fs';

export interface Declaration {
  keyword: string;
  name: string;
  /** From the keyword to the next declaration, without comments. */
  text: string;
}

export interface BicepFile {
  path: string;
  text: string;
  declarations: Declaration[];
}

const strings = /'''[\s\S]*?'''|'(?:\\.|[^'\\\n])*'/;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const stringOrComment = new RegExp(`(${strings.source})|${comment.source}`, 'g');
const begins = /^(targetScope|using|param|var|resource|module|output|type|func|metadata)\b[ ]*(\w*)/;

/** Formatted as Bicep's own formatter does it: only declarations begin in the first column. */
export function readBicep(path: string): BicepFile {
  const text = readFileSync(path, 'utf8').replace(stringOrComment, (_, string = '') => string);
  const declarations: Declaration[] = [];
  for (const line of text.split('\n')) {
    const [, keyword, name = ''] = begins.exec(line) ?? [];
    const last = declarations.at(-1);
    if (keyword) declarations.push({ keyword, name, text: line });
    else if (last && !line.startsWith('@')) last.text += `\n${line}`;
  }
  return { path, text, declarations };
}

export const declared = ({ declarations }: BicepFile, keyword: string): Declaration[] =>
  declarations.filter((declaration) => declaration.keyword === keyword);

export const namesOf = (declarations: Declaration[]): string[] => declarations.map(({ name }) => name).sort();

/** The string after the name: the type of a resource, the file of a module. */
export const stringOf = ({ text }: Declaration): string => /'([^']*)'/.exec(text)?.[1] ?? '';

/** A parameter whose value nobody has to give. */
export const isOptional = ({ text }: Declaration): boolean => /^param \w+ [^\n]*=/.test(text);

/** The names of an object's properties: those of the first line that opens `opening {`, one level deep. */
export function keysOf(text: string, opening: string): string[] {
  const start = text.search(new RegExp(`\\b${opening}:? ?\\{`));
  if (start < 0) return [];
  const inner = blank(text.slice(text.indexOf('{', start)));
  const keys: string[] = [];
  let depth = 0;
  for (const [token, , name] of inner.matchAll(/([{}[\]()])|(\w+) ?:/g)) {
    if (depth === 1 && name) keys.push(name);
    depth += '{[('.includes(token) ? 1 : '}])'.includes(token) ? -1 : 0;
    if (depth === 0) break;
  }
  return keys.sort();
}

/** What strings hold goes; nothing else does. */
const blank = (text: string): string => text.replace(new RegExp(strings.source, 'g'), "''");

/** Brackets that are not closed, or not by their own kind. */
export function unbalanced(text: string): string[] {
  const open: string[] = [];
  const pairs: Record<string, string> = { '}': '{', ']': '[', ')': '(' };
  for (const bracket of blank(text).match(/[{}[\]()]/g) ?? [])
    if (pairs[bracket] === undefined) open.push(bracket);
    else if (open.at(-1) === pairs[bracket]) open.pop();
    else open.push(bracket);
  return open;
}

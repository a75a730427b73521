/** Cuts query text into tokens, and walks over them; each knows where it stands, so that an error can point at it. */
import { type Json, parseJson } from '../json.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface Token {
  readonly kind: (typeof kinds)[number] | 'end';
  readonly text: string;
  readonly at: number;
}

const kinds = ['name', 'parameter', 'number', 'string', 'symbol'] as const;

const shape = new RegExp(
  [
    String.raw`\s+|--[^\n]*`,
    '(?<name>[A-Za-z_][A-Za-z0-9_]*)',
    '(?<parameter>@[A-Za-z_][A-Za-z0-9_]*)',
    String.raw`(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<string>"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')`,
    // The last: whatever no query has is a symbol too, which the parser refuses where it stands.
    String.raw`(?<symbol>\?\?|<=|>=|<>|!=|\|\||[^])`,
  ].join('|'),
  'g',
);

/** The service's own form of a syntax error; `location` counts characters of the query text. */
export function syntaxError(message: string, token: Token): Refusal {
  const location = { start: token.at, end: token.at + token.text.length };
  return refuse(400, JSON.stringify({ errors: [{ severity: 'Error', location, code: 'SC1001', message }] }));
}

export function unexpected(token: Token): Refusal {
  const what = token.kind === 'end' ? 'the query ends too early' : `incorrect syntax near '${token.text}'`;
  return syntaxError(`Syntax error, ${what}.`, token);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: found, index, groups = {} } of text.matchAll(shape)) {
    const kind = kinds.find((name) => groups[name] !== undefined);
    if (kind) tokens.push({ kind, text: found, at: index });
  }
  return tokens;
}

/** The value of a string token: both quotes are allowed, escapes are those of JSON. */
export function unquote(text: string): Json {
  const escaped = (found: string): string => (found.length > 1 ? found : JSON.stringify(found).slice(1, -1));
  const inner = text
    .slice(1, -1)
    .replace(/\\.|["\p{Cc}]/gsu, (found) => (found === "\\'" ? "'" : escaped(found)));
  return parseJson(`"${inner}"`);
}

const words =
  'SELECT FROM WHERE ORDER GROUP BY OFFSET LIMIT JOIN IN AS AND OR NOT BETWEEN LIKE ESCAPE EXISTS ARRAY VALUE DISTINCT TOP ASC DESC NULL TRUE FALSE UNDEFINED UDF';
const reserved = new Set(words.split(' '));

/** A word that may name something; like the service, reserved ones need brackets: `c["value"]`. */
export const isName = ({ kind, text }: Token): boolean =>
  kind === 'name' && !reserved.has(text.toUpperCase());

export type Cursor = ReturnType<typeof cursorOver>;

export function cursorOver(text: string) {
  const tokens = tokenize(text);
  const end: Token = { kind: 'end', text: '', at: text.length };
  let position = 0;
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? end;
  const next = (): Token => tokens[position++] ?? end;
  /** Is the next token (or the one after) this keyword, in any case, or symbol? */
  const at = (word: string, ahead = 0): boolean => peek(ahead).text.toUpperCase() === word;
  const accept = (word: string): boolean => at(word) && Boolean(next());
  const expect = (word: string): void => {
    if (!accept(word)) throw unexpected(peek());
  };
  const name = (): Token => {
    if (!isName(peek())) throw unexpected(peek());
    return next();
  };
  /** At least one item, with commas between. */
  const separated = <T>(item: () => T): T[] => {
    const items = [item()];
    while (accept(',')) items.push(item());
    return items;
  };
  /** What stands before the closing symbol. */
  const inside = <T>(close: string, read: () => T): T => {
    const found = read();
    expect(close);
    return found;
  };
  /** Perhaps no item, up to the closing symbol. */
  const list = <T>(close: string, item: () => T): T[] =>
    accept(close) ? [] : inside(close, () => separated(item));
  return { peek, next, at, accept, expect, name, separated, inside, list };
}

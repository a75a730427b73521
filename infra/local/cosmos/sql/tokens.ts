/** Cuts query text into tokens, and walks over them; each knows where it stands, so that an error can point at it. */
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
    String.raw`(?<number>0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<string>"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')`,
    String.raw`(?<symbol>\?\?|<=|>=|<>|!=|\|\||[-+*/%=<>(){}[\],.:?])`,
  ].join('|'),
  'y',
);

/** The service's own form of a syntax error; `location` counts characters of the query text. */
export function syntaxError(message: string, token: Token): Refusal {
  const location = { start: token.at, end: token.at + token.text.length };
  const error = { severity: 'Error', location, code: 'SC1001', message };
  return refuse(400, JSON.stringify({ errors: [error] }));
}

export function unexpected(token: Token): Refusal {
  const what = token.kind === 'end' ? 'the query ends too early' : `incorrect syntax near '${token.text}'`;
  return syntaxError(`Syntax error, ${what}.`, token);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    if (!match) throw unexpected({ kind: 'symbol', text: text.charAt(at), at });
    const kind = kinds.find((name) => match.groups?.[name] !== undefined);
    if (kind) tokens.push({ kind, text: match[0], at });
    at += match[0].length;
  }
  return tokens;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The value of a string token: both quotes are allowed, escapes are those of JSON. */
export const unquote = (text: string): string =>
  text
    .slice(1, -1)
    .replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_all, code: string) =>
      code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
    );

const reserved = new Set(
  'SELECT FROM WHERE ORDER GROUP BY OFFSET LIMIT JOIN IN AS AND OR NOT BETWEEN LIKE ESCAPE EXISTS ARRAY VALUE DISTINCT TOP ASC DESC NULL TRUE FALSE UNDEFINED UDF'.split(
    ' ',
  ),
);

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
  /** Perhaps none, up to the closing symbol. */
  const list = <T>(close: string, item: () => T): T[] => {
    if (accept(close)) return [];
    const items = separated(item);
    expect(close);
    return items;
  };
  return { peek, next, at, accept, expect, name, separated, list };
}

/** Walks over the tokens of a query: look, take if it matches, or refuse at that place. */
import { type Token, tokenize, unexpected } from './tokenizer.ts';

export interface Cursor {
  peek(ahead?: number): Token;
  next(): Token;
  /** Is the next token this keyword (any case) or symbol? */
  at(text: string, ahead?: number): boolean;
  accept(text: string): boolean;
  expect(text: string): Token;
  /** Comma-separated items up to the closing symbol, which is consumed. */
  list<T>(close: string, item: () => T): T[];
  name(): Token;
}

const reserved = new Set(
  'SELECT FROM WHERE ORDER GROUP BY OFFSET LIMIT JOIN IN AS AND OR NOT BETWEEN LIKE ESCAPE EXISTS ARRAY VALUE DISTINCT TOP ASC DESC NULL TRUE FALSE UNDEFINED'.split(
    ' ',
  ),
);

export const isReserved = (token: Token): boolean => reserved.has(token.text.toUpperCase());

const matches = (token: Token, text: string): boolean =>
  (token.kind === 'name' || token.kind === 'symbol') && token.text.toUpperCase() === text;

export function cursorOver(text: string): Cursor {
  const tokens = tokenize(text);
  const end: Token = tokens.at(-1) ?? { kind: 'end', text: '', at: 0 };
  let position = 0;
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? end;
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const at = (word: string, ahead = 0): boolean => matches(peek(ahead), word);
  const accept = (word: string): boolean => at(word) && Boolean(next());
  const expect = (word: string): Token => {
    if (!at(word)) throw unexpected(peek());
    return next();
  };
  const list = <T>(close: string, item: () => T): T[] => {
    const items: T[] = [];
    if (accept(close)) return items;
    do items.push(item());
    while (accept(','));
    expect(close);
    return items;
  };
  const name = (): Token => {
    if (peek().kind !== 'name' || isReserved(peek())) throw unexpected(peek());
    return next();
  };
  return { peek, next, at, accept, expect, list, name };
}

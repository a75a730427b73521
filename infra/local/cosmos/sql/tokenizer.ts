/** Cuts query text into tokens and says where each one stands, so that an error can point at it. */
import { type Refusal, refuse } from '../refusal.ts';

export interface Token {
  readonly kind: 'name' | 'parameter' | 'string' | 'number' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const shapes: readonly [Token['kind'] | 'space', RegExp][] = [
  ['space', /(?:\s+|--[^\n]*)/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['parameter', /@[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y],
  ['string', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy],
  ['symbol', /\?\?|<=|>=|<>|!=|\|\||[-+*/%=<>(){}[\],.:?]/y],
];

/** The service's own form of a syntax error; `location` counts characters of the query text. */
export function syntaxError(message: string, token: Token): Refusal {
  const location = { start: token.at, end: token.at + token.text.length };
  const error = { severity: 'Error', location, code: 'SC1001', message };
  return refuse(400, JSON.stringify({ errors: [error] }));
}

export const unexpected = (token: Token): Refusal =>
  syntaxError(
    token.kind === 'end'
      ? 'Syntax error, the query ends too early.'
      : `Syntax error, incorrect syntax near '${token.text}'.`,
    token,
  );

function tokenAt(text: string, at: number): { kind: Token['kind'] | 'space'; text: string } {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    if (match) return { kind, text: match[0] };
  }
  throw unexpected({ kind: 'symbol', text: text.slice(at, at + 1), at });
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = tokenAt(text, at);
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.text, at });
    at += found.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The value of a string token: both quotes are allowed, escapes are those of JSON. */
export const unquote = (text: string): string =>
  text
    .slice(1, -1)
    .replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_all, code: string) =>
      code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
    );

/** Reads one expression; the table of binary operators decides what binds tighter. */
import type { Cursor } from './cursor.ts';
import { isReserved } from './cursor.ts';
import { constants, levels } from './precedence.ts';
import type { Expression, Query } from './syntax.ts';
import { syntaxError, type Token, unexpected, unquote } from './tokenizer.ts';

/** Far below what would exhaust the stack. */
const deepest = 200;

const negate = (of: Expression): Expression => ({ op: 'unary', sign: 'NOT', of });

export function expressionParser(cursor: Cursor, subquery: () => Query): () => Expression {
  const { accept, at, expect, list, next, peek } = cursor;
  let depth = 0;

  function expression(): Expression {
    depth += 1;
    if (depth > deepest) throw syntaxError('The query is nested too deeply.', peek());
    const found = conditional();
    depth -= 1;
    return found;
  }

  function conditional(): Expression {
    const test = coalesce();
    if (!accept('?')) return test;
    const yes = expression();
    expect(':');
    return { op: 'if', test, yes, no: expression() };
  }

  function coalesce(): Expression {
    let left = either();
    while (accept('??')) left = { op: 'binary', sign: '??', left, right: either() };
    return left;
  }

  function either(): Expression {
    let left = both();
    while (accept('OR')) left = { op: 'binary', sign: 'OR', left, right: both() };
    return left;
  }

  function both(): Expression {
    let left = denial();
    while (accept('AND')) left = { op: 'binary', sign: 'AND', left, right: denial() };
    return left;
  }

  const denial = (): Expression => (accept('NOT') ? negate(denial()) : predicate());

  function predicate(): Expression {
    const of = binary(0);
    const negated = (at('IN', 1) || at('LIKE', 1) || at('BETWEEN', 1)) && accept('NOT');
    const found = predicateOn(of);
    return negated ? negate(found) : found;
  }

  function predicateOn(of: Expression): Expression {
    if (accept('BETWEEN')) {
      const from = binary(0);
      expect('AND');
      return { op: 'between', of, from, to: binary(0) };
    }
    if (accept('IN')) {
      expect('(');
      if (at(')')) throw unexpected(peek());
      return { op: 'in', of, list: list(')', expression) };
    }
    if (!accept('LIKE')) return of;
    const pattern = binary(0);
    return { op: 'like', of, pattern, escape: accept('ESCAPE') ? primary() : undefined };
  }

  function binary(level: number): Expression {
    const signs = levels[level];
    if (!signs) return unary();
    let left = binary(level + 1);
    while (peek().kind === 'symbol' && signs.includes(peek().text)) {
      const sign = next().text;
      left = { op: 'binary', sign, left, right: binary(level + 1) };
    }
    return left;
  }

  function unary(): Expression {
    for (const sign of ['-', '+']) if (accept(sign)) return { op: 'unary', sign, of: unary() };
    return accept('NOT') ? negate(unary()) : members(primary());
  }

  function members(of: Expression): Expression {
    if (accept('.')) {
      const key = next();
      // Like the service: a reserved word needs brackets, `c["value"]`.
      if (key.kind !== 'name' || isReserved(key)) throw unexpected(key);
      return members({ op: 'member', of, key: { op: 'literal', value: key.text } });
    }
    if (!accept('[')) return of;
    const key = expression();
    expect(']');
    return members({ op: 'member', of, key });
  }

  function primary(): Expression {
    const token = next();
    if (token.kind === 'string') return { op: 'literal', value: unquote(token.text) };
    if (token.kind === 'number') return { op: 'literal', value: Number(token.text) };
    if (token.kind === 'parameter') return { op: 'parameter', token };
    return token.kind === 'name' ? named(token) : bracketed(token);
  }

  function named(token: Token): Expression {
    const word = token.text.toUpperCase();
    const constant = constants.get(word);
    if (constant) return constant;
    if ((word === 'EXISTS' || word === 'ARRAY') && accept('('))
      return nested(word === 'EXISTS' ? 'exists' : 'arrayOf');
    if (word === 'UDF' && at('.')) throw unexpected(token);
    if (isReserved(token)) throw unexpected(token);
    return accept('(') ? { op: 'call', token, args: list(')', expression) } : { op: 'name', token };
  }

  function nested(op: 'exists' | 'arrayOf' | 'scalar'): Expression {
    const query = subquery();
    expect(')');
    return { op, query };
  }

  function bracketed(token: Token): Expression {
    if (token.text === '[') return { op: 'array', items: list(']', expression) };
    if (token.text === '{') return { op: 'object', fields: list('}', field) };
    if (token.text !== '(') throw unexpected(token);
    if (at('SELECT')) return nested('scalar');
    const inner = expression();
    expect(')');
    return inner;
  }

  function field(): readonly [string, Expression] {
    const key = next();
    if (key.kind !== 'string' && key.kind !== 'name') throw unexpected(key);
    expect(':');
    return [key.kind === 'string' ? unquote(key.text) : key.text, expression()];
  }

  return expression;
}

/** Reads one expression; the table of binary operators decides what binds tighter. */
import type { Call, Expression, Query } from './syntax.ts';
import { type Cursor, isName, syntaxError, type Token, unexpected, unquote } from './tokens.ts';

/** From loosest to tightest. NOT, IN, LIKE and BETWEEN come before the comparisons. */
const levels: readonly (readonly string[])[] = [
  ['??'],
  ['OR'],
  ['AND'],
  ['=', '!=', '<>'],
  ['<', '<=', '>', '>='],
  ['||'],
  ['+', '-'],
  ['*', '/', '%'],
];
const comparisons = 3;

const constants = new Map<string, Expression>([
  ['NULL', { op: 'literal', value: null }],
  ['TRUE', { op: 'literal', value: true }],
  ['FALSE', { op: 'literal', value: false }],
  ['UNDEFINED', { op: 'literal', value: undefined }],
]);

/** Far below what would exhaust the stack. */
const deepest = 200;

export const literal = (token: Token): Expression => ({
  op: 'literal',
  value:
    token.kind === 'number' ? Number(token.text) : token.kind === 'string' ? unquote(token.text) : token.text,
});

export function expressionParser(cursor: Cursor, subquery: () => Query): () => Expression {
  const { accept, at, expect, list, next, peek } = cursor;
  let depth = 0;

  const call = (name: string, ...args: Expression[]): Call => ({ op: 'call', name, args, token: peek() });

  function expression(): Expression {
    depth += 1;
    if (depth > deepest) throw syntaxError('The query is nested too deeply.', peek());
    const found = conditional();
    depth -= 1;
    return found;
  }

  function conditional(): Expression {
    const test = binary(0);
    if (!accept('?')) return test;
    const yes = expression();
    expect(':');
    return call('?:', test, yes, expression());
  }

  function binary(level: number): Expression {
    const signs = levels[level];
    if (!signs) return unary();
    const operand = () => (level + 1 === comparisons ? predicate() : binary(level + 1));
    let left = operand();
    while (signs.some((sign) => at(sign))) left = joined(next().text.toUpperCase(), left, operand());
    return left;
  }

  /** A long chain of AND or OR is one call, not as deep as it is long. */
  function joined(name: string, left: Expression, right: Expression): Expression {
    const chain = (name === 'AND' || name === 'OR') && left.op === 'call' && left.name === name;
    return chain ? call(name, ...left.args, right) : call(name, left, right);
  }

  function predicate(): Expression {
    if (accept('NOT')) return call('NOT', predicate());
    const of = binary(comparisons);
    const negated = ['IN', 'LIKE', 'BETWEEN'].some((word) => at(word, 1)) && accept('NOT');
    const found = predicateOn(of);
    return negated ? call('NOT', found) : found;
  }

  function predicateOn(of: Expression): Expression {
    if (accept('BETWEEN')) {
      const from = binary(comparisons);
      expect('AND');
      return call('BETWEEN', of, from, binary(comparisons));
    }
    if (accept('IN')) {
      expect('(');
      if (at(')')) throw unexpected(peek());
      return call('IN', of, ...list(')', expression));
    }
    if (!accept('LIKE')) return of;
    const pattern = binary(comparisons);
    return accept('ESCAPE') ? call('LIKE', of, pattern, primary()) : call('LIKE', of, pattern);
  }

  function unary(): Expression {
    for (const sign of ['-', '+']) if (accept(sign)) return call(`unary ${sign}`, unary());
    return accept('NOT') ? call('NOT', unary()) : members(primary());
  }

  function members(of: Expression): Expression {
    if (accept('.')) return members(call('.', of, literal(cursor.name())));
    if (!accept('[')) return of;
    const key = expression();
    expect(']');
    return members(call('.', of, key));
  }

  function primary(): Expression {
    const token = next();
    if (token.kind === 'string' || token.kind === 'number') return literal(token);
    if (token.kind === 'parameter') return { op: 'parameter', token };
    return token.kind === 'name' ? named(token) : bracketed(token);
  }

  function named(token: Token): Expression {
    const name = token.text.toUpperCase();
    const constant = constants.get(name);
    if (constant) return constant;
    if (name === 'EXISTS' || name === 'ARRAY') {
      expect('(');
      return nested(name);
    }
    if (!isName(token)) throw unexpected(token);
    return accept('(') ? { op: 'call', name, args: list(')', expression), token } : { op: 'name', token };
  }

  function nested(op: 'EXISTS' | 'ARRAY' | 'SCALAR'): Expression {
    const query = subquery();
    expect(')');
    return { op, query };
  }

  function bracketed(token: Token): Expression {
    if (token.text === '[') return call('[]', ...list(']', expression));
    if (token.text === '{') return call('{}', ...list('}', field).flat());
    if (token.text !== '(') throw unexpected(token);
    if (at('SELECT')) return nested('SCALAR');
    const inner = expression();
    expect(')');
    return inner;
  }

  function field(): Expression[] {
    const key = next();
    if (key.kind !== 'string' && key.kind !== 'name') throw unexpected(key);
    expect(':');
    return [literal(key), expression()];
  }

  return expression;
}

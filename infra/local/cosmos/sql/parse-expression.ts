/** Reads one expression; the table of binary operators decides what binds tighter. */
import type { Value } from '../json.ts';
import type { Call, Expression, Query } from './syntax.ts';
import { type Cursor, isName, type Token, unexpected, unquote } from './tokens.ts';

/** From loosest to tightest. NOT, IN, LIKE and BETWEEN come before the comparisons. */
const levels = ['??', 'OR', 'AND', '= != <>', '< <= > >=', '||', '+ -', '* / %'].map((signs) =>
  signs.split(' '),
);
const comparisons = 3;

const constants = new Map<string, Value>([
  ['NULL', null],
  ['TRUE', true],
  ['FALSE', false],
  ['UNDEFINED', undefined],
]);

/** What a token says that is neither a name nor a symbol. */
export function plain(token: Token): Expression {
  if (token.kind === 'parameter') return { op: 'parameter', token };
  if (token.kind === 'number') return { op: 'literal', value: Number(token.text) };
  if (token.kind === 'string') return { op: 'literal', value: unquote(token.text) };
  throw unexpected(token);
}

export function expressionParser(cursor: Cursor, query: () => Query): () => Expression {
  const { accept, at, expect, inside, list, next, peek, separated } = cursor;

  const call = (name: string, ...args: Expression[]): Call => ({ op: 'call', name, args, token: peek() });

  function expression(): Expression {
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
    const isChain = (name === 'AND' || name === 'OR') && left.op === 'call' && left.name === name;
    return isChain ? call(name, ...left.args, right) : call(name, left, right);
  }

  function predicate(): Expression {
    if (accept('NOT')) return call('NOT', predicate());
    const of = binary(comparisons);
    const isNegated = ['IN', 'LIKE', 'BETWEEN'].some((word) => at(word, 1)) && accept('NOT');
    const found = predicateOn(of);
    return isNegated ? call('NOT', found) : found;
  }

  function predicateOn(of: Expression): Expression {
    if (accept('BETWEEN')) {
      const from = binary(comparisons);
      expect('AND');
      return call('BETWEEN', of, from, binary(comparisons));
    }
    if (accept('IN')) {
      expect('(');
      return call('IN', of, ...inside(')', () => separated(expression)));
    }
    if (!accept('LIKE')) return of;
    const pattern = binary(comparisons);
    return accept('ESCAPE') ? call('LIKE', of, pattern, primary()) : call('LIKE', of, pattern);
  }

  function unary(): Expression {
    if (accept('-')) return call('unary -', unary());
    return accept('NOT') ? call('NOT', unary()) : members(primary());
  }

  function members(of: Expression): Expression {
    if (accept('.')) return members(call('.', of, { op: 'literal', value: cursor.name().text }));
    return accept('[') ? members(call('.', of, inside(']', expression))) : of;
  }

  function primary(): Expression {
    const token = next();
    if (token.kind === 'name') return named(token);
    return token.kind === 'symbol' ? bracketed(token) : plain(token);
  }

  function named(token: Token): Expression {
    const name = token.text.toUpperCase();
    if (constants.has(name)) return { op: 'literal', value: constants.get(name) };
    if (name === 'EXISTS' || name === 'ARRAY') {
      expect('(');
      return { op: name, query: inside(')', query) };
    }
    if (!isName(token)) throw unexpected(token);
    return accept('(') ? { op: 'call', name, args: list(')', expression), token } : { op: 'name', token };
  }

  function bracketed(token: Token): Expression {
    if (token.text === '[') return call('[]', ...list(']', expression));
    if (token.text === '{') return call('{}', ...list('}', field).flat());
    if (token.text !== '(') throw unexpected(token);
    return at('SELECT') ? { op: 'SCALAR', query: inside(')', query) } : inside(')', expression);
  }

  function field(): Expression[] {
    const key = next();
    if (key.kind !== 'string' && key.kind !== 'name') throw unexpected(key);
    expect(':');
    return [key.kind === 'name' ? { op: 'literal', value: key.text } : plain(key), expression()];
  }

  return expression;
}

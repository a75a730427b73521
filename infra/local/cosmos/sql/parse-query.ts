/** Reads a whole query. */
import { expressionParser, plain } from './parse-expression.ts';
import type { Expression, Order, Query, Source } from './syntax.ts';
import { type Cursor, cursorOver, isName, type Token, unexpected } from './tokens.ts';

/** A value without a name of its own is called after its last property. */
function lastName(of: Expression): string | undefined {
  if (of.op === 'name') return of.token.text;
  const key = of.op === 'call' && of.name === '.' ? of.args[1] : undefined;
  return key?.op === 'literal' && typeof key.value === 'string' ? key.value : undefined;
}

function queryParser(cursor: Cursor): () => Query {
  const { accept, at, expect, name, next, peek, separated } = cursor;
  const expression = expressionParser(cursor, query);

  /** `AS x`, or only `x`. */
  const alias = (): Token | undefined => (accept('AS') || isName(peek()) ? name() : undefined);

  function selection(): Pick<Query, 'selection' | 'isValue'> {
    if (accept('*')) return { selection: undefined, isValue: false };
    if (accept('VALUE')) return { selection: expression(), isValue: true };
    const token = peek();
    let unnamed = 0;
    const field = (): Expression[] => {
      const of = expression();
      const named = alias()?.text ?? lastName(of) ?? `$${++unnamed}`;
      return [{ op: 'literal', value: named }, of];
    };
    return { selection: { op: 'call', name: '{}', args: separated(field).flat(), token }, isValue: false };
  }

  /** `x IN c.tags`, `Families f`, `c.children AS x`, `(SELECT …) AS x`, `c`. */
  function source(): Source {
    const token = peek();
    if (isName(token) && at('IN', 1)) {
      next();
      expect('IN');
      return { alias: token, of: expression(), each: true };
    }
    const of = expression();
    const text = alias()?.text ?? lastName(of);
    if (text === undefined) throw unexpected(peek());
    return { alias: { ...token, text }, of, each: false };
  }

  function sources(): Source[] {
    const found: Source[] = [];
    for (let word = 'FROM'; accept(word); word = 'JOIN') found.push(source());
    return found;
  }

  // An object literal is evaluated in the order it is written, which is that of the text.
  const order = (): Order => ({
    token: peek(),
    of: expression(),
    descending: !accept('ASC') && accept('DESC'),
  });

  function listAfter<T>(word: string, item: () => T): T[] {
    if (!accept(word)) return [];
    expect('BY');
    return separated(item);
  }

  /** `select` checks that it is a number. */
  const countAfter = (word: string): Expression | undefined => (accept(word) ? plain(next()) : undefined);

  function query(): Query {
    expect('SELECT');
    const found = {
      distinct: accept('DISTINCT'),
      top: countAfter('TOP'),
      ...selection(),
      sources: sources(),
      where: accept('WHERE') ? expression() : undefined,
      groupBy: listAfter('GROUP', expression),
      orderBy: listAfter('ORDER', order),
      offset: countAfter('OFFSET'),
      limit: countAfter('LIMIT'),
    };
    if (!found.offset !== !found.limit) throw unexpected(peek());
    return found;
  }

  return query;
}

export function parseQuery(text: string): Query {
  const cursor = cursorOver(text);
  const query = queryParser(cursor)();
  if (cursor.peek().kind !== 'end') throw unexpected(cursor.peek());
  return query;
}

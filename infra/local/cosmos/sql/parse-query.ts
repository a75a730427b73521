/** Reads a whole query. */
import { type Cursor, cursorOver, isReserved } from './cursor.ts';
import { expressionParser } from './parse-expression.ts';
import type { Expression, Order, Query, Selection, Source } from './syntax.ts';
import { type Token, unexpected } from './tokenizer.ts';

/** A field without AS is named after its last property, else `$1`, `$2`, … as the service does. */
function fieldName(of: Expression, position: number): string {
  if (of.op === 'name') return of.token.text;
  if (of.op === 'member' && of.key.op === 'literal' && typeof of.key.value === 'string') return of.key.value;
  return `$${position}`;
}

function queryParser(cursor: Cursor): () => Query {
  const { accept, at, expect, name, next, peek } = cursor;
  const expression = expressionParser(cursor, () => query());

  function separated<T>(item: () => T): T[] {
    const items = [item()];
    while (accept(',')) items.push(item());
    return items;
  }

  function selection(): Selection {
    if (accept('*')) return { kind: 'all' };
    if (accept('VALUE')) return { kind: 'value', of: expression() };
    let unnamed = 0;
    const fields = separated((): readonly [string, Expression] => {
      const of = expression();
      if (accept('AS')) return [name().text, of];
      if (peek().kind === 'name' && !isReserved(peek())) return [next().text, of];
      const named = fieldName(of, unnamed + 1);
      if (named.startsWith('$')) unnamed += 1;
      return [named, of];
    });
    return { kind: 'fields', fields };
  }

  /** `x IN c.tags`, `Families f`, `c.children AS x`, `(SELECT …) AS x`, `c`. */
  function source(): Source {
    if (peek().kind === 'name' && !isReserved(peek()) && at('IN', 1)) {
      const alias = name();
      expect('IN');
      return { alias, of: expression(), each: true };
    }
    const start = peek();
    const of = expression();
    const explicit = accept('AS') || (peek().kind === 'name' && !isReserved(peek()));
    return { alias: explicit ? name() : implicitAlias(of, start), of, each: false };
  }

  function implicitAlias(of: Expression, start: Token): Token {
    if (of.op === 'name') return of.token;
    if (of.op === 'member') return { ...start, text: fieldName(of, 1) };
    throw unexpected(peek());
  }

  function sources(): Source[] {
    if (!accept('FROM')) return [];
    const found = [source()];
    while (accept('JOIN')) found.push(source());
    return found;
  }

  function order(): Order {
    const token = peek();
    const of = expression();
    const descending = accept('DESC');
    if (!descending) accept('ASC');
    return { of, descending, token };
  }

  function listAfter<T>(word: string, item: () => T): T[] {
    if (!accept(word)) return [];
    expect('BY');
    return separated(item);
  }

  function query(): Query {
    expect('SELECT');
    const distinct = accept('DISTINCT');
    const top = accept('TOP') ? count() : undefined;
    const selected = selection();
    const from = sources();
    const where = accept('WHERE') ? expression() : undefined;
    const groupBy = listAfter('GROUP', expression);
    const orderBy = listAfter('ORDER', order);
    const offset = accept('OFFSET') ? count() : undefined;
    if (offset) expect('LIMIT');
    const limit = offset ? count() : undefined;
    return { distinct, top, selection: selected, sources: from, where, groupBy, orderBy, offset, limit };
  }

  function count(): Expression {
    const token = next();
    if (token.kind === 'number') return { op: 'literal', value: Number(token.text) };
    if (token.kind === 'parameter') return { op: 'parameter', token };
    throw unexpected(token);
  }

  return query;
}

const recent = new Map<string, Query>();

/** Clients send the same few texts again and again, each twice: for the plan and for the results. */
export function parseQuery(text: string): Query {
  const known = recent.get(text);
  if (known) return known;
  const cursor = cursorOver(text);
  const query = queryParser(cursor)();
  if (cursor.peek().kind !== 'end') throw unexpected(cursor.peek());
  if (recent.size >= 500) recent.clear();
  recent.set(text, query);
  return query;
}

/** The condition of a patch: `FROM c WHERE …`, without SELECT. */
export function parseCondition(text: string): Query {
  return parseQuery(`SELECT * ${text}`);
}

/** Which properties the container indexes; ORDER BY, index look-ups and what a write costs depend on it. */
import { isObject, type Json, type JsonObject, property, type Value } from './json.ts';
import { splitPath } from './partition-key.ts';
import { refuse } from './refusal.ts';

export type Path = readonly string[];

export type Indexing = ReturnType<typeof indexingOf>;

export interface OrderPath {
  readonly path: Path;
  readonly descending: boolean;
}

/** `/a/b/?` is that value, `/a/*` all below it. */
interface Pattern {
  readonly names: Path;
  readonly open: boolean;
}

const listOf = (value: Value): readonly Json[] => (Array.isArray(value) ? value : []);

const pathsOf = (list: Value): string[][] =>
  listOf(list).map((entry) => splitPath(String(property(entry, 'path'))));

const patterns = (list: Value): Pattern[] =>
  pathsOf(list).map((names) => ({
    names: names.filter((name, at) => at < names.length - 1 || (name !== '*' && name !== '?')),
    open: names.at(-1) === '*',
  }));

/** The longest match decides; -1: none. */
const precision = (list: readonly Pattern[], path: Path): number =>
  list.reduce((best, { names, open }) => {
    const matches = (open || names.length === path.length) && names.every((name, at) => name === path[at]);
    return matches ? Math.max(best, names.length * 2 + (open ? 0 : 1)) : best;
  }, -1);

const sameOrder = (left: readonly OrderPath[], right: readonly OrderPath[]): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

const reversed = (order: readonly OrderPath[]): OrderPath[] =>
  order.map(({ path, descending }) => ({ path, descending: !descending }));

function compositeOf(index: Json): OrderPath[] {
  const orders = listOf(index).map((entry) => property(entry, 'order') === 'descending');
  return pathsOf(index).map((path, at) => ({ path, descending: orders[at] ?? false }));
}

export function indexingOf(policy: JsonObject) {
  const included = patterns(policy.includedPaths);
  const excluded = patterns(policy.excludedPaths);
  const composites = listOf(policy.compositeIndexes).map(compositeOf);

  function isIndexed(path: Path): boolean {
    // The id and the time stamp are indexed whatever the policy says.
    if (path.length === 1 && (path[0] === 'id' || path[0] === '_ts')) return true;
    return policy.indexingMode !== 'none' && precision(included, path) > precision(excluded, path);
  }

  /** How many values of a document are indexed. */
  const count = (value: Value, path: Path): number => {
    if (Array.isArray(value))
      return value.reduce<number>((sum, item) => sum + count(item, [...path, '[]']), 0);
    if (!isObject(value)) return isIndexed(path) ? 1 : 0;
    return Object.keys(value).reduce((sum, key) => sum + count(value[key], [...path, key]), 0);
  };

  /** Refuses an ORDER BY that no index serves. */
  function checkOrder(order: readonly OrderPath[]): void {
    const served =
      order.length < 2
        ? order.every(({ path }) => isIndexed(path))
        : composites.some((index) => sameOrder(index, order) || sameOrder(index, reversed(order)));
    const kind = order.length < 2 ? 'index' : 'composite index';
    if (!served) {
      throw refuse(
        400,
        `The order by query does not have a corresponding ${kind} that it can be served from.`,
      );
    }
  }

  return { isIndexed, checkOrder, countIn: (doc: JsonObject): number => count(doc, []) };
}

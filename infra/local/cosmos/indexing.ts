/** Which properties the container indexes; ORDER BY, index look-ups and what a write costs depend on it. */
import { isObject, type Json, type JsonObject, property, type Value } from './json.ts';
import { splitPath } from './partition-key.ts';
import { refuse } from './refusal.ts';

type Path = readonly string[];

export type Indexing = ReturnType<typeof indexingOf>;

type Order = readonly (readonly [path: Path, descending: boolean])[];

const listOf = (value: Value): readonly Json[] => (Array.isArray(value) ? value : []);

const pathOf = (entry: Json): Path => splitPath(String(property(entry, 'path')));

/** `/a/b/?` is that value, `/a/*` all below it. The longest match decides; -1: none. */
function precision(patterns: readonly Path[], path: Path): number {
  const found = patterns.map((names) => {
    const last = names.length - 1;
    const isOpen = names[last] === '*';
    const fits =
      (isOpen || last === path.length) && names.every((one, at) => at === last || one === path[at]);
    return fits ? last * 2 + (isOpen ? 0 : 1) : -1;
  });
  return Math.max(-1, ...found);
}

const compositeOf = (index: Json): Order =>
  listOf(index).map((entry) => [pathOf(entry), property(entry, 'order') === 'descending']);

const reversed = (order: Order): Order => order.map(([path, descending]) => [path, !descending]);

export function indexingOf(policy: JsonObject) {
  const included = listOf(policy.includedPaths).map(pathOf);
  const excluded = listOf(policy.excludedPaths).map(pathOf);
  const composites = listOf(policy.compositeIndexes).map(compositeOf);
  const orders = new Set([...composites, ...composites.map(reversed)].map((order) => JSON.stringify(order)));

  function isIndexed(path: Path): boolean {
    // The id and the time stamp are indexed whatever the policy says.
    if (path.length === 1 && (path[0] === 'id' || path[0] === '_ts')) return true;
    return policy.indexingMode !== 'none' && precision(included, path) > precision(excluded, path);
  }

  /** How many values of a document are indexed. */
  function countIn(value: Value, path: Path = []): number {
    if (typeof value !== 'object' || value === null) return isIndexed(path) ? 1 : 0;
    let count = 0;
    for (const [key, of] of Object.entries(value))
      count += countIn(of, [...path, isObject(value) ? key : '[]']);
    return count;
  }

  /** Refuses an ORDER BY that no index serves. */
  function checkOrder(order: Order): void {
    const isSimple = order.length < 2;
    if (isSimple ? order.every(([path]) => isIndexed(path)) : orders.has(JSON.stringify(order))) return;
    const kind = isSimple ? 'index' : 'composite index';
    throw refuse(400, `The order by query does not have a corresponding ${kind} that it can be served from.`);
  }

  return { isIndexed, checkOrder, countIn };
}

/** Which properties the container indexes; ORDER BY and index look-ups depend on it. */
import { type JsonObject, property, type Value } from './json.ts';
import { splitPath } from './partition-key.ts';
import { refuse } from './refusal.ts';

/** How many names of a policy path match the property, or -1: the longest match decides. */
function precision(pattern: Value, path: readonly string[]): number {
  if (typeof pattern !== 'string') return -1;
  const names = splitPath(pattern);
  const open = names.at(-1) === '*';
  const fixed = names.slice(0, open || names.at(-1) === '?' ? -1 : undefined);
  const matches = fixed.every((name, at) => path[at] === name);
  if (!matches || (!open && fixed.length !== path.length)) return -1;
  return fixed.length * 2 + (open ? 0 : 1);
}

function best(paths: Value, path: readonly string[]): number {
  if (!Array.isArray(paths)) return -1;
  return Math.max(-1, ...paths.map((entry) => precision(property(entry, 'path'), path)));
}

export function isIndexed(definition: JsonObject, path: readonly string[]): boolean {
  const policy = definition.indexingPolicy;
  // The id and the time stamp are indexed whatever the policy says.
  if (path.length === 1 && (path[0] === 'id' || path[0] === '_ts')) return true;
  if (property(policy, 'indexingMode') === 'none') return false;
  return best(property(policy, 'includedPaths'), path) > best(property(policy, 'excludedPaths'), path);
}

/** How many paths the policy names: what writes cost grows with it. */
export function indexedPathCount(definition: JsonObject): number {
  const included = property(definition.indexingPolicy, 'includedPaths');
  return Array.isArray(included) ? included.length : 0;
}

export interface OrderPath {
  readonly path: readonly string[];
  readonly descending: boolean;
}

function serves(index: Value, order: readonly OrderPath[]): boolean {
  if (!Array.isArray(index) || index.length !== order.length) return false;
  const steps = index.map((entry, at) => {
    const wanted = order[at];
    if (!wanted || splitPath(String(property(entry, 'path'))).join('\n') !== wanted.path.join('\n')) return 0;
    return (property(entry, 'order') === 'descending') === wanted.descending ? 1 : -1;
  });
  // An index also serves the exact opposite order.
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

export function checkOrder(definition: JsonObject, order: readonly OrderPath[]): void {
  if (order.length < 2) {
    if (order.every(({ path }) => isIndexed(definition, path))) return;
    throw refuse(400, 'The order by query does not have a corresponding index that it can be served from.');
  }
  const composite = property(definition.indexingPolicy, 'compositeIndexes');
  if (Array.isArray(composite) && composite.some((index) => serves(index, order))) return;
  throw refuse(
    400,
    'The order by query does not have a corresponding composite index that it can be served from.',
  );
}

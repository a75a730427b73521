/** What a container may be: partition key, indexing policy and time to live, checked when it is made or replaced. */
import { isObject, type JsonObject, property, sameValue, type Value } from './json.ts';
import { splitPath } from './partition-key.ts';
import { notHere, refuse } from './refusal.ts';

export interface Definition {
  readonly id: string;
  readonly body: JsonObject;
  readonly partitionPath: readonly string[];
  /** Seconds; -1: only items with their own; undefined: nothing ever ends. */
  readonly defaultTtl: number | undefined;
}

const defaultPolicy: JsonObject = {
  indexingMode: 'consistent',
  automatic: true,
  includedPaths: [{ path: '/*' }],
  excludedPaths: [{ path: '/"_etag"/?' }],
};

export function checkId(id: Value): string {
  if (typeof id !== 'string' || id === '') throw refuse(400, 'The id must be a string that is not empty.');
  if (id.length > 255) throw refuse(400, 'The id must not be longer than 255 characters.');
  if (/[/\\?#]/.test(id)) throw refuse(400, `The id '${id}' must not contain / \\ ? #.`);
  return id;
}

export function checkTtl(ttl: Value, name: string): number | undefined {
  if (ttl === undefined || ttl === null) return undefined;
  if (typeof ttl === 'number' && Number.isInteger(ttl) && (ttl === -1 || (ttl > 0 && ttl < 2 ** 31)))
    return ttl;
  throw refuse(400, `The input ${name} '${JSON.stringify(ttl)}' is invalid: a positive whole number or -1.`);
}

function partitionPath(key: Value): string[] {
  const paths = property(key, 'paths');
  if (!Array.isArray(paths)) throw refuse(400, 'The container needs a partition key with paths.');
  if (paths.length > 1 || property(key, 'kind') === 'MultiHash')
    throw notHere('A hierarchical partition key');
  const [path] = paths;
  if (typeof path !== 'string' || !path.startsWith('/') || splitPath(path).includes('')) {
    throw refuse(400, `The partition key path '${path}' is invalid.`);
  }
  return splitPath(path);
}

export function define(body: JsonObject, before?: Definition): Definition {
  const id = checkId(body.id);
  const unique = property(body.uniqueKeyPolicy, 'uniqueKeys');
  if (Array.isArray(unique) && unique.length > 0) throw notHere('A unique key policy');
  const key: JsonObject = {
    kind: 'Hash',
    version: 2,
    ...(isObject(body.partitionKey) ? body.partitionKey : {}),
  };
  const path = partitionPath(key);
  if (before && (before.id !== id || !sameValue(before.partitionPath.slice(), path))) {
    throw refuse(400, 'The id and the partition key of a container cannot be replaced.');
  }
  const indexingPolicy = { ...defaultPolicy, ...(isObject(body.indexingPolicy) ? body.indexingPolicy : {}) };
  const defaultTtl = checkTtl(body.defaultTtl, 'defaultTtl');
  const { defaultTtl: _sent, ...rest } = body;
  const ttl: JsonObject = defaultTtl === undefined ? {} : { defaultTtl };
  return {
    id,
    partitionPath: path,
    defaultTtl,
    body: { ...rest, ...ttl, partitionKey: key, indexingPolicy },
  };
}

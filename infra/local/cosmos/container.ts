/** Databases and containers: what they may be, checked when one is made or replaced. */
import { type Indexing, indexingOf } from './indexing.ts';
import { isObject, type JsonObject, property, type Value } from './json.ts';
import { splitPath } from './partition-key.ts';
import { notHere, refuse } from './refusal.ts';
import { encodeRid, nextEtag } from './rid.ts';
import { createStore, type Store, type Stored } from './store.ts';

export interface Database {
  readonly id: string;
  readonly number: number;
  readonly resource: JsonObject;
  readonly containers: Map<string, Container>;
}

export interface Container extends Settings {
  readonly id: string;
  /** Of its database and itself: what resource ids are made of. */
  readonly numbers: readonly [number, number];
  /** `dbs/…/colls/…` by name, as clients write it. */
  readonly link: string;
  readonly store: Store;
  readonly rid: string;
  readonly partitionPath: readonly string[];
}

/** What a replacement may change. */
interface Settings {
  indexing: Indexing;
  /** Seconds; -1: only items with their own; undefined: nothing ever ends. */
  defaultTtl: number | undefined;
  /** The container as it is answered. */
  resource: JsonObject;
}

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

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

export function checkTtl(ttl: Value): number | undefined {
  if (ttl === undefined || ttl === null) return undefined;
  const valid = typeof ttl === 'number' && Number.isInteger(ttl) && ttl >= -1 && ttl !== 0 && ttl < 2 ** 31;
  if (valid) return ttl;
  throw refuse(400, `The time to live '${JSON.stringify(ttl)}' is invalid: a positive whole number or -1.`);
}

const system = (rid: string, self: string): JsonObject => {
  return { _rid: rid, _self: self, _etag: nextEtag(), _ts: seconds(Date.now()) };
};

export function createDatabase(body: JsonObject, number: number): Database {
  const rid = encodeRid([number]);
  const resource = { ...body, ...system(rid, `dbs/${rid}/`), _colls: 'colls/' };
  return { id: checkId(body.id), number, resource, containers: new Map() };
}

function partitionPath(key: Value): string[] {
  const paths = property(key, 'paths');
  if (!Array.isArray(paths)) throw refuse(400, 'The container needs a partition key with paths.');
  if (paths.length > 1 || property(key, 'kind') === 'MultiHash')
    throw notHere('A hierarchical partition key');
  const names = splitPath(String(paths[0]));
  if (names.length > 0 && !names.includes('')) return names;
  throw refuse(400, `The partition key path '${paths[0]}' is invalid.`);
}

const objectOr = (value: Value): JsonObject => (isObject(value) ? value : {});

function settingsOf(
  { defaultTtl: ttl, ...body }: JsonObject,
  [database, number]: Container['numbers'],
): Settings {
  const unique = property(body.uniqueKeyPolicy, 'uniqueKeys');
  if (Array.isArray(unique) && unique.length > 0) throw notHere('A unique key policy');
  const indexingPolicy = { ...defaultPolicy, ...objectOr(body.indexingPolicy) };
  const defaultTtl = checkTtl(ttl);
  const rid = encodeRid([database, number]);
  const resource: JsonObject = {
    ...body,
    ...(defaultTtl === undefined ? {} : { defaultTtl }),
    partitionKey: { kind: 'Hash', version: 2, ...objectOr(body.partitionKey) },
    indexingPolicy,
    ...system(rid, `dbs/${encodeRid([database])}/colls/${rid}/`),
    _docs: 'docs/',
  };
  return { indexing: indexingOf(indexingPolicy), defaultTtl, resource };
}

export function createContainer(database: Database, body: JsonObject, number: number): Container {
  const id = checkId(body.id);
  const numbers: Container['numbers'] = [database.number, number];
  return {
    id,
    numbers,
    rid: encodeRid(numbers),
    link: `dbs/${database.id}/colls/${id}`,
    store: createStore(),
    partitionPath: partitionPath(body.partitionKey),
    ...settingsOf(body, numbers),
  };
}

/** Items stay; a changed time to live counts from their last write, as in the service. */
export function replaceContainer(container: Container, body: JsonObject): void {
  const path = partitionPath(body.partitionKey);
  if (body.id !== container.id || path.join('/') !== container.partitionPath.join('/')) {
    throw refuse(400, 'The id and the partition key of a container cannot be replaced.');
  }
  Object.assign(container, settingsOf(body, container.numbers));
}

export function isAlive({ defaultTtl }: Container, now: number): (item: Stored) => boolean {
  if (defaultTtl === undefined) return () => true;
  return ({ doc }) => {
    const ttl = typeof doc.ttl === 'number' ? doc.ttl : defaultTtl;
    return ttl === -1 || Number(doc._ts) + ttl > seconds(now);
  };
}

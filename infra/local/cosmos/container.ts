/** Databases and containers: what they may be, checked when one is made or replaced. */
import { randomUUID } from 'node:crypto';
import { type Indexing, indexingOf } from './indexing.ts';
import { isObject, type JsonObject, property, type Value } from './json.ts';
import { splitPath } from './partition-key.ts';
import { notHere, refuse } from './refusal.ts';
import { createStore, type Store, type Stored } from './store.ts';

export interface Database {
  readonly id: string;
  readonly number: number;
  readonly resource: JsonObject;
  readonly containers: Map<string, Container>;
}

export interface Container {
  readonly id: string;
  /** Of its database and itself: what resource ids are made of. */
  readonly numbers: readonly [number, number];
  /** `dbs/…/colls/…` by name, fit for a header. */
  readonly link: string;
  readonly store: Store;
  readonly partitionPath: readonly string[];
  readonly indexing: Indexing;
  /** Seconds; -1: only items with their own; undefined: nothing ever ends. */
  readonly defaultTtl: number | undefined;
  /** As it is answered. */
  readonly resource: JsonObject;
}

const defaultPolicy: JsonObject = {
  indexingMode: 'consistent',
  automatic: true,
  includedPaths: [{ path: '/*' }],
  excludedPaths: [{ path: '/"_etag"/?' }],
};

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** `parent`: a path that ends with a slash. */
export function systemProperties(parent: string, numbers: readonly number[]) {
  // Slashes would end a path segment, so the service writes a dash instead.
  const rid = Buffer.from(Uint32Array.from(numbers).buffer).toString('base64').replaceAll('/', '-');
  return { _rid: rid, _self: `${parent}${rid}/`, _etag: `"${randomUUID()}"`, _ts: seconds(Date.now()) };
}

export function checkId(id: Value): string {
  if (typeof id !== 'string' || id === '') throw refuse(400, 'The id must be a string that is not empty.');
  if (id.length > 255) throw refuse(400, 'The id must not be longer than 255 characters.');
  if (/[/\\?#]/.test(id)) throw refuse(400, `The id '${id}' must not contain / \\ ? #.`);
  return id;
}

export function checkTtl(ttl: Value): number | undefined {
  if (ttl === undefined || ttl === null) return undefined;
  if (typeof ttl === 'number' && (ttl | 0) === ttl && (ttl > 0 || ttl === -1)) return ttl;
  throw refuse(400, `The time to live '${JSON.stringify(ttl)}' is invalid: a positive whole number or -1.`);
}

/** For resource ids: never used twice. */
let lastNumber = 0;

export function createDatabase(body: JsonObject): Database {
  const number = ++lastNumber;
  const resource = { ...body, ...systemProperties('dbs/', [number]), _colls: 'colls/' };
  return { id: checkId(body.id), number, resource, containers: new Map() };
}

function partitionPath(key: Value): string[] {
  const paths = property(key, 'paths');
  if (!Array.isArray(paths)) throw refuse(400, 'The container needs a partition key with paths.');
  const isHierarchical = paths.length > 1 || property(key, 'kind') === 'MultiHash';
  if (isHierarchical) throw notHere('A hierarchical partition key');
  const names = splitPath(String(paths[0]));
  if (names.length > 0 && !names.includes('')) return names;
  throw refuse(400, `The partition key path '${paths[0]}' is invalid.`);
}

const objectOr = (value: Value): JsonObject => (isObject(value) ? value : {});

/** Where it replaces one, it keeps that one's numbers and store. */
export function createContainer(database: Database, body: JsonObject, before?: Container): Container {
  const unique = property(body.uniqueKeyPolicy, 'uniqueKeys');
  if (Array.isArray(unique) && unique.length > 0) throw notHere('A unique key policy');
  const id = checkId(body.id);
  const numbers = before?.numbers ?? ([database.number, ++lastNumber] as const);
  const indexingPolicy = { ...defaultPolicy, ...objectOr(body.indexingPolicy) };
  const resource: JsonObject = {
    ...body,
    partitionKey: { kind: 'Hash', version: 2, ...objectOr(body.partitionKey) },
    indexingPolicy,
    ...systemProperties(`${database.resource._self}colls/`, numbers),
    _docs: 'docs/',
  };
  return {
    id,
    numbers,
    link: encodeURI(`dbs/${database.id}/colls/${id}`.toWellFormed()),
    store: before?.store ?? createStore(),
    partitionPath: partitionPath(body.partitionKey),
    indexing: indexingOf(indexingPolicy),
    defaultTtl: checkTtl(body.defaultTtl),
    resource,
  };
}

/** Items stay; a changed time to live counts from their last write, as in the service. */
export function replaceContainer(database: Database, before: Container, body: JsonObject): Container {
  const after = createContainer(database, body, before);
  if (after.id !== before.id || after.partitionPath.join('/') !== before.partitionPath.join('/')) {
    throw refuse(400, 'The id and the partition key of a container cannot be replaced.');
  }
  database.containers.set(after.id, after);
  return after;
}

export function isAlive({ defaultTtl }: Container): (item: Stored) => boolean {
  if (defaultTtl === undefined) return () => true;
  const now = seconds(Date.now());
  return ({ doc }) => {
    const ttl = typeof doc.ttl === 'number' ? doc.ttl : defaultTtl;
    return ttl === -1 || Number(doc._ts) + ttl > now;
  };
}

/** One container: its definition, its documents, and the clock their time to live runs by. */
import { type Definition, define } from './definition.ts';
import type { JsonObject } from './json.ts';
import { containerRid, databaseRid, nextEtag } from './rid.ts';
import { createStore, type Store, type Stored } from './store.ts';

export interface Container {
  readonly rid: string;
  /** `dbs/…/colls/…` by name, as clients write it. */
  readonly link: string;
  /** The same by resource ids. */
  readonly self: string;
  readonly store: Store;
  definition: Definition;
  /** The definition as it is answered. */
  resource: JsonObject;
}

export interface Database {
  readonly id: string;
  readonly number: number;
  readonly resource: JsonObject;
  readonly containers: Map<string, Container>;
}

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

function system(rid: string, self: string): JsonObject {
  return { _rid: rid, _self: self, _etag: nextEtag(), _ts: seconds(Date.now()) };
}

export function createDatabase(body: JsonObject, id: string, number: number): Database {
  const rid = databaseRid(number);
  const resource = { ...body, ...system(rid, `dbs/${rid}/`), _colls: 'colls/', _users: 'users/' };
  return { id, number, resource, containers: new Map() };
}

const described = (definition: Definition, rid: string, self: string): JsonObject => ({
  ...definition.body,
  ...system(rid, self),
  _docs: 'docs/',
  _sprocs: 'sprocs/',
  _triggers: 'triggers/',
  _udfs: 'udfs/',
  _conflicts: 'conflicts/',
});

export function createContainer(database: Database, body: JsonObject, number: number): Container {
  const definition = define(body);
  const rid = containerRid(database.number, number);
  const self = `dbs/${databaseRid(database.number)}/colls/${rid}/`;
  return {
    rid,
    self,
    link: `dbs/${database.id}/colls/${definition.id}`,
    store: createStore(),
    definition,
    resource: described(definition, rid, self),
  };
}

/** Items stay; a changed time to live counts from their last write, as in the service. */
export function replaceContainer(container: Container, body: JsonObject): void {
  container.definition = define(body, container.definition);
  container.resource = described(container.definition, container.rid, container.self);
}

export function isAlive({ definition }: Container, now: number): (item: Stored) => boolean {
  const { defaultTtl } = definition;
  if (defaultTtl === undefined) return () => true;
  return ({ doc }) => {
    const ttl = typeof doc.ttl === 'number' ? doc.ttl : defaultTtl;
    return ttl === -1 || Number(doc._ts) + ttl > seconds(now);
  };
}

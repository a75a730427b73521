/** The account, its databases and their containers: what can be asked of them. */
import {
  type Container,
  createContainer,
  createDatabase,
  type Database,
  replaceContainer,
} from './container.ts';
import { type Answer, type Call, objectBody } from './http.ts';
import type { JsonObject } from './json.ts';
import { refuse } from './refusal.ts';

export interface Account {
  endpoint: string;
  readonly databases: Map<string, Database>;
  /** For resource ids: numbers are never used twice. */
  lastNumber: number;
}

function describe({ endpoint }: Account): Answer {
  const locations = [{ name: 'Local', databaseAccountEndpoint: endpoint }];
  const body = {
    id: 'local',
    _rid: 'local',
    _self: '',
    _dbs: '//dbs/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Strong' },
    queryEngineConfiguration: '{}',
  };
  return { status: 200, charge: 0, body };
}

function get<T>(all: ReadonlyMap<string, T>, id = ''): T {
  const found = all.get(id);
  if (!found) throw refuse(404, `Resource '${id}' does not exist.`);
  return found;
}

const databaseOf = ({ databases }: Account, { segments }: Call): Database => get(databases, segments[1]);

export const containerOf = (account: Account, call: Call): Container =>
  get(databaseOf(account, call).containers, call.segments[3]);

interface Resource {
  readonly id: string;
  readonly resource: JsonObject;
}

const answer = (status: number, { resource }: Resource): Answer => ({
  status,
  body: resource,
  charge: 1,
  headers: { etag: String(resource._etag) },
});

function added<T extends Resource>(to: Map<string, T>, one: T): Answer {
  if (to.has(one.id)) throw refuse(409, `Resource '${one.id}' already exists.`);
  to.set(one.id, one);
  return answer(201, one);
}

function removed<T extends Resource>(from: Map<string, T>, { id }: T): Answer {
  from.delete(id);
  return { status: 204, charge: 5 };
}

const feed = (name: string, items: JsonObject[], rid = ''): Answer => ({
  status: 200,
  charge: 1,
  body: { _rid: rid, [name]: items, _count: items.length },
  headers: { 'x-ms-item-count': String(items.length) },
});

const list = (name: string, of: ReadonlyMap<string, Resource>): Answer =>
  feed(
    name,
    Array.from(of.values(), ({ resource }) => resource),
  );

function change(container: Container, body: JsonObject): Answer {
  replaceContainer(container, body);
  return answer(200, container);
}

/** Always one physical partition, whatever the container holds. */
function ranges({ rid }: Container): Answer {
  const range = { id: '0', minInclusive: '', maxExclusive: 'FF', status: 'online', parents: [], _rid: rid };
  return feed('PartitionKeyRanges', [range], rid);
}

/** By the fixed words of an address, names replaced by a star. */
export const handlers: Readonly<Record<string, (of: Account, call: Call) => Answer>> = {
  'GET ': describe,
  'GET dbs': (of) => list('Databases', of.databases),
  'POST dbs': (of, call) => added(of.databases, createDatabase(objectBody(call), ++of.lastNumber)),
  'GET dbs/*': (of, call) => answer(200, databaseOf(of, call)),
  'DELETE dbs/*': (of, call) => removed(of.databases, databaseOf(of, call)),
  'GET dbs/*/colls': (of, call) => list('DocumentCollections', databaseOf(of, call).containers),
  'POST dbs/*/colls': (of, call) => {
    const database = databaseOf(of, call);
    return added(database.containers, createContainer(database, objectBody(call), ++of.lastNumber));
  },
  'GET dbs/*/colls/*': (of, call) => answer(200, containerOf(of, call)),
  'PUT dbs/*/colls/*': (of, call) => change(containerOf(of, call), objectBody(call)),
  'DELETE dbs/*/colls/*': (of, call) => removed(databaseOf(of, call).containers, containerOf(of, call)),
  'GET dbs/*/colls/*/pkranges': (of, call) => ranges(containerOf(of, call)),
  // The account is serverless: nothing has a throughput of its own.
  'GET offers': () => feed('Offers', []),
  'POST offers': () => feed('Offers', []),
};

/** The account: what it says about itself, its databases and their containers. */
import { type Answer, type Call, objectBody } from './call.ts';
import { missCharge, readCharge } from './charge.ts';
import {
  type Container,
  createContainer,
  createDatabase,
  type Database,
  replaceContainer,
} from './container.ts';
import { checkId } from './definition.ts';
import type { Json, JsonObject } from './json.ts';
import { refuse } from './refusal.ts';

export interface Account {
  endpoint: string;
  readonly databases: Map<string, Database>;
  /** Numbers for resource ids, never used twice. */
  nextNumber(): number;
}

export function createAccount(): Account {
  let last = 0;
  return { endpoint: '', databases: new Map(), nextNumber: () => ++last };
}

export function describe({ endpoint }: Account): Answer {
  const locations = [{ name: 'Local', databaseAccountEndpoint: endpoint }];
  const body = {
    _self: '',
    id: 'local',
    _rid: 'local',
    media: '//media/',
    addresses: '//addresses/',
    _dbs: '//dbs/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Strong' },
    userReplicationPolicy: { asyncReplication: false, minReplicaSetSize: 1, maxReplicasetSize: 4 },
    systemReplicationPolicy: { minReplicaSetSize: 1, maxReplicasetSize: 4 },
    readPolicy: { primaryReadCoefficient: 1, secondaryReadCoefficient: 1 },
    queryEngineConfiguration: '{}',
  };
  return { status: 200, charge: 0, body };
}

const found = (status: number, body: JsonObject): Answer => ({
  status,
  body,
  charge: readCharge(0),
  headers: { etag: String(body._etag) },
});

const gone: Answer = { status: 204, charge: 5 };

const feed = (name: string, rid: string, items: Json[]): Answer => ({
  status: 200,
  charge: missCharge,
  body: { _rid: rid, [name]: items, _count: items.length },
  headers: { 'x-ms-item-count': String(items.length) },
});

const missing = (id: string | undefined) => refuse(404, `Resource '${id}' does not exist.`);

function databaseOf(account: Account, id: string | undefined): Database {
  const database = account.databases.get(id ?? '');
  if (!database) throw missing(id);
  return database;
}

export function containerOf(account: Account, [, database, , id]: readonly string[]): Container {
  const container = databaseOf(account, database).containers.get(id ?? '');
  if (!container) throw missing(id);
  return container;
}

export const listDatabases = ({ databases }: Account): Answer =>
  feed(
    'Databases',
    '',
    [...databases.values()].map(({ resource }) => resource),
  );

export function addDatabase(account: Account, call: Call): Answer {
  const body = objectBody(call);
  const id = checkId(body.id);
  if (account.databases.has(id)) throw refuse(409, `Database '${id}' already exists.`);
  const database = createDatabase(body, id, account.nextNumber());
  account.databases.set(id, database);
  return found(201, database.resource);
}

export const readDatabase = (account: Account, { segments }: Call): Answer =>
  found(200, databaseOf(account, segments[1]).resource);

export function deleteDatabase(account: Account, { segments }: Call): Answer {
  account.databases.delete(databaseOf(account, segments[1]).id);
  return gone;
}

export function listContainers(account: Account, { segments }: Call): Answer {
  const { containers, resource } = databaseOf(account, segments[1]);
  return feed(
    'DocumentCollections',
    String(resource._rid),
    [...containers.values()].map((one) => one.resource),
  );
}

export function addContainer(account: Account, call: Call): Answer {
  const database = databaseOf(account, call.segments[1]);
  const container = createContainer(database, objectBody(call), account.nextNumber());
  const { id } = container.definition;
  if (database.containers.has(id)) throw refuse(409, `Container '${id}' already exists.`);
  database.containers.set(id, container);
  return found(201, container.resource);
}

export const readContainer = (account: Account, { segments }: Call): Answer =>
  found(200, containerOf(account, segments).resource);

export function changeContainer(account: Account, call: Call): Answer {
  const container = containerOf(account, call.segments);
  replaceContainer(container, objectBody(call));
  return found(200, container.resource);
}

export function deleteContainer(account: Account, { segments }: Call): Answer {
  const { definition } = containerOf(account, segments);
  databaseOf(account, segments[1]).containers.delete(definition.id);
  return gone;
}

/** Always one physical partition, whatever the container holds. */
export function listRanges(account: Account, { segments }: Call): Answer {
  const { rid } = containerOf(account, segments);
  const range = {
    id: '0',
    minInclusive: '',
    maxExclusive: 'FF',
    ridPrefix: 0,
    status: 'online',
    parents: [],
  };
  return feed('PartitionKeyRanges', rid, [{ ...range, _rid: rid }]);
}

/** The account is serverless: nothing has a throughput of its own. */
export const listOffers = (): Answer => feed('Offers', '', []);

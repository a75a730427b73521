/** The account, its databases and their containers: which handler answers a request, and what is refused by name. */
import { createContainer, createDatabase, type Database, replaceContainer } from './container.ts';
import { type Answer, type Call, objectBody } from './http.ts';
import { answerItems, type ItemVerb, itemVerb } from './items.ts';
import { notHere, refuse } from './refusal.ts';

export type Consistency = 'Strong' | 'BoundedStaleness' | 'Session' | 'ConsistentPrefix' | 'Eventual';

export interface Account {
  endpoint: string;
  /** What it says of itself; it is always strong. */
  readonly consistency: Consistency;
  readonly databases: Map<string, Database>;
}

function describe({ endpoint, consistency }: Account): Answer {
  const locations = [{ name: 'Local', databaseAccountEndpoint: endpoint }];
  const body = {
    id: 'local',
    _rid: 'local',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: consistency },
  };
  return { status: 200, charge: 0, body };
}

function get<T>(all: ReadonlyMap<string, T>, id = ''): T {
  const found = all.get(id);
  if (!found) throw refuse(404, `Resource '${id}' does not exist.`);
  return found;
}

const databaseOf = ({ databases }: Account, { segments }: Call): Database => get(databases, segments[1]);

const containerOf = (account: Account, call: Call) =>
  get(databaseOf(account, call).containers, call.segments[3]);

type Resource = Pick<Database, 'id' | 'resource'>;

function answer({ resource }: Resource, status = 200): Answer {
  return { status, body: resource, charge: 1, headers: { etag: String(resource._etag) } };
}

function added<T extends Resource>(to: Map<string, T>, one: T): Answer {
  if (to.has(one.id)) throw refuse(409, `Resource '${one.id}' already exists.`);
  to.set(one.id, one);
  return answer(one, 201);
}

function removed<T extends Resource>(from: Map<string, T>, { id }: T): Answer {
  from.delete(id);
  return { status: 204, charge: 5 };
}

function feed(name: string, of: Iterable<Pick<Database, 'resource'>>): Answer {
  const items = Array.from(of, ({ resource }) => resource);
  return { status: 200, charge: 1, body: { _rid: '', [name]: items, _count: items.length } };
}

/** Always one physical partition, whatever the container holds. */
function ranges({ resource: { _rid = '' } }: Resource): Answer {
  const range = { _rid, id: '0', minInclusive: '', maxExclusive: 'FF', status: 'online', parents: [] };
  return feed('PartitionKeyRanges', [{ resource: range }]);
}

/** By the fixed words of an address, names replaced by a star. */
const handlers: Readonly<Record<string, (of: Account, call: Call) => Answer>> = {
  'GET ': describe,
  'GET dbs': (of) => feed('Databases', of.databases.values()),
  'POST dbs': (of, call) => added(of.databases, createDatabase(objectBody(call))),
  'GET dbs/*': (of, call) => answer(databaseOf(of, call)),
  'DELETE dbs/*': (of, call) => removed(of.databases, databaseOf(of, call)),
  'GET dbs/*/colls': (of, call) => feed('DocumentCollections', databaseOf(of, call).containers.values()),
  'POST dbs/*/colls': (of, call) => {
    const database = databaseOf(of, call);
    return added(database.containers, createContainer(database, objectBody(call)));
  },
  'GET dbs/*/colls/*': (of, call) => answer(containerOf(of, call)),
  'PUT dbs/*/colls/*': (of, call) =>
    answer(replaceContainer(databaseOf(of, call), containerOf(of, call), objectBody(call))),
  'DELETE dbs/*/colls/*': (of, call) => removed(databaseOf(of, call).containers, containerOf(of, call)),
  'GET dbs/*/colls/*/pkranges': (of, call) => ranges(containerOf(of, call)),
  // The account is serverless: nothing has a throughput of its own.
  'POST offers': () => feed('Offers', []),
};

const absent = new Map([
  ['sprocs', 'A stored procedure'],
  ['triggers', 'A trigger'],
  ['udfs', 'A user-defined function'],
  ['conflicts', 'The conflicts feed'],
  ['operations', 'Deletion by partition key'],
]);

/** `verb`: what faults know it as; undefined for what never fails on purpose. */
export function route(of: Account, call: Call): { verb?: ItemVerb; run: () => Answer } {
  const words = call.segments.filter((_segment, at) => at % 2 === 0);
  const shape = call.segments.map((segment, at) => (at % 2 === 0 ? segment : '*')).join('/');
  if (/^dbs\/\*\/colls\/\*\/docs(\/\*)?$/.test(shape)) {
    const verb = itemVerb(call);
    return { verb, run: () => answerItems(containerOf(of, call), call, verb) };
  }
  for (const word of words) if (absent.has(word)) throw notHere(absent.get(word) ?? word);
  const isQuery = call.flag('x-ms-documentdb-isquery') && words[0] === 'dbs';
  if (isQuery) throw notHere('A query over databases or containers');
  const handler = handlers[`${call.method} ${shape}`];
  if (!handler) throw refuse(404, `There is no ${call.method} /${shape}.`);
  return { run: () => handler(of, call) };
}

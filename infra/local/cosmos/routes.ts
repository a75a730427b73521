/** The table of addresses: what is asked of what, and what is refused by name. */
import * as account from './account.ts';
import type { Answer, Call } from './call.ts';
import type { FaultOperation } from './faults.ts';
import { answerItems, faultOperation, itemVerb } from './item-routes.ts';
import { notHere, refuse } from './refusal.ts';

type Handler = (of: account.Account, call: Call) => Answer;

/** By the fixed words of an address, names replaced by a star. */
const handlers: Readonly<Record<string, Handler>> = {
  'GET ': account.describe,
  'GET dbs': account.listDatabases,
  'POST dbs': account.addDatabase,
  'GET dbs/*': account.readDatabase,
  'DELETE dbs/*': account.deleteDatabase,
  'GET dbs/*/colls': account.listContainers,
  'POST dbs/*/colls': account.addContainer,
  'GET dbs/*/colls/*': account.readContainer,
  'PUT dbs/*/colls/*': account.changeContainer,
  'DELETE dbs/*/colls/*': account.deleteContainer,
  'GET dbs/*/colls/*/pkranges': account.listRanges,
  'GET offers': account.listOffers,
  'POST offers': account.listOffers,
};

const absent: Readonly<Record<string, string>> = {
  sprocs: 'A stored procedure',
  triggers: 'A trigger',
  udfs: 'A user-defined function',
  conflicts: 'The conflicts feed',
  users: 'A database user',
  permissions: 'A permission',
  clientencryptionkeys: 'Client-side encryption',
  operations: 'Deletion by partition key',
  attachments: 'An attachment',
  media: 'An attachment',
};

export interface Routed {
  /** What faults know it as; undefined for what never fails on purpose. */
  readonly operation: FaultOperation | undefined;
  readonly run: () => Answer;
}

export function route(of: account.Account, call: Call): Routed {
  if (call.segments[4] === 'docs' && call.segments[2] === 'colls') {
    const verb = itemVerb(call);
    return {
      operation: faultOperation(verb),
      run: () => answerItems(account.containerOf(of, call.segments), call, verb),
    };
  }
  const word = call.segments.find((segment, at) => at % 2 === 0 && segment in absent);
  if (word !== undefined) throw notHere(absent[word] ?? word);
  if (call.flag('x-ms-documentdb-isquery') && call.segments[0] === 'dbs') {
    throw notHere('A query over databases or containers');
  }
  const shape = call.segments.map((segment, at) => (at % 2 === 0 ? segment : '*')).join('/');
  const handler = handlers[`${call.method} ${shape}`];
  if (!handler) throw refuse(404, `There is no ${call.method} /${shape}.`);
  return { operation: undefined, run: () => handler(of, call) };
}

/** Which handler answers a request, and what is refused by name. */
import { type Account, containerOf, handlers } from './account.ts';
import type { Answer, Call } from './http.ts';
import { answerItems, type ItemVerb, itemVerb } from './items.ts';
import { notHere, refuse } from './refusal.ts';

const absent = new Map([
  ['sprocs', 'A stored procedure'],
  ['triggers', 'A trigger'],
  ['udfs', 'A user-defined function'],
  ['conflicts', 'The conflicts feed'],
  ['users', 'A database user'],
  ['clientencryptionkeys', 'Client-side encryption'],
  ['operations', 'Deletion by partition key'],
]);

/** `verb`: what faults know it as; undefined for what never fails on purpose. */
export function route(of: Account, call: Call): { verb?: ItemVerb; run: () => Answer } {
  const { method, segments } = call;
  const shape = segments.map((segment, at) => (at % 2 === 0 ? segment : '*')).join('/');
  if (/^dbs\/\*\/colls\/\*\/docs(\/\*)?$/.test(shape)) {
    const verb = itemVerb(call);
    return { verb, run: () => answerItems(containerOf(of, call), call, verb) };
  }
  const word = shape.split('/').find((segment) => absent.has(segment));
  if (word) throw notHere(absent.get(word) ?? word);
  if (call.flag('x-ms-documentdb-isquery') && segments[0] === 'dbs') {
    throw notHere('A query over databases or containers');
  }
  const handler = handlers[`${method} ${shape}`];
  if (!handler) throw refuse(404, `There is no ${method} /${shape}.`);
  return { run: () => handler(of, call) };
}

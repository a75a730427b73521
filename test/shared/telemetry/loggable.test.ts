/** What of an error may stand in the log. */
import { expect, test } from 'vitest';
import { loggable } from '../../../shared/telemetry/loggable.ts';

const person = '11111111-1111-4111-8111-111111111111';
const url = `https://db.example/dbs/incentives/colls/partners/docs/member:${person}:${person}`;
const reset = Object.assign(new Error(`request to ${url} failed`), { code: 'ECONNRESET', request: { url } });

test('given an error that holds its request, when it is logged, then by class, code, text and stack, without the request', () => {
  const said = loggable(reset);

  expect(said).toMatch(/^Error \[ECONNRESET\]: request to \{address\} failed\n {4}at /);
  expect(said).not.toContain(person);
});

test('given causes and parts, when it is logged, then each likewise', () => {
  const parts = new AggregateError([new TypeError('one'), reset], 'several');
  const said = loggable(new RangeError('whole', { cause: parts }));

  const heads = said.split('\n').filter((line) => !line.startsWith('    at '));
  expect(heads).toEqual([
    'RangeError: whole',
    'caused by AggregateError: several',
    'caused by TypeError: one',
    'caused by Error [ECONNRESET]: request to {address} failed',
  ]);
});

test('given an error that is its own cause, when it is logged, then that ends', () => {
  const circle = new Error('round');
  circle.cause = circle;

  expect(loggable(circle).match(/round/g)).toHaveLength(5);
});

test.each([
  [`Resource '${person}' does not exist`, "Resource '{id}' does not exist"],
  [`docs/member:${person}:${person} is gone`, 'docs/{person} is gone'],
  ['no mailbox <ada@contoso.example>', 'no mailbox <{mailbox}>'],
  ['enrollment of schemaVersion 2', 'enrollment of schemaVersion 2'],
])('given the text %s, when it is logged, then as %s', (message, said) => {
  expect(loggable(new Error(message)).split('\n')[0]).toBe(`Error: ${said}`);
});

test.each([
  [{ code: 'ETIMEDOUT', request: { url } }, 'ETIMEDOUT'],
  [url, 'unknown'],
  [undefined, 'unknown'],
])('given %o, which is no error, when it is logged, then by its code at most', (thrown, said) => {
  expect(loggable(thrown)).toBe(said);
});

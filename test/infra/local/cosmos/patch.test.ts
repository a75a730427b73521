import type { PatchOperation } from '@azure/cosmos';
import { afterAll, expect, test } from 'vitest';
import { openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);
const container = await account.container();
const start = { pk: 'x', n: 1, name: 'Ada', tags: ['a', 'c'], nested: { deep: true } };

const patched = async (id: string, operations: PatchOperation[], condition?: string) => {
  await container.items.upsert({ id, ...start });
  const body = condition === undefined ? operations : { operations, condition };
  return (await container.item(id, 'x').patch(body)).resource;
};

test('add, set, replace, remove and incr change one item', async () => {
  const resource = await patched('all', [
    { op: 'add', path: '/tags/1', value: 'b' },
    { op: 'add', path: '/tags/-', value: 'd' },
    { op: 'set', path: '/tags/0', value: 'A' },
    { op: 'set', path: '/fresh', value: { a: 1 } },
    { op: 'replace', path: '/name', value: 'Grace' },
    { op: 'remove', path: '/nested/deep' },
    { op: 'incr', path: '/n', value: 2.5 },
    { op: 'incr', path: '/count', value: 1 },
  ]);
  expect(resource).toMatchObject({ name: 'Grace', n: 3.5, count: 1, fresh: { a: 1 }, nested: {} });
  expect(resource?.tags).toEqual(['A', 'b', 'c', 'd']);
});

const impossible: [string, PatchOperation][] = [
  ['replace of nothing', { op: 'replace', path: '/none', value: 1 }],
  ['remove of nothing', { op: 'remove', path: '/none' }],
  ['incr of text', { op: 'incr', path: '/name', value: 1 }],
  ['a parent that is not there', { op: 'set', path: '/none/deep', value: 1 }],
  ['a place beyond the array', { op: 'add', path: '/tags/9', value: 1 }],
  ['the id', { op: 'set', path: '/id', value: 'other' }],
  ['the partition key', { op: 'set', path: '/pk', value: 'y' }],
  ['a system property', { op: 'set', path: '/_ts', value: 1 }],
  ['a path without slash', { op: 'set', path: 'name', value: 1 }],
];

test.each(impossible)('%s is refused, and nothing is changed', async (_name, operation) => {
  const id = `not-${impossible.findIndex(([, other]) => other === operation)}`;
  expect(await refusal(patched(id, [{ op: 'set', path: '/n', value: 99 }, operation]))).toBe(400);
  expect((await container.item(id, 'x').read()).resource).toMatchObject(start);
});

test('ten operations are possible, eleven and none are not', async () => {
  const incr: PatchOperation = { op: 'incr', path: '/n', value: 1 };
  const times = (count: number) => Array.from({ length: count }, () => incr);
  expect((await patched('ten', times(10)))?.n).toBe(11);
  expect(await refusal(patched('eleven', times(11)))).toBe(400);
  expect(await refusal(patched('zero', []))).toBe(400);
});

test('a condition decides, and its literals keep their case', async () => {
  const set: PatchOperation[] = [{ op: 'set', path: '/n', value: 2 }];
  expect((await patched('cond', set, "FROM c WHERE c.name = 'Ada' AND c.n < 2"))?.n).toBe(2);
  expect(await refusal(patched('cond', set, "from c where c.name = 'ada'"))).toBe(412);
  expect(await refusal(patched('cond', set, 'from c wher c.n = 1'))).toBe(400);
});

test('a patch of what is not there is 404, with a stale ETag 412', async () => {
  const set: PatchOperation[] = [{ op: 'set', path: '/n', value: 2 }];
  expect(await refusal(container.item('nowhere', 'x').patch(set))).toBe(404);
  await container.items.upsert({ id: 'stale', ...start });
  const accessCondition = { type: 'IfMatch', condition: '"other"' };
  expect(await refusal(container.item('stale', 'x').patch(set, { accessCondition }))).toBe(412);
});

test('__proto__ is a property like any other', async () => {
  const resource = await patched('proto', [{ op: 'set', path: '/__proto__', value: { admin: true } }]);
  expect(Object.hasOwn(resource ?? {}, '__proto__')).toBe(true);
});

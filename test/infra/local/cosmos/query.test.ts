import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asked, ask, openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);
const container = await account.container();

beforeAll(async () => {
  const items = [
    { id: 'a', pk: 'x', n: 1, kind: 'red', name: 'Ada', tags: ['t1', 't2'], at: { city: 'Bern' } },
    { id: 'b', pk: 'x', n: 2, kind: 'red', name: 'bob', tags: [], nothing: null },
    { id: 'c', pk: 'x', n: 3, kind: 'blue', name: '50% off', tags: ['t2'], flag: true, value: 'kept' },
    {
      id: 'd',
      pk: 'y',
      n: 4,
      kind: 'blue',
      name: 'Ad_m',
      people: [{ role: 'admin', on: true }, { role: 'user' }],
    },
    { id: 'e', pk: 'y', n: '5', name: 'Eve', flag: false },
  ];
  for (const item of items) await container.items.create(item);
});

const ids = (where: string, asked?: Asked) =>
  ask(container, `SELECT VALUE c.id FROM c WHERE ${where}`, asked);

const conditions: [string, string[]][] = [
  ['c.n = 2', ['b']],
  ['2 = c.n', ['b']],
  ['c["n"] >= 2 AND c.n < 4', ['b', 'c']],
  ['c.n BETWEEN 2 AND 3', ['b', 'c']],
  ['c.n NOT BETWEEN 2 AND 3', ['a', 'd']],
  ['c.id IN ("a", "e")', ['a', 'e']],
  ['c.id NOT IN ("a", "e")', ['b', 'c', 'd']],
  ['c.kind = "red" OR c.kind = "blue" AND c.n = 4', ['a', 'b', 'd']],
  ['NOT (c.kind = "red")', ['c', 'd']],
  ['NOT c.flag', ['e']],
  ['c.n != 1', ['b', 'c', 'd', 'e']],
  ['c.name != null AND c.nothing != 0', ['b']],
  ['NOT (c.nothing = 1)', ['b']],
  ['c.none != 1 OR NOT (c.none = 1)', []],
  ['c.n < "9"', ['e']],
  ['c.nothing = null', ['b']],
  ['IS_NULL(c.nothing)', ['b']],
  ['IS_DEFINED(c.flag)', ['c', 'e']],
  ['NOT IS_DEFINED(c.kind)', ['e']],
  ['IS_STRING(c.n)', ['e']],
  ['(c.flag ?? false) = true', ['c']],
  ['(IS_NUMBER(c.n) ? c.n : 5) = 5', ['e']],
  ['c.n % 2 = 0', ['b', 'd']],
  ['c.n + 1 = 3', ['b']],
  ['STARTSWITH(c.name, "ad")', []],
  ['STARTSWITH(c.name, "ad", true)', ['a', 'd']],
  ['ENDSWITH(c.name, "ob")', ['b']],
  ['CONTAINS(c.name, "d")', ['a', 'd']],
  ['LOWER(c.name) = "ada"', ['a']],
  ['UPPER(c.name) = "BOB"', ['b']],
  ['CONCAT(c.id, c.pk) = "ax"', ['a']],
  ['c.id || c.pk = "ax"', ['a']],
  ['c.name LIKE "A%"', ['a', 'd']],
  ['c.name LIKE "_d_"', ['a']],
  ['c.name LIKE "%!%%" ESCAPE "!"', ['c']],
  ['c.name LIKE "Ad!_m" ESCAPE "!"', ['d']],
  ['c.name NOT LIKE "%o%"', ['a', 'd', 'e']],
  ['c.name LIKE "[A-B]%"', ['a', 'd']],
  ['ARRAY_CONTAINS(c.tags, "t2")', ['a', 'c']],
  ['ARRAY_CONTAINS(c.people, {role: "admin"}, true)', ['d']],
  ['ARRAY_CONTAINS(c.people, {role: "admin"})', []],
  ['ARRAY_CONTAINS(["a", "b"], c.id)', ['a', 'b']],
  ['ARRAY_LENGTH(c.tags) = 0', ['b']],
  ['EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = "t1")', ['a']],
  ['EXISTS(SELECT VALUE p FROM p IN c.people WHERE p.role = "user" AND NOT IS_DEFINED(p.on))', ['d']],
  ['c.tags[1] = "t2"', ['a']],
  ['c.tags = ["t2"]', ['c']],
  ['c.n = 1 oR c.n = 2', ['a', 'b']],
  ['c.n between 2 and 3 AnD Not iS_dEfined(c.flag)', ['b']],
  ['ARRAY_CONTAINS([1, 2], c.n) AND c.pk = "x"', ['a', 'b']],
  ['c.at = {"city": "Bern"}', ['a']],
  ['c.at.city = "Bern"', ['a']],
  ['c["value"] = "kept"', ['c']],
  ["c.name = 'Ada' -- a comment", ['a']],
  ['c.constructor = 1 OR IS_DEFINED(c.__proto__)', []],
];

test.each(conditions)('WHERE %s', async (where, expected) => {
  expect(await ids(where)).toEqual(expected);
});

const selections: [string, unknown[]][] = [
  ['SELECT c.id, c.at.city, c.n AS number FROM c WHERE c.id = "a"', [{ id: 'a', city: 'Bern', number: 1 }]],
  [
    'SELECT VALUE {id: c.id, none: c.none, list: [c.n, c.none]} FROM c WHERE c.id = "a"',
    [{ id: 'a', list: [1] }],
  ],
  ['SELECT VALUE c.at FROM c', [{ city: 'Bern' }]],
  ['SELECT VALUE f.id FROM Families f WHERE f.n = 1', ['a']],
  [
    'SELECT c.id, t FROM c JOIN t IN c.tags',
    [
      { id: 'a', t: 't1' },
      { id: 'a', t: 't2' },
      { id: 'c', t: 't2' },
    ],
  ],
  ['SELECT VALUE t FROM t IN c.tags', ['t1', 't2', 't2']],
  ['SELECT VALUE ARRAY(SELECT VALUE t FROM t IN c.tags WHERE t != "t1") FROM c WHERE c.id = "a"', [['t2']]],
  ['SELECT VALUE (SELECT VALUE COUNT(1) FROM t IN c.tags) FROM c WHERE c.id = "a"', [2]],
  ['SELECT VALUE x FROM c JOIN (SELECT VALUE t FROM t IN c.tags WHERE t = "t2") AS x', ['t2', 't2']],
  ['SELECT DISTINCT VALUE c.kind FROM c', ['red', 'blue']],
  ['SELECT TOP 2 VALUE c.id FROM c', ['a', 'b']],
  ['SELECT VALUE c.id FROM c ORDER BY c.id DESC', ['e', 'd', 'c', 'b', 'a']],
  ['SELECT VALUE c.id FROM c ORDER BY c.kind', ['e', 'c', 'd', 'a', 'b']],
  ['SELECT VALUE c.id FROM c ORDER BY c.n OFFSET 1 LIMIT 2', ['b', 'c']],
  ['SELECT VALUE COUNT(1) FROM c', [5]],
  ['SELECT VALUE COUNT(c.kind) FROM c', [4]],
  ['SELECT VALUE SUM(c.n) FROM c WHERE IS_NUMBER(c.n)', [10]],
  ['SELECT VALUE AVG(c.n) FROM c WHERE IS_NUMBER(c.n)', [2.5]],
  ['SELECT VALUE MIN(c.n) FROM c', [1]],
  ['SELECT VALUE MAX(c.n) FROM c', ['5']],
  ['SELECT VALUE COUNT(1) FROM c WHERE c.id = "none"', [0]],
  [
    'SELECT c.kind, COUNT(1) AS n FROM c WHERE IS_DEFINED(c.kind) GROUP BY c.kind',
    [
      { kind: 'red', n: 2 },
      { kind: 'blue', n: 2 },
    ],
  ],
  ['SELECT VALUE 1 + 1', [2]],
];

test.each(selections)('%s', async (query, expected) => {
  expect(await ask(container, query)).toEqual(expected);
});

test('aggregates without VALUE answer in one partition, and are refused across them', async () => {
  const query = 'SELECT COUNT(1) AS count, MAX(c.n) AS most FROM c';
  expect(await ask(container, query, { partitionKey: 'x' })).toEqual([{ count: 3, most: 3 }]);
  expect(await refusal(ask(container, query))).toContain('VALUE');
});

test('parameters stand for values, also lists, and for TOP and LIMIT', async () => {
  const parameters = { '@ids': ['a', 'd'], '@n': 1, '@skip': 0 };
  expect(await ids('ARRAY_CONTAINS(@ids, c.id)', { parameters })).toEqual(['a', 'd']);
  expect(await ask(container, 'SELECT TOP @n VALUE c.id FROM c', { parameters })).toEqual(['a']);
  expect(await ask(container, 'SELECT VALUE c.id FROM c OFFSET @skip LIMIT @n', { parameters })).toEqual([
    'a',
  ]);
});

test('the partition key option isolates, whatever WHERE says', async () => {
  expect(await ids('true', { partitionKey: 'y' })).toEqual(['d', 'e']);
  expect(await ids('c.pk = "x"', { partitionKey: 'y' })).toEqual([]);
});

test('ORDER BY two properties needs a composite index, and takes its reverse', async () => {
  const query = (order: string) => `SELECT VALUE c.id FROM c ORDER BY ${order}`;
  expect(await refusal(ask(container, query('c.kind, c.n')))).toBe(400);
  const compositeIndexes = [
    [
      { path: '/kind', order: 'ascending' as const },
      { path: '/n', order: 'descending' as const },
    ],
  ];
  const indexed = await account.container({ indexingPolicy: { compositeIndexes } });
  for (const n of [1, 2, 3]) await indexed.items.create({ id: `${n}`, pk: 'x', n, kind: n % 2 });
  expect(await ask(indexed, query('c.kind, c.n DESC'))).toEqual(['2', '3', '1']);
  expect(await ask(indexed, query('c.kind DESC, c.n'))).toEqual(['1', '3', '2']);
  expect(await refusal(ask(indexed, query('c.kind, c.n')))).toBe(400);
});

test('ORDER BY a property that is not indexed is refused, WHERE on it is not', async () => {
  const indexingPolicy = { includedPaths: [{ path: '/n/?' }], excludedPaths: [{ path: '/*' }] };
  const slim = await account.container({ indexingPolicy });
  await slim.items.create({ id: 'a', pk: 'x', n: 1, other: 2 });
  expect(await refusal(ask(slim, 'SELECT * FROM c ORDER BY c.other'))).toBe(400);
  expect(await ask(slim, 'SELECT VALUE c.id FROM c WHERE c.other = 2 ORDER BY c.n')).toEqual(['a']);
});

const wrong: [string, string][] = [
  ['SELECT * FORM c', 'FORM'],
  ['SELECT * FROM c WHERE', 'too early'],
  ['SELECT * FROM c WHERE c.n = = 1', "'='"],
  ['SELECT * FROM c WHERE d.n = 1', "'d'"],
  ['SELECT * FROM c WHERE c.n = @none', '@none'],
  ['SELECT * FROM c WHERE NOSUCH(c.n)', 'NOSUCH'],
  ['SELECT * FROM c WHERE LOWER(c.a, c.b, c.c)', 'LOWER'],
  ['SELECT * FROM c WHERE c.n = "open', '"'],
  ['SELECT c.id, COUNT(1) AS n FROM c GROUP BY c.kind', "'c'"],
  ['SELECT * FROM c ORDER BY c.n + 1', 'ORDER BY'],
  ['SELECT * FROM c WHERE RegexMatch(c.name, "a")', 'RegexMatch'],
  ['SELECT c.value FROM c', 'value'],
  ['SELECT VALUE GetCurrentDateTime()', 'GetCurrentDateTime'],
  ['SELECT VALUE udf.tax(c.n) FROM c', 'udf'],
  ['SELECT * FROM c JOIN t IN c.tags', 'single input'],
];

test.each(wrong)('%s is refused with 400, pointing at %s', async (query, hint) => {
  const error: unknown = await ask(container, query, { partitionKey: 'x' }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 400, message: expect.stringContaining(hint) });
});

test('an index answers the same as looking at everything', async () => {
  const many = await account.container();
  const items = Array.from({ length: 120 }, (_, n) => ({
    id: `${n}`,
    pk: `p${n % 3}`,
    n,
    kind: `k${n % 7}`,
  }));
  await many.items.executeBulkOperations(
    items.map((resourceBody) => ({ operationType: 'Create', partitionKey: resourceBody.pk, resourceBody })),
  );
  const matching = (holds: (item: (typeof items)[number]) => boolean) =>
    items
      .filter(holds)
      .map(({ id }) => id)
      .sort();
  const found = async (where: string) => (await ask(many, `SELECT VALUE c.id FROM c WHERE ${where}`)).sort();
  expect(await found('c.kind = "k3"')).toEqual(matching(({ kind }) => kind === 'k3'));
  expect(await found('c.n >= 20 AND c.n < 25 AND c.kind != "k0"')).toEqual(
    matching(({ n, kind }) => n >= 20 && n < 25 && kind !== 'k0'),
  );
  expect(await found('c.n BETWEEN c.n AND 30')).toEqual(matching(({ n }) => n <= 30));
  expect(await found('c.n BETWEEN 5 AND 9 AND c.n IN (4, 5, 6) AND ARRAY_CONTAINS([5, 6], c.n)')).toEqual([
    '5',
    '6',
  ]);
  await many.item('3', 'p0').delete();
  await many.item('10', 'p1').patch([{ op: 'set', path: '/kind', value: 'moved' }]);
  expect(await found('c.kind IN ("k3", "moved")')).toEqual(
    [...matching(({ kind, id }) => kind === 'k3' && id !== '3')].sort(),
  );
});

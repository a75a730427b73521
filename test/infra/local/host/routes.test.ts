import { expect, test } from 'vitest';
import { startFixture } from './fixture-app.ts';

interface RouteOptions {
  name: string;
  route?: string;
  methods?: string[];
  authLevel?: string;
}

const startRoutes = (...routes: RouteOptions[]) =>
  startFixture('routes', {
    settings: { ROUTES: JSON.stringify(routes.map((route) => ({ methods: ['GET'], ...route }))) },
  });

test('the first route in the order of names wins, ignoring case', async () => {
  const { json, host } = await startRoutes(
    { name: 'B_byId', route: 'items/{id}' },
    { name: 'a_search', route: 'items/search' },
  );

  expect(await json('/api/items/search')).toMatchObject({ name: 'a_search' });
  expect(await json('/api/items/7')).toMatchObject({ name: 'B_byId', params: { id: '7' } });
  expect(host.functions).toEqual([
    { name: 'a_search', kind: 'http', detail: 'GET /api/items/search' },
    { name: 'B_byId', kind: 'http', detail: 'GET /api/items/{id}' },
  ]);
});

test('constraints keep routes apart', async () => {
  const { json, get } = await startRoutes(
    { name: 'byNumber', route: 'items/{number:int}' },
    { name: 'byId', route: 'items/{id:guid}' },
    { name: 'search', route: 'items/search' },
  );
  const id = '7E6F9B8A-0b1c-4d2e-8f30-112233445566';

  expect(await json('/api/items/12')).toMatchObject({ name: 'byNumber', params: { number: '12' } });
  expect(await json(`/api/items/${id}`)).toMatchObject({ name: 'byId', params: { id } });
  expect(await json('/api/items/search')).toMatchObject({ name: 'search' });
  expect((await get('/api/items/other')).status).toBe(404);
  expect((await get('/api/items/3000000000')).status).toBe(404);
});

test('one route may be shared by methods, and a function without a route answers at its name', async () => {
  const { json } = await startRoutes(
    { name: 'read', route: 'items', methods: ['GET'] },
    { name: 'write', route: 'items', methods: ['POST', 'PUT'] },
    { name: 'status' },
  );

  expect(await json('/api/items')).toMatchObject({ name: 'read' });
  expect(await json('/api/items', { method: 'PUT' })).toMatchObject({ name: 'write' });
  expect(await json('/api/status')).toMatchObject({ name: 'status' });
});

test.each([
  [
    'one route twice',
    { name: 'one', route: 'items/{id}' },
    { name: 'two', route: '/Items/{other}/', methods: ['GET', 'PUT'] },
  ],
  [
    'a general route named first',
    { name: 'a_byId', route: 'items/{id}' },
    { name: 'b_search', route: 'items/search' },
  ],
  ['crossing routes', { name: 'one', route: '{kind}/all' }, { name: 'two', route: 'items/{id}' }],
  [
    'a constraint that cannot tell them apart',
    { name: 'a', route: 'i/{n}' },
    { name: 'b', route: 'i/{n:int}' },
  ],
  ['two names that differ in case', { name: 'Same', route: 'a' }, { name: 'same', route: 'b' }],
])('%s stops the start and names both functions', async (_, one, two) => {
  const start = startRoutes(one, two);

  await expect(start).rejects.toThrow(`functions "${one.name}" and "${two.name}"`);
});

test.each([
  [{ name: 'a', route: 'admin/items' }, /"a".*belong to the host/],
  [{ name: 'b', route: 'Administrators' }, /"b".*belong to the host/],
  [{ name: 'runtimes' }, /"runtimes".*belong to the host/],
  [{ name: 'c', route: 'items/{id?}' }, /"c".*segment "\{id\?\}"/],
  [{ name: 'd', route: 'items/{id:regex}' }, /"d".*segment "\{id:regex\}"/],
  [{ name: 'e', authLevel: 'function' }, /"e".*anonymous/],
  [{ name: '1st', route: 'x' }, /"1st".*name/],
])('%o stops the start', async (route, message) => {
  await expect(startRoutes(route)).rejects.toThrow(message);
});

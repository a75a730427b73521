import { expect, test } from 'vitest';
import { createClock } from '../../../../infra/local/host/clock.ts';
import { asJson, startFixture } from './fixture-app.ts';

const startTimers = () =>
  startFixture('timers', {
    clock: createClock(new Date('2026-06-29T12:00:00Z')),
    settings: {
      TIMERS: JSON.stringify([
        { name: 'hourly', schedule: '0 0 * * * *', ms: 30 },
        { name: 'failing', schedule: '0 0 0 1 1 *', fails: true },
      ]),
    },
  });

test('it says that it runs, and what', async () => {
  const { json } = await startTimers();

  expect(await json('/admin/host/status')).toMatchObject({ state: 'Running' });
  expect(await json('/admin/functions')).toEqual([
    { name: 'failing', kind: 'timer', detail: '0 0 0 1 1 *' },
    { name: 'hourly', kind: 'timer', detail: '0 0 * * * *' },
    { name: 'runs', kind: 'http', detail: 'GET /api/runs' },
  ]);
});

test('a timer run by hand is accepted before it ends', async () => {
  const { get, json, host } = await startTimers();

  const response = await get('/admin/functions/Hourly', asJson({ input: '' }));

  expect([response.status, await response.text()]).toEqual([202, '']);
  expect(await json('/api/runs')).toMatchObject([{ name: 'hourly', ended: false }]);
  await host.drain();
  expect(await json('/api/runs')).toMatchObject([
    { name: 'hourly', ended: true, timer: { isPastDue: false } },
  ]);
});

test('asked to wait, it answers when the timer has ended', async () => {
  const { get, json } = await startTimers();

  const done = await get('/admin/functions/hourly?wait=true', asJson({}));
  const failed = await get('/admin/functions/failing?wait=true', asJson({}));

  expect(done.status).toBe(200);
  expect([failed.status, await failed.json()]).toEqual([500, { message: 'failing failed' }]);
  expect(await json('/api/runs')).toMatchObject([{ ended: true }, { ended: true }]);
});

test('not asked to wait, a timer that fails is logged', async () => {
  const { get, lines, host } = await startTimers();

  await get('/admin/functions/failing', asJson({}));
  await host.drain();

  await expect
    .poll(() => lines)
    .toContainEqual(expect.objectContaining({ level: 'error', category: 'Function.failing' }));
});

test.each([
  ['another content type', '/admin/functions/hourly', { method: 'POST', body: '{}' }, 415],
  ['no body', '/admin/functions/hourly', { method: 'POST' }, 400],
  ['an empty JSON body', '/admin/functions/hourly', { ...asJson(0), body: '' }, 400],
  ['a body that is no JSON', '/admin/functions/hourly', { ...asJson(0), body: '{' }, 400],
  ['an unknown function', '/admin/functions/unknown', asJson({}), 404],
  ['a function that is no timer', '/admin/functions/runs', asJson({}), 400],
  ['another method', '/admin/functions/hourly', asJson({}, 'PUT'), 404],
  ['an unknown address', '/admin/keys', {}, 404],
])('%s is refused', async (_, path, init, status) => {
  const { get, json } = await startTimers();

  expect((await get(path, init)).status).toBe(status);
  expect(await json('/api/runs')).toEqual([]);
});

test('the clock can be read and moved', async () => {
  const { get, json } = await startTimers();

  const moved = await get('/admin/clock', asJson({ now: '2026-06-29T15:30:00+02:00' }, 'PUT'));

  expect(moved.status).toBe(200);
  expect(await json('/admin/clock')).toEqual({ now: expect.stringMatching(/^2026-06-29T13:30:0/) });
  expect(await json('/api/runs')).toMatchObject([
    { name: 'hourly', ended: true, timer: { isPastDue: true } },
  ]);
});

test.each([
  { now: '2026-06-29T11:00:00Z' },
  { now: '2026-07-01' },
  { now: '2026-06-31T25:00:00Z' },
  {},
  'noon',
])('the clock refuses %j', async (body) => {
  const { get, json } = await startTimers();

  const response = await get('/admin/clock', asJson(body, 'PUT'));

  expect([response.status, await response.json()]).toEqual([400, { message: expect.any(String) }]);
  expect(await json('/admin/clock')).toEqual({ now: expect.stringMatching(/^2026-06-29T12:00:0/) });
});

test('without queues there is nothing to drain', async () => {
  const { get } = await startTimers();

  expect((await get('/admin/queues/drain', { method: 'POST' })).status).toBe(200);
});

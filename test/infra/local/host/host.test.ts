import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '../../../../infra/local/host/clock.ts';
import { startHost } from '../../../../infra/local/host/host.ts';
import { fixtureFolder, startFixture } from './fixture-app.ts';

test('an app sees its settings and the clock for as long as its host runs', async () => {
  const clock = createClock(new Date('2030-01-01T00:00:00Z'));
  const { json, host } = await startFixture('http', { settings: { FIXTURE_SETTING: 'set' }, clock });

  const seen = await json('/api/environment');
  await host.close();

  expect(seen).toEqual({ setting: 'set', now: expect.stringMatching(/^2030-01-01T00:00:0/) });
  expect(process.env.FIXTURE_SETTING).toBeUndefined();
  expect(Reflect.has(globalThis, Symbol.for('incentive-enrollment.now'))).toBe(false);
});

test('one process can start an app again, but not twice at once', async () => {
  const first = await startFixture('http');
  await expect(startFixture('http')).rejects.toThrow('already runs in this process');
  await first.host.close();

  const second = await startFixture('http');

  expect((await second.get('/api/echo/1')).status).toBe(200);
});

test('an entry point that throws while loading is the error of the start', async () => {
  await expect(startFixture('broken')).rejects.toThrow(new TypeError('the fixture cannot be loaded'));

  expect((await (await startFixture('http')).get('/api/echo/1')).status).toBe(200);
});

test('a folder that is no app is refused', async () => {
  await expect(startHost({ appDirectory: '/nowhere', settings: {} })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('a taken port rejects with the original error', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  await expect(startFixture('http', { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('closing lets a running invocation end and answer', async () => {
  const { get, host } = await startFixture('http');
  const slow = get('/api/slow');
  await new Promise((resolve) => setTimeout(resolve, 50));

  await host.close();

  expect(await (await slow).text()).toBe('done');
  await expect(get('/api/echo/1')).rejects.toThrow();
});

test('hooks of app, invocation and log are called', async () => {
  const { get, json, host, lines } = await startFixture('hooks');

  const forgiven = await get('/api/forgiven');
  const events = await json('/api/events');
  await host.close();

  expect(forgiven.status).toBe(202);
  expect(events).toEqual(['appStart', 'start of forgiven', 'end of forgiven: forgivable', 'start of events']);
  expect(Reflect.get(globalThis, Symbol.for('fixture.terminated'))).toBe(true);
  expect(lines).toEqual([
    { level: 'error', category: 'Function.events.User', message: 'asked for events' },
    { level: 'information', category: 'Function.events.User', message: 'plain' },
  ]);
});

test('a bundle that carries the library runs as the loose file does', async () => {
  const appDirectory = fixtureFolder('http');
  const { main } = JSON.parse(readFileSync(join(appDirectory, 'package.json'), 'utf8'));
  await build({
    entryPoints: [join(appDirectory, main)],
    outfile: join(appDirectory, 'main.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    external: ['@azure/functions-core'],
  });
  writeFileSync(join(appDirectory, 'package.json'), JSON.stringify({ main: 'main.cjs' }));

  const host = await startHost({ appDirectory, settings: {} });
  onTestFinished(() => host.close());

  expect(await (await fetch(`${host.url}/api/echo/1`)).json()).toMatchObject({
    id: '1',
    functionName: 'echo',
  });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, onTestFinished, test } from 'vitest';
import { loadApp } from '../../../../infra/local/host/app-loader.ts';
import { type CoreModule, createCore } from '../../../../infra/local/host/functions-core.ts';
import { fixtureFolder } from './fixture-app.ts';

// The contract between @azure/functions and its host is not documented. When one of these fails after an
// update, read what the library now asks of `@azure/functions-core` and teach the local host the same.

const require = createRequire(import.meta.url);
const libraryFile = require.resolve('@azure/functions');
const source = readFileSync(libraryFile, 'utf8');

/** Loads a fixture on a core that notes what is read from it. */
function loadNoting(name: string) {
  const { module, registrations } = createCore(() => undefined);
  const used = new Set<string | symbol>();
  const core = new Proxy<CoreModule>(module, {
    get(target, key, receiver) {
      used.add(key);
      return Reflect.get(target, key, receiver);
    },
  });
  const app = loadApp(fixtureFolder(name), core);
  onTestFinished(() => app.unload());
  return { registrations, used };
}

test('the library is the one that the local host was built against', () => {
  const { version, dependencies } = JSON.parse(
    readFileSync(require.resolve('@azure/functions/package.json'), 'utf8'),
  );

  expect(version).toBe('4.16.5');
  expect(Object.keys(dependencies)).toEqual(['@azure/functions-extensions-base', 'cookie']);
});

test('it asks its host for four things and no other', () => {
  const asked = [...source.matchAll(/\bcoreApi\??\.(\w+)/g)].map(([, name]) => name);
  const required = source.match(/require\("@azure\/functions-core"\)/g);

  expect([...new Set(asked)].sort()).toEqual([
    'log',
    'registerFunction',
    'registerHook',
    'setProgrammingModel',
  ]);
  expect(Object.keys(createCore(() => undefined).module).sort()).toEqual([...new Set(asked)].sort());
  // Every other way to the module would escape the expression above.
  expect(required).toHaveLength(1);
  expect(source.match(/__webpack_require__\([^)]*"@azure\/functions-core"\)/g)).toHaveLength(1);
});

test('loading an app uses no more than that', () => {
  const { used } = loadNoting('contract');

  expect([...used].sort()).toEqual(['log', 'registerFunction', 'registerHook', 'setProgrammingModel']);
});

test('its functions arrive in the shape that the local host reads', () => {
  const { registrations } = loadNoting('contract');

  const bindings = registrations.functions.map(({ metadata }) => [
    metadata.name,
    ...Object.values(metadata.bindings),
  ]);
  expect(bindings).toMatchObject([
    [
      'http',
      {
        type: 'httpTrigger',
        direction: 'in',
        methods: ['GET', 'POST'],
        route: 'items/{id}',
        authLevel: 'anonymous',
      },
      { type: 'http', direction: 'out' },
    ],
    ['timer', { type: 'timerTrigger', direction: 'in', schedule: '0 * * * * *' }],
    ['queue', { type: 'queueTrigger', direction: 'in', queueName: 'items', connection: 'STORAGE' }],
  ]);
  expect(Object.keys(registrations.functions[0]?.metadata.bindings ?? {})[1]).toBe('$return');
});

test('its model has the methods that an invocation calls, and a response has the members that are sent', async () => {
  const { registrations } = loadNoting('contract');
  const [registered] = registrations.functions;
  if (registrations.model === undefined || registered === undefined)
    throw new Error('nothing was registered');
  const name = Object.keys(registered.metadata.bindings)[0];
  const http = {
    method: 'POST',
    url: 'http://127.0.0.1/api/items/7',
    nullableHeaders: {},
    nullableQuery: {},
    nullableParams: { id: { value: '7' } },
    body: { bytes: Buffer.from('hello') },
  };

  const model = registrations.model.getInvocationModel({
    invocationId: '1',
    metadata: registered.metadata,
    request: { invocationId: '1', inputData: [{ name, data: { http } }] },
    log: () => undefined,
  });
  const { context, inputs } = await model.getArguments();
  const result = await model.invokeFunction(context, inputs, registered.handler);
  const response = await model.getResponse(context, result);

  expect(await registrations.model.getCapabilities({})).toEqual({ fixture: 'yes' });
  expect(response).toEqual({
    invocationId: '1',
    outputData: [],
    returnValue: {
      http: {
        statusCode: '201',
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-id': '7' },
        cookies: [
          expect.objectContaining({ name: 'c', value: 'v', sameSite: 'explicitNone', path: { value: '/' } }),
        ],
        enableContentNegotiation: false,
        body: { bytes: new Uint8Array(Buffer.from('hello')) },
      },
    },
  });
});

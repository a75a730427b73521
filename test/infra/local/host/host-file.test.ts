import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHostFile } from '../../../../infra/local/host/host-file.ts';
import { fixtureFolder } from './fixture-app.ts';

const read = (extensions: object, settings = {}) =>
  readHostFile(fixtureFolder('http', { extensions }), settings);

test('what host.json leaves out is as in Azure, but for a quicker look at queues', () => {
  expect(read({})).toEqual({
    routePrefix: 'api',
    queues: {
      batchSize: 16,
      newBatchThreshold: 8,
      maxDequeueCount: 5,
      visibilityTimeoutSeconds: 0,
      maxPollingIntervalMs: 500,
    },
  });
});

test('host.json decides the rest', () => {
  const queues = {
    batchSize: 9,
    newBatchThreshold: 0,
    maxDequeueCount: 2,
    visibilityTimeout: '01:02:03',
    maxPollingInterval: '00:00:00.2',
  };

  expect(read({ http: { routePrefix: '/api/v1/' }, queues })).toEqual({
    routePrefix: 'api/v1',
    queues: {
      batchSize: 9,
      newBatchThreshold: 0,
      maxDequeueCount: 2,
      visibilityTimeoutSeconds: 3723,
      maxPollingIntervalMs: 200,
    },
  });
});

test('a setting overrides it', () => {
  const { routePrefix, queues } = read(
    { queues: { visibilityTimeout: '00:00:10', batchSize: 8 } },
    {
      AzureFunctionsJobHost__extensions__http__routePrefix: '',
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00',
      AzureFunctionsJobHost__extensions__queues__batchSize: '4',
    },
  );

  expect([routePrefix, queues.visibilityTimeoutSeconds, queues.batchSize]).toEqual(['', 0, 4]);
});

test.each([
  { http: { routePrefix: 7 } },
  { queues: { batchSize: 0 } },
  { queues: { batchSize: 33 } },
  { queues: { maxDequeueCount: 'five' } },
  { queues: { visibilityTimeout: 10 } },
  { queues: { messageEncoding: 'none' } },
])('%j is refused', (extensions) => {
  expect(() => read(extensions)).toThrow('host.json');
});

test('a file that is no JSON is refused', () => {
  const folder = fixtureFolder('http');
  writeFileSync(join(folder, 'host.json'), '// nothing');

  expect(() => readHostFile(folder, {})).toThrow(SyntaxError);
});

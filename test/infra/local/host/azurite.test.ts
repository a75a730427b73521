import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { QueueClient } from '@azure/storage-queue';
import { expect, onTestFinished, test } from 'vitest';
import { startAzurite } from '../../../../infra/local/host/azurite.ts';

const portOf = (connectionString: string) =>
  Number(/QueueEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(connectionString)?.[1]);

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

test('it takes messages, ends when closed and leaves no files', async () => {
  const before = readdirSync(tmpdir()).filter((name) => /azurite/i.test(name));
  const { connectionString, close } = await startAzurite();
  const queue = new QueueClient(connectionString, 'some-queue');

  await queue.create();
  await queue.sendMessage('message');
  const { receivedMessageItems } = await queue.receiveMessages();
  await close();

  expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual(['message']);
  expect(await answers(portOf(connectionString))).toBe(false);
  expect(readdirSync(tmpdir()).filter((name) => /azurite/i.test(name))).toEqual(before);
  await close();
});

test('a taken port is told by its code', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  await expect(startAzurite({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('it dies with a parent that is killed', async () => {
  const parent = fork(fileURLToPath(new URL('./fixtures/azurite-parent.ts', import.meta.url)), {
    execArgv: [],
  });
  const [connectionString] = await once(parent, 'message');
  expect(await answers(portOf(connectionString))).toBe(true);

  parent.kill('SIGKILL');

  await expect.poll(() => answers(portOf(connectionString)), { timeout: 3000 }).toBe(false);
});

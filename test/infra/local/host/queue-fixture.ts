/** Starts an app of queue functions, which note what they take, on queues of its own. */
import { randomUUID } from 'node:crypto';
import { QueueServiceClient } from '@azure/storage-queue';
import { createClock } from '../../../../infra/local/host/clock.ts';
import { startFixture } from './fixture-app.ts';

interface Taken {
  queueName: string;
  entry: unknown;
  at: number;
  metadata: Record<string, unknown>;
}

/** The first of `count` queues, named at random, is the one that its timer sends to. */
export async function startQueues(
  connectionString: string,
  { count = 1, queues = {} }: { count?: number; queues?: object } = {},
) {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  const names = Array.from({ length: count }, () => `queue-${randomUUID()}`);
  const fixture = await startFixture('queues', {
    settings: { STORAGE: connectionString, QUEUES: names.join(',') },
    hostJson: { extensions: { queues } },
    clock: createClock(new Date('2030-01-01T12:00:00Z')),
  });
  const [queue, other] = names.map((name) => service.getQueueClient(name));
  if (queue === undefined) throw new Error('no queue');
  const taken = async () => (await fixture.get('/api/taken')).json() as Promise<Taken[]>;
  const poison = service.getQueueClient(`${queue.name}-poison`);
  return { ...fixture, queue, other, poison, taken };
}

export const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
export const countOf = async (queue: { getProperties(): Promise<{ approximateMessagesCount?: number }> }) =>
  (await queue.getProperties()).approximateMessagesCount;

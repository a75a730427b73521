/** Connects queue functions to their storage queues, which are created when absent. */
import type { QueueServiceClient } from '@azure/storage-queue';
import type { QueueFunction } from './app-functions.ts';
import type { QueueSurroundings } from './queue-handling.ts';
import { type QueueListener, startQueueListener } from './queue-listener.ts';

type Surroundings = Omit<QueueSurroundings, 'queue' | 'poison'>;

export async function startQueues(
  functions: readonly QueueFunction[],
  around: Surroundings,
): Promise<QueueListener[]> {
  if (functions.length === 0) return [];
  // Only now, since loading the SDK takes longer than starting the rest of the host.
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const connected = await Promise.all(
    functions.map(async (fn) => {
      const retryOptions = { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 500 };
      const service = QueueServiceClient.fromConnectionString(fn.connectionString, { retryOptions });
      return { fn, ...(await openQueue(service, fn)) };
    }),
  );
  return connected.map(({ fn, queue, poison }) => startQueueListener(fn, { ...around, queue, poison }));
}

async function openQueue(service: QueueServiceClient, { name, queueName }: QueueFunction) {
  const queue = service.getQueueClient(queueName);
  try {
    await queue.createIfNotExists();
  } catch (error) {
    throw new Error(`function "${name}": the queue "${queueName}" cannot be opened`, { cause: error });
  }
  return { queue, poison: service.getQueueClient(`${queueName}-poison`) };
}

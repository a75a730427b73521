/** The storage queues between timers, changes and the functions that look at organizations and directories. */
import type { QueueServiceClient } from '@azure/storage-queue';
import type { Config } from '../config.ts';
import { Refusal } from '../refusal.ts';
import { ownCredential } from './credential.ts';

/** What each queue carries. A message only says where to look; what to do is decided from the documents. */
export interface Messages {
  organizations: { organizationIds: string[] } | { everyOrganization: true };
  directories: { organizationId: string; tenantId: string; syncId: string };
}
type QueueName = keyof Messages;

/** @throws Refusal `service/unavailable`. */
export type Enqueue = <Q extends QueueName>(queue: Q, message: Messages[Q]) => Promise<void>;

/** Messages are base64, as the queue trigger expects them; the SDK does not encode by itself. */
export function connectQueues(config: Config): Enqueue {
  let service: Promise<QueueServiceClient> | undefined;
  return async (queue, message) => {
    service ??= connect(config);
    const text = Buffer.from(JSON.stringify(message)).toString('base64');
    await (await service).getQueueClient(queue).sendMessage(text).catch(unavailable);
  };
}

function unavailable(cause: unknown): never {
  throw new Refusal('service/unavailable', 'The queue cannot be reached at the moment. Try again.', {
    cause,
  });
}

async function connect(config: Config): Promise<QueueServiceClient> {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const options = { retryOptions: { maxTries: 3, tryTimeoutInMs: 5_000, retryDelayInMs: 200 } };
  return 'connectionString' in config.queues
    ? QueueServiceClient.fromConnectionString(config.queues.connectionString, options)
    : new QueueServiceClient(config.queues.serviceUri, ownCredential(config), options);
}

/** The storage queues between timers, changes and the functions that look at organizations and directories. */
import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { Config } from '../config.ts';
import { loadedOnce } from '../lazily.ts';
import { Refusal } from '../refusal.ts';
import type { PreviewMessage } from '../rollovers/preview.ts';
import { sending } from '../telemetry/calls.ts';
import { carrying } from '../telemetry/messages.ts';
import { ownCredential } from './credential.ts';

/** What each queue carries. A message only says where to look; what to do is decided from the documents. */
export interface Messages {
  organizations: { organizationIds: string[] } | { everyOrganization: true };
  directories: { organizationId: string; tenantId: string; syncId: string };
  previews: PreviewMessage;
}
type QueueName = keyof Messages;

/** @throws Refusal `service/unavailable`. */
type Enqueue = <Q extends QueueName>(queue: Q, message: Messages[Q]) => Promise<void>;

export interface Queues {
  enqueue: Enqueue;
  /** Whether a message may be taken at this moment; those in hand or waiting for another try do not count. @throws Refusal `service/unavailable`. */
  isWaiting(queue: QueueName): Promise<boolean>;
  /** About how many messages were given up. @throws Refusal `service/unavailable`. */
  countPoisoned(queue: QueueName): Promise<number>;
}

/** Messages are base64, as the queue trigger expects them; the SDK does not encode by itself. */
export function connectQueues(config: Config): Queues {
  const service = loadedOnce(() => connect(config));
  const ask = async <T>(queue: string, question: (client: QueueClient) => Promise<T>): Promise<T> => {
    return question((await service()).getQueueClient(queue)).catch(unavailable);
  };
  return {
    enqueue: async (queue, message) => {
      await sending(queue, () => {
        const text = Buffer.from(JSON.stringify(carrying(message))).toString('base64');
        return ask(queue, (client) => client.sendMessage(text));
      });
    },
    isWaiting: (queue) =>
      ask(queue, async (client) => (await client.peekMessages()).peekedMessageItems.length > 0),
    countPoisoned: (queue) => ask(`${queue}-poison`, countMessages),
  };
}

/** The host creates a poison queue when it first needs one. */
async function countMessages(client: QueueClient): Promise<number> {
  try {
    return (await client.getProperties()).approximateMessagesCount ?? 0;
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode === 404) return 0;
    throw error;
  }
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

/** What becomes of one message that was taken from a queue: done, tried again, or moved to poison. */
import { inspect } from 'node:util';
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { QueueFunction } from './app-functions.ts';
import type { QueueOptions } from './host-file.ts';
import type { Invoker } from './invocation.ts';
import type { Log } from './log.ts';
import { decodeMessage, toQueueInput } from './queue-message.ts';

export interface QueueSurroundings {
  queue: QueueClient;
  poison: QueueClient;
  invoker: Invoker;
  options: QueueOptions;
  log: Log;
}

export type Outcome = 'done' | 'poisoned' | 'released';

export async function handleMessage(
  { name, registered }: QueueFunction,
  message: DequeuedMessageItem,
  around: QueueSurroundings,
): Promise<Outcome> {
  const text = decodeMessage(message.messageText);
  const triedOut = message.dequeueCount > around.options.maxDequeueCount;
  if (text === undefined || triedOut) return bury(message, around);
  try {
    await around.invoker.invoke(registered, toQueueInput(message, text));
  } catch (error) {
    around.log('error', `Function.${name}`, inspect(error));
    const last = message.dequeueCount >= around.options.maxDequeueCount;
    return last ? bury(message, around) : release(message, around, around.options.visibilityTimeoutSeconds);
  }
  await around.queue.deleteMessage(message.messageId, message.popReceipt);
  return 'done';
}

/** Gives the message back, to be taken again after so many seconds. */
export async function release(
  message: DequeuedMessageItem,
  { queue }: Pick<QueueSurroundings, 'queue'>,
  hiddenSeconds: number,
): Promise<Outcome> {
  await queue.updateMessage(message.messageId, message.popReceipt, undefined, hiddenSeconds);
  return 'released';
}

async function bury(
  message: DequeuedMessageItem,
  { queue, poison, log }: QueueSurroundings,
): Promise<Outcome> {
  await poison.createIfNotExists();
  await poison.sendMessage(message.messageText);
  await queue.deleteMessage(message.messageId, message.popReceipt);
  log('warning', 'Host.Queues', `message ${message.messageId} of ${queue.name} was moved to ${poison.name}`);
  return 'poisoned';
}

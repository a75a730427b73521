/** Takes messages from one storage queue in batches and knows when the queue has run empty. */
import { inspect } from 'node:util';
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueFunction } from './app-functions.ts';
import { handleMessage, type QueueSurroundings, release } from './queue-handling.ts';
import { createPace, type Pace } from './queue-pace.ts';
import { createWaiters, type Waiters } from './queue-waiters.ts';

export interface QueueListener {
  /** Looks soon, and often for a while. */
  hurry(): void;
  /**
   * Resolves when a look begun after this call found nothing, with no message in hand or waiting for another
   * try; a message that its sender delayed is not there yet. Rejects when the queue cannot be read.
   */
  emptied(): Promise<void>;
  /** Takes nothing more; resolves when what is in hand has been dealt with. */
  stop(): Promise<void>;
}

/** As long as the real host hides a message from others while its function works on it. */
const handlingSeconds = 600;

interface Listening extends QueueSurroundings {
  fn: QueueFunction;
  pace: Pace;
  waiters: Waiters;
  inHand: Set<Promise<void>>;
  /** By performance.now(): when the latest message that failed can be seen again. */
  triedAgainAt: number;
  stopping: boolean;
}

export function startQueueListener(fn: QueueFunction, around: QueueSurroundings): QueueListener {
  const state = newState(fn, around);
  const { pace, waiters } = state;
  const listening = listen(state);
  return {
    hurry: pace.hurry,
    emptied() {
      pace.skip();
      return state.stopping ? Promise.reject(closingError()) : waiters.wait();
    },
    stop() {
      state.stopping = true;
      pace.skip();
      return listening;
    },
  };
}

function newState(fn: QueueFunction, around: QueueSurroundings): Listening {
  const pace = createPace(around.options.maxPollingIntervalMs);
  return {
    ...around,
    fn,
    pace,
    waiters: createWaiters(),
    inHand: new Set(),
    triedAgainAt: 0,
    stopping: false,
  };
}

const closingError = () => new Error('the local host is closing');

async function listen(state: Listening): Promise<void> {
  const { inHand, options, pace, waiters } = state;
  while (!state.stopping) {
    await look(state).catch((error: unknown) => {
      waiters.refuse(error);
      state.log('warning', 'Host.Queues', `${state.queue.name} cannot be read: ${inspect(error)}`);
    });
    while (inHand.size > options.newBatchThreshold) await Promise.race(inHand);
    await pace.pause();
  }
  waiters.refuse(closingError());
  await Promise.all(inHand);
}

async function look(state: Listening): Promise<void> {
  const begunAt = performance.now();
  const quiet = state.inHand.size === 0 && state.triedAgainAt < begunAt;
  const { receivedMessageItems: messages } = await state.queue.receiveMessages({
    numberOfMessages: state.options.batchSize,
    visibilityTimeout: handlingSeconds,
  });
  for (const message of messages) take(message, state);
  if (messages.length > 0) state.pace.skip();
  else if (quiet) state.waiters.release(begunAt);
}

function take(message: DequeuedMessageItem, state: Listening): void {
  const handling = handle(message, state).finally(() => {
    state.inHand.delete(handling);
    state.pace.skip();
  });
  state.inHand.add(handling);
}

/** Never rejects: what the storage refuses now comes again when the message is visible again. */
async function handle(message: DequeuedMessageItem, state: Listening): Promise<void> {
  try {
    const outcome = await (state.stopping
      ? release(message, state, 0)
      : handleMessage(state.fn, message, state));
    if (outcome === 'released') {
      state.triedAgainAt = performance.now() + state.options.visibilityTimeoutSeconds * 1000;
    }
  } catch (error) {
    state.log('warning', 'Host.Queues', `${state.queue.name}: ${inspect(error)}`);
  }
}

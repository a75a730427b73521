/** One instance: takes messages from the queue as the host does, with the product's own connections, and says what becomes of them. Killed at any moment. */
import { setTimeout as delay } from 'node:timers/promises';
import { type DequeuedMessageItem, QueueServiceClient } from '@azure/storage-queue';
import { reconcileOrganizations } from '../../functions/reconcile-organizations.ts';
import { readConfig } from '../../shared/config.ts';
import { connect, type Deps } from '../../shared/deps.ts';
import type { Told } from './rollover-ledger.ts';

const settings: Record<string, string> = JSON.parse(process.argv[2] ?? '{}');
let now = new Date(process.argv[3] ?? '');
process.on('message', (instant) => {
  now = new Date(String(instant));
});
process.on('disconnect', () => process.exit());
const tell = (what: Told['what'], ids: string[]) => process.send?.({ what, ids } satisfies Told);

const deps = { ...connect(readConfig(settings)), now: () => now };
const service = QueueServiceClient.fromConnectionString(settings.AzureWebJobsStorage ?? '');
const [queue, poison] = ['organizations', 'organizations-poison'].map((name) => service.getQueueClient(name));
const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
/** A pass sends messages only for those of several organizations that failed. */
const enqueue: Deps['enqueue'] = async (name, message) => {
  await deps.enqueue(name, message);
  if ('organizationIds' in message) tell('requeued', message.organizationIds);
};
const handle = reconcileOrganizations({ ...deps, enqueue });
/** As host.json says. */
const mostTries = 5;

async function work({ messageId, messageText, popReceipt, dequeueCount }: DequeuedMessageItem) {
  const body = JSON.parse(Buffer.from(messageText, 'base64').toString());
  try {
    await handle(body, silent);
  } catch {
    if (dequeueCount < mostTries) {
      tell('failed', [messageId]);
      await queue?.updateMessage(messageId, popReceipt, undefined, 0);
      return;
    }
    await poison?.sendMessage(messageText);
    tell('poisoned', body.organizationIds);
  }
  await queue?.deleteMessage(messageId, popReceipt);
}

for (;;) {
  // A message in hand when its instance dies stays hidden for minutes; here for seconds.
  const asked = { numberOfMessages: 4, visibilityTimeout: 5 };
  const taken = await queue?.receiveMessages(asked).catch(() => undefined);
  const messages = taken?.receivedMessageItems ?? [];
  const ids = messages.map(({ messageId }) => messageId);
  tell('taken', ids);
  if (messages.length === 0) await delay(20);
  await Promise.allSettled(messages.map(work));
  if (messages.length > 0) tell('handled', ids);
}

/** One instance: takes messages from the queue as the host does, with the product's own connections. Killed at any moment. */
import { setTimeout as delay } from 'node:timers/promises';
import { type DequeuedMessageItem, QueueServiceClient } from '@azure/storage-queue';
import { reconcileOrganizations } from '../../functions/reconcile-organizations.ts';
import { readConfig } from '../../shared/config.ts';
import { connect } from '../../shared/deps.ts';

const settings: Record<string, string> = JSON.parse(process.argv[2] ?? '{}');
let now = new Date(process.argv[3] ?? '');
process.on('message', (instant) => {
  now = new Date(String(instant));
});
process.on('disconnect', () => process.exit());

const deps = { ...connect(readConfig(settings)), now: () => now };
const service = QueueServiceClient.fromConnectionString(settings.AzureWebJobsStorage ?? '');
const [queue, poison] = ['organizations', 'organizations-poison'].map((name) => service.getQueueClient(name));
const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
const handle = reconcileOrganizations(deps);
/** As host.json says. */
const mostTries = 5;

async function work(message: DequeuedMessageItem): Promise<void> {
  const text = Buffer.from(message.messageText, 'base64').toString();
  try {
    await handle(JSON.parse(text), silent);
  } catch {
    if (message.dequeueCount < mostTries) {
      await queue?.updateMessage(message.messageId, message.popReceipt, undefined, 0);
      return;
    }
    await poison?.sendMessage(message.messageText);
  }
  await queue?.deleteMessage(message.messageId, message.popReceipt);
}

for (;;) {
  // A message in hand when its instance dies stays hidden for minutes; here for seconds.
  const asked = { numberOfMessages: 4, visibilityTimeout: 5 };
  const taken = await queue?.receiveMessages(asked).catch(() => undefined);
  const messages = taken?.receivedMessageItems ?? [];
  if (messages.length === 0) await delay(20);
  await Promise.allSettled(messages.map(work));
  if (messages.length > 0) process.send?.('handled');
}

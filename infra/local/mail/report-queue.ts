/** The storage queue that Event Grid puts delivery reports on: base64, one event for each message. */
import type { Post } from './reports.ts';

/** A queue that does not answer loses the report: it has gone before the mail service, at the end of a test. */
export function reportQueue(connectionString: string, queueName: string): Post {
  let opening: ReturnType<typeof open> | undefined;
  return async (event) => {
    opening ??= open(connectionString, queueName);
    const text = Buffer.from(JSON.stringify(event)).toString('base64');
    await opening.then((queue) => queue.sendMessage(text)).catch(() => undefined);
  };
}

/** Only with the first report, since loading the SDK takes longer than starting the mail service. */
async function open(connectionString: string, queueName: string) {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const options = { retryOptions: { maxTries: 1 } };
  const queue = QueueServiceClient.fromConnectionString(connectionString, options).getQueueClient(queueName);
  await queue.createIfNotExists();
  return queue;
}

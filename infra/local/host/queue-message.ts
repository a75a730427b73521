/** What a storage queue message says to a function, or that it can say nothing. */
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { InvocationInput } from './invocation.ts';

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Gives undefined for what is not base64 of UTF-8 text: such a message goes to poison untried. */
export function decodeMessage(messageText: string): string | undefined {
  const compact = messageText.replace(/\s/g, '');
  if (!base64.test(compact)) return undefined;
  try {
    return utf8.decode(Buffer.from(compact, 'base64'));
  } catch {
    return undefined;
  }
}

/** The text goes as a string; the library parses it when it is JSON. */
export function toQueueInput(message: DequeuedMessageItem, text: string): InvocationInput {
  return {
    data: { string: text },
    triggerMetadata: {
      QueueTrigger: { string: text },
      DequeueCount: { int: message.dequeueCount },
      ExpirationTime: { json: JSON.stringify(message.expiresOn) },
      Id: { json: JSON.stringify(message.messageId) },
      InsertionTime: { json: JSON.stringify(message.insertedOn) },
      NextVisibleTime: { json: JSON.stringify(message.nextVisibleOn) },
      PopReceipt: { json: JSON.stringify(message.popReceipt) },
    },
  };
}

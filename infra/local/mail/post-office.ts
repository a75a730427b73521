/** What the mail service keeps: its operations, and the mail it accepted, newest first. */
import { randomUUID } from 'node:crypto';
import type { ReceivedMail, SentMessage } from './message.ts';

interface OperationStatus {
  id: string;
  status: 'Running' | 'Succeeded' | 'Failed';
  error?: { code: string; message: string };
}

export interface PostOffice {
  accept(
    operationId: string,
    message: SentMessage,
    failure?: { code: string; message: string },
  ): OperationStatus;
  /** Counts as one look-up: the first `runningLookups` of them still say Running. */
  lookUp(operationId: string): OperationStatus | undefined;
  /** As if the operation had never been. */
  forget(operationId: string): void;
  inbox(to?: string): ReceivedMail[];
  find(messageId: string): ReceivedMail | undefined;
}

interface Operation {
  outcome: OperationStatus;
  lookUps: number;
}

interface PostOfficeOptions {
  repeatable: boolean;
  runningLookups: number;
  now: () => Date;
  /** Told of each mail that arrives. */
  onMail: (mail: ReceivedMail) => void;
}

export function createPostOffice(options: PostOfficeOptions): PostOffice {
  const operations = new Map<string, Operation>();
  const mails: ReceivedMail[] = [];
  const keep = (operationId: string, message: SentMessage) => {
    const isFirst = mails.every((mail) => mail.operationId !== operationId);
    const messageId = isFirst ? operationId : randomUUID();
    const mail = { operationId, messageId, acceptedAt: options.now().toISOString(), ...message };
    mails.unshift(mail);
    options.onMail(mail);
  };
  return {
    accept: (id, message, failure) => {
      // That a repeated Operation-Id sends nothing again is not documented by the service; it is how this one
      // behaves unless told otherwise, so that both can be tested.
      if (options.repeatable && operations.has(id)) return { id, status: 'Running' };
      const outcome = outcomeOf(id, failure);
      operations.set(id, { outcome, lookUps: 0 });
      if (outcome.status === 'Succeeded') keep(id, message);
      return { id, status: 'Running' };
    },
    lookUp: (id) => lookUp(operations.get(id), options.runningLookups),
    forget: (id) => void operations.delete(id),
    inbox: (to) =>
      mails.filter((mail) => to === undefined || mail.to.some(({ address }) => sameMailbox(address, to))),
    find: (messageId) => mails.find((mail) => mail.messageId === messageId),
  };
}

function outcomeOf(id: string, error?: { code: string; message: string }): OperationStatus {
  return error ? { id, status: 'Failed', error } : { id, status: 'Succeeded' };
}

function lookUp(operation: Operation | undefined, runningLookups: number): OperationStatus | undefined {
  if (operation === undefined) return undefined;
  operation.lookUps += 1;
  const isRunning = operation.lookUps <= runningLookups;
  return isRunning ? { id: operation.outcome.id, status: 'Running' } : operation.outcome;
}

function sameMailbox(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Sends mail through Communication Services. */
import type { EmailClient, EmailMessage } from '@azure/communication-email';
import { ownCredential } from '../azure/credential.ts';
import type { Config } from '../config.ts';
import { loadedOnce } from '../lazily.ts';
import { mailing } from '../telemetry/calls.ts';
import { MailFault, mailFault, statusOf } from './mail-fault.ts';

export interface Mail {
  /** A UUID; the service is asked under it, so that the same letter can be recognised. */
  operationId: string;
  to: { address: string; displayName?: string };
  subject: string;
  plainText: string;
  html: string;
}

export interface Mailer {
  /** Returns once the service accepted the mail. @throws MailFault saying whether trying again can help. */
  send(mail: Mail): Promise<void>;
  /**
   * Whether the service knows the operation: an earlier attempt got through though its answer was lost.
   * @throws MailFault, a permanent one where the operation ended without sending.
   */
  isAccepted(operationId: string): Promise<boolean>;
}

/** Of one request to the service; the lease of a letter outlasts all that one attempt makes. */
export const requestTimeoutMs = 20_000;

export function connectMailer(config: Pick<Config, 'email' | 'managedIdentityClientId'>): Mailer {
  const { endpoint, sender } = config.email;
  const client = loadedOnce(() => connect(config));
  return {
    send: (mail) =>
      mailing('send', endpoint, async () => send(await client(), messageOf(mail, sender), mail.operationId)),
    isAccepted: (operationId) =>
      mailing('lookUp', endpoint, async () => isAccepted(await client(), operationId)),
  };
}

/** The SDK repeats nothing by itself: after an unknown outcome the operation is looked up before it is sent again. */
async function connect(config: Pick<Config, 'email' | 'managedIdentityClientId'>): Promise<EmailClient> {
  const { EmailClient } = await import('@azure/communication-email');
  const { endpoint, accessKey } = config.email;
  const credential = accessKey ? { key: accessKey } : ownCredential(config);
  return new EmailClient(endpoint, credential, {
    allowInsecureConnection: endpoint.startsWith('http:'),
    retryOptions: { maxRetries: 0 },
  });
}

function messageOf({ to, subject, plainText, html }: Mail, senderAddress: string): EmailMessage {
  return {
    senderAddress,
    recipients: { to: [to] },
    content: { subject, plainText, html },
    disableUserEngagementTracking: true,
  };
}

/** The SDK goes on to look the operation up; that is cut short, since look-ups are rationed and acceptance is all that is asked. */
async function send(client: EmailClient, message: EmailMessage, operationId: string): Promise<void> {
  const accepted = new AbortController();
  try {
    await client.beginSend(message, {
      operationId,
      abortSignal: AbortSignal.any([accepted.signal, AbortSignal.timeout(requestTimeoutMs)]),
      onResponse: ({ status }) => {
        if (status === 202) accepted.abort();
      },
    });
  } catch (error) {
    if (!accepted.signal.aborted) throw mailFault(error);
  }
}

/** The SDK's only look-up is a poller resumed from its state, as its `toString` writes it; resuming polls once and sends nothing. */
async function isAccepted(client: EmailClient, operationId: string): Promise<boolean> {
  const operationLocation = `/emails/operations/${operationId}`;
  const state = { status: 'running', config: { operationLocation, metadata: { mode: 'OperationLocation' } } };
  let ended: Outcome | undefined;
  try {
    await client.beginSend(nothing, {
      resumeFrom: JSON.stringify({ state }),
      abortSignal: AbortSignal.timeout(requestTimeoutMs),
      onResponse: ({ parsedBody }) => {
        ended = parsedBody;
      },
    });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    if (ended?.status === 'Failed' || ended?.status === 'Canceled')
      throw new MailFault('permanent', `${ended.error?.code ?? 'operation'} (${ended.status})`, error);
    throw mailFault(error);
  }
}

interface Outcome {
  status?: string;
  error?: { code?: string };
}

/** A resumed poller wants a message, and does not look at it. */
const nothing: EmailMessage = { senderAddress: '', recipients: {}, content: { subject: '', plainText: '' } };

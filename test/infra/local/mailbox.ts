/** A mail service for one test, the real client in front of it, and a letter to send. */
import { EmailClient, type EmailMessage } from '@azure/communication-email';
import { type MailOptions, startMail } from '../../../infra/local/mail.ts';

export const sender = 'enrollment@mail.example';

export async function startMailbox(options: Partial<MailOptions> = {}) {
  const mail = await startMail({ senders: { [sender]: 'Incentive enrollment' }, ...options });
  const clientWith = (key: string) => {
    const retryOptions = { retryDelayInMs: 10, maxRetryDelayInMs: 20 };
    return new EmailClient(mail.endpoint, { key }, { allowInsecureConnection: true, retryOptions });
  };
  return { mail, clientWith, client: clientWith(mail.accessKey) };
}

export function letter(own: Partial<EmailMessage> = {}): EmailMessage {
  return {
    senderAddress: sender,
    content: { subject: 'Invitation', plainText: 'Welcome', html: '<p>Welcome</p>' },
    recipients: { to: [{ address: 'adele@contoso.example', displayName: 'Adele' }] },
    ...own,
  };
}

/** The look-up of an operation begun elsewhere, with public API only; a path is enough for a location. */
export function lookUp(client: EmailClient, operationId: string) {
  const operationLocation = `/emails/operations/${operationId}`;
  const state = { status: 'running', config: { operationLocation, metadata: { mode: 'OperationLocation' } } };
  return client.beginSend(letter(), { resumeFrom: JSON.stringify({ state }) });
}

/** The message as `emails:send` takes it, with the refusals of the real service. */
import { z } from 'zod';

export interface MailAddress {
  address: string;
  displayName?: string | undefined;
}

export interface ReceivedMail {
  operationId: string;
  /** The operation's id, as in delivery reports; another one where an operation was repeated and sent again. */
  messageId: string;
  acceptedAt: string;
  from: { address: string; displayName: string };
  to: MailAddress[];
  subject: string;
  plainText: string;
  html: string;
  /** The latest status reported of it, one for all its recipients. */
  delivery?: DeliveryStatus;
}

/** As delivery reports name it. */
export type DeliveryStatus =
  | 'Delivered'
  | 'Expanded'
  | 'Bounced'
  | 'Suppressed'
  | 'FilteredSpam'
  | 'Quarantined'
  | 'Failed';

export type SentMessage = Pick<ReceivedMail, 'from' | 'to' | 'subject' | 'plainText' | 'html'>;

interface MailRefusal {
  code: string;
  message: string;
}

const mailbox = z.object({
  address: z.string().regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/, 'is not an e-mail address'),
  displayName: z.string().optional(),
});
const mailboxes = z.array(mailbox).default([]);

const messageSchema = z.object({
  senderAddress: z.string(),
  content: z
    .object({ subject: z.string().min(1), plainText: z.string().default(''), html: z.string().default('') })
    .refine(({ plainText, html }) => plainText !== '' || html !== '', 'needs plainText or html'),
  recipients: z
    .object({ to: mailboxes, cc: mailboxes, bcc: mailboxes })
    .refine(({ to, cc, bcc }) => to.length + cc.length + bcc.length > 0, 'needs at least one recipient')
    .refine(({ to, cc, bcc }) => to.length + cc.length + bcc.length <= 50, 'takes at most 50 recipients'),
});

export function parseMessage(body: Buffer, senders: Record<string, string>): SentMessage | MailRefusal {
  const parsed = messageSchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    return { code: 'BadRequest', message: `Request body validation error. ${faults.join('. ')}` };
  }
  const { senderAddress, content, recipients } = parsed.data;
  const from = senderOf(senderAddress, senders);
  if (from === undefined) {
    return { code: 'InvalidSenderUserName', message: `The sender ${senderAddress} is not provisioned.` };
  }
  return { from, to: [...recipients.to, ...recipients.cc, ...recipients.bcc], ...content };
}

/** The display name comes from the sender's resource: the wire has no place for one. */
function senderOf(wanted: string, senders: Record<string, string>): SentMessage['from'] | undefined {
  const [found] = Object.entries(senders).filter(([known]) => known.toLowerCase() === wanted.toLowerCase());
  return found && { address: found[0], displayName: found[1] };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

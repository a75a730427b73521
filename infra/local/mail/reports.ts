/** Delivery reports, as Event Grid sends them once a mail was accepted. */
import { randomUUID } from 'node:crypto';
import type { DeliveryStatus, ReceivedMail } from './message.ts';

/** Takes one event. */
export type Post = (event: object) => Promise<void>;

/** What becomes of mails to an address. */
export interface Fate {
  to: string;
  /** One report for each, a second apart. Default one: Delivered. */
  statuses?: DeliveryStatus[];
  /** How often each report comes. Default once. */
  copies?: number;
  /** `held` until they are released; `lost` for ever. Default: at once. */
  travel?: 'held' | 'lost';
}

export interface Reports {
  onMail(mail: ReceivedMail): void;
  /** One more report of a mail that was accepted, to each of its recipients. */
  tell(mail: ReceivedMail, status: DeliveryStatus): void;
  /** From now on, for this address. */
  decide(fate: Fate): void;
  /** Posts what is held, in the order it happened or the opposite one. */
  release(order?: 'reversed'): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  posted(): Promise<void>;
}

/** Without anybody to take them, nothing is reported. */
export function createReports(post: Post | undefined, now: () => Date): Reports {
  const fates = new Map<string, Fate>();
  let held: object[] = [];
  let travelling: Promise<unknown> = Promise.resolve();
  const postAll = (events: object[]) => {
    if (post) travelling = Promise.all([travelling, ...events.map(post)]);
  };
  const settled = async () => void (await travelling);
  return {
    onMail: (mail) => {
      if (!post) return;
      for (const { address } of mail.to) {
        const fate = fates.get(address.toLowerCase()) ?? { to: address };
        const events = eventsOf(mail, fate, now());
        mail.delivery = fate.statuses?.at(-1) ?? 'Delivered';
        if (fate.travel === 'held') held.push(...events);
        else if (fate.travel !== 'lost') postAll(events);
      }
    },
    tell: (mail, status) => {
      const at = now().toISOString();
      postAll(mail.to.map(({ address: to }) => eventOf(mail, { to, status, at })));
      mail.delivery = status;
    },
    decide: (fate) => void fates.set(fate.to.toLowerCase(), fate),
    release: (order) => {
      postAll(order === 'reversed' ? held.toReversed() : held);
      held = [];
      return settled();
    },
    posted: settled,
  };
}

function eventsOf(mail: ReceivedMail, fate: Fate, now: Date): object[] {
  const { to, statuses = ['Delivered'], copies = 1 } = fate;
  return statuses.flatMap((status, index) => {
    const event = eventOf(mail, { to, status, at: new Date(now.getTime() + index * 1000).toISOString() });
    return Array.from({ length: copies }, () => event);
  });
}

/** As captured from Azure, where the documentation writes `deliveryAttemptTimeStamp`. */
function eventOf(
  { messageId, from }: ReceivedMail,
  { to, status, at }: { to: string; status: DeliveryStatus; at: string },
): object {
  return {
    id: randomUUID(),
    topic:
      '/subscriptions/local/resourceGroups/local/providers/Microsoft.Communication/CommunicationServices/local',
    subject: `sender/${from.address}/message/${messageId}`,
    data: {
      sender: from.address,
      recipient: to,
      messageId,
      status,
      deliveryStatusDetails: { statusMessage: status === 'Bounced' ? `550 5.1.1 <${to}> unknown` : '' },
      deliveryAttemptTimestamp: at.replace('Z', '+00:00'),
    },
    eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
    dataVersion: '1.0',
    metadataVersion: '1',
    eventTime: at,
  };
}

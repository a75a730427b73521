/** What every chapter of the tour has at hand. */
import type { Answered } from '../client.ts';
import type { LocalCloud } from '../cloud.ts';
import type { SampleOrganization } from '../sample/organizations.ts';
import { as, factsOf, syncDirectory } from '../seed.ts';
import type { Teller } from './teller.ts';

export interface Cast {
  cloud: LocalCloud;
  teller: Teller;
  samples: SampleOrganization[];
  /** What happens to the hosts while the next figures are reported. */
  disturbance?: ((report: () => Promise<Answered>) => Promise<Answered>) | undefined;
}

export function sample({ samples }: Cast, organizationId: string): SampleOrganization {
  const found = samples.find((one) => one.organizationId === organizationId);
  if (!found) throw new Error(`There is no sample organization ${organizationId}`);
  return found;
}

export const enrollmentPath = (organizationId: string, mpnId: string, programId: string) =>
  `/organizations/${organizationId}/locations/${mpnId}/enrollments/${programId}`;

export interface InboxMail {
  from: { address: string; displayName: string };
  to: { address: string }[];
  subject: string;
  plainText: string;
  html: string;
}

/** The mail to one address, newest first, as a program reads it. */
export async function inboxOf({ cloud }: Cast, address: string): Promise<InboxMail[]> {
  const answer = await fetch(`${cloud.mail.url.replace(/\/$/, '')}/inbox?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as InboxMail[];
}

/** Has the directory of an organization read, and waits for the end of it. @returns what the sync says of itself. */
export function sync({ cloud, teller, samples }: Cast, who: string, organizationId: string) {
  const put = (path: string) => teller.ask(who, { method: 'PUT', path });
  return syncDirectory({ ...as(cloud, who), put }, sample({ cloud, teller, samples }, organizationId));
}

/** Lets the queues run dry and the letters leave, as the timers of the next minute would. */
export async function deliver({ cloud, teller }: Cast): Promise<void> {
  teller.say('within the next minute the timer sends what is to be told');
  await cloud.host.drain();
  await cloud.host.runTimer('reconcileDueOrganizations');
  await cloud.host.drain();
  await cloud.host.runTimer('sendDueLetters');
}

/** The figures of an organization arrive, some of them other than in the sample. */
export async function reportFigures(
  cast: Cast,
  organizationId: string,
  changed: { asOf?: string; revenue?: Record<string, number> } = {},
): Promise<void> {
  const facts = factsOf(sample(cast, organizationId));
  const locations = facts.locations.map((row) => ({
    ...row,
    trailing12MonthRevenueUsd: changed.revenue?.[row.mpnId] ?? row.trailing12MonthRevenueUsd,
  }));
  const body = { asOf: changed.asOf ?? facts.asOf, locations };
  const path = `/organizations/${organizationId}/facts`;
  const { disturbance = (put) => put() } = cast;
  cast.disturbance = undefined;
  const { body: report } = await disturbance(() => cast.teller.ask('olivia', { method: 'PUT', path, body }));
  const written = report.value.filter((row: { outcome: string }) => row.outcome === 'written').length;
  cast.teller.check(
    written > 0,
    `the figures of ${written} location${written === 1 ? '' : 's'} were recorded`,
  );
  await deliver(cast);
}

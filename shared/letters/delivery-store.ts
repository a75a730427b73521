/** What became of letters after they left: reported by the mail service, and read by whoever shows it. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { getRoster } from '../access/member-store.ts';
import type { Roster } from '../access/roster.ts';
import type { Stored } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import { commit, type Write } from '../azure/writes.ts';
import { Letter } from './letter.ts';
import { letterWrites } from './letter-store.ts';
import { occasionOfReturn, type Report, reported, tellsOfReturn } from './report.ts';

/** Marks the letter, and tells its organization of one that did not arrive. @throws Contended. */
export async function recordReport(
  partners: Container,
  report: Report,
  now: Date,
): Promise<'recorded' | 'known' | 'unknown'> {
  const letter = await findByOperation(partners, report.operationId);
  if (!letter) return 'unknown';
  const after = reported(letter, report);
  if (!after) return 'known';
  const told = tellsOfReturn(after) ? await returnWrites(partners, after, now) : [];
  await commit(partners, after.organizationId, [{ replace: after, ifMatch: letter.etag }, ...told]);
  return 'recorded';
}

/** A report knows only the operation: one query on its index, across partitions, about 5 RU for each physical partition. */
async function findByOperation(
  partners: Container,
  operationId: string,
): Promise<Stored<Letter> | undefined> {
  const query = {
    query: "SELECT * FROM c WHERE c.operationId = @operationId AND c.kind = 'letter'",
    parameters: [{ name: '@operationId', value: operationId }],
  };
  const [letter] = await listDocuments(partners, { query, schema: Letter });
  return letter;
}

/** Each is told once, however often it comes back. */
async function returnWrites(partners: Container, letter: Letter, now: Date): Promise<Write[]> {
  const { organizationId } = letter;
  const occasion = occasionOfReturn(letter);
  const [roster, told] = await Promise.all([
    getRoster(partners, organizationId),
    listOccasion(partners, organizationId, occasion),
  ]);
  const cause = { organizationId, occasion, dueAt: now.toISOString() };
  // As many as one batch holds.
  const recipients = othersThan(letter.recipient, roster).slice(0, 90);
  const known = new Set(told.map(({ id }) => id));
  return letterWrites(cause, [{ kind: 'mailReturned', recipients }]).filter(
    (write) => !('create' in write && known.has(write.create.id)),
  );
}

/** The Account administrators, or else the Global administrators; nobody is told by mail that their own mail does not arrive. */
function othersThan(recipient: string, roster: Roster): string[] {
  const account = roster.accountAdministrators.filter((id) => id !== recipient);
  return account.length > 0 ? account : roster.globalAdministrators.filter((id) => id !== recipient);
}

const Told = z.object({
  id: z.string(),
  ...z.pick(Letter, { recipient: true, letterKind: true, state: true, delivery: true, sentAt: true }).shape,
});
type Told = z.infer<typeof Told>;

export type LetterDelivery = Pick<Told, 'recipient' | 'state' | 'delivery' | 'sentAt'> & {
  kind: Told['letterKind'];
};

/** What became of the letters of an occasion: one query in the organization's partition. */
export async function listDeliveries(
  partners: Container,
  organizationId: string,
  occasion: string,
): Promise<LetterDelivery[]> {
  const told = await listOccasion(partners, organizationId, occasion);
  return told.map(({ recipient, letterKind: kind, state, delivery, sentAt }) => ({
    recipient,
    kind,
    state,
    delivery,
    sentAt,
  }));
}

function listOccasion(partners: Container, organizationId: string, occasion: string): Promise<Told[]> {
  const query = {
    query:
      "SELECT c.id, c.recipient, c.letterKind, c.state, c.delivery, c.sentAt FROM c WHERE c.kind = 'letter' AND c.occasion = @occasion",
    parameters: [{ name: '@occasion', value: occasion }],
  };
  return listDocuments(partners, { query, partition: organizationId, schema: Told });
}

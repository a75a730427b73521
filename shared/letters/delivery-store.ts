/** What became of letters after they left: reported by the mail service, and read by whoever shows it. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { getRoster } from '../access/member-store.ts';
import type { Stored } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import { commit, type Write } from '../azure/writes.ts';
import { Letter } from './letter.ts';
import { letterWrites } from './letter-store.ts';
import { type Report, reported, returnOf, tellsOfReturn } from './report.ts';

/** Keeps what is reported of the letter. @throws Contended. */
export async function recordReport(
  partners: Container,
  report: Report,
  now: Date,
): Promise<'recorded' | 'known' | 'unknown'> {
  const letter = await findByOperation(partners, report.operationId);
  if (!letter) return 'unknown';
  const after = reported(letter, report);
  if (!after) return 'known';
  await markEnd(partners, after, now);
  return 'recorded';
}

/** Keeps what became of the letter, and tells others of one that came to nothing. @throws Contended where it is no longer as it was read. */
export async function markEnd(partners: Container, letter: Stored<Letter>, now: Date): Promise<void> {
  const told = await returnWrites(partners, letter, now);
  await commit(partners, letter.organizationId, [{ replace: letter, ifMatch: letter.etag }, ...told]);
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
  const occasion = returnOf(letter)?.occasion;
  if (!occasion) return [];
  const [roster, told] = await Promise.all([
    getRoster(partners, organizationId),
    listOccasion(partners, organizationId, occasion),
  ]);
  const known = new Set(told.map(({ id }) => id));
  const cause = { organizationId, occasion, dueAt: now.toISOString() };
  return letterWrites(cause, tellsOfReturn(letter, { roster, told })).filter(
    (write) => !('create' in write && known.has(write.create.id)),
  );
}

const Told = z.object({
  id: z.string(),
  ...z.pick(Letter, {
    recipient: true,
    letterKind: true,
    state: true,
    delivery: true,
    sentAt: true,
    sentTo: true,
  }).shape,
});
type Told = z.infer<typeof Told>;

export type LetterDelivery = Omit<Told, 'id' | 'letterKind'> & { kind: Told['letterKind'] };

/** What became of the letters of an occasion: one query in the organization's partition. */
export async function listDeliveries(
  partners: Container,
  organizationId: string,
  occasion: string,
): Promise<LetterDelivery[]> {
  const told = await listOccasion(partners, organizationId, occasion);
  return told.map(({ recipient, letterKind: kind, state, delivery, sentAt, sentTo }) => {
    return { recipient, kind, state, delivery, sentAt, sentTo };
  });
}

function listOccasion(partners: Container, organizationId: string, occasion: string): Promise<Told[]> {
  const query = {
    query:
      "SELECT c.id, c.recipient, c.letterKind, c.state, c.delivery, c.sentAt, c.sentTo FROM c WHERE c.kind = 'letter' AND c.occasion = @occasion",
    parameters: [{ name: '@occasion', value: occasion }],
  };
  return listDocuments(partners, { query, partition: organizationId, schema: Told });
}

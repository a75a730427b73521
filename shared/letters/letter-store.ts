/** Letters in Cosmos DB: written in the batch that causes them, claimed by lease, marked when they left. */
import { createHash } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import type { Stored } from '../azure/documents.ts';
import { Contended } from '../azure/faults.ts';
import { replaceIfUnchanged, type Write } from '../azure/writes.ts';
import { claimed } from './attempt.ts';
import { contact, type Letter, type LetterKind, letter, type Tell, tellsContact } from './letter.ts';

/** The namespace of letter ids (RFC 9562 name-based UUIDs). */
const namespace = Buffer.from('5f0a4f0ae6a94d1c9c0f0a1f6e7b2d34', 'hex');

/** The writes that cause these letters, one for each person and kind; the contact mail is told where nobody can be. */
export function letterWrites(
  cause: Pick<Letter, 'organizationId' | 'occasion' | 'dueAt'>,
  tells: Tell[],
): Write[] {
  const letters = new Map<string, Letter>();
  for (const { kind, recipients, afterMs = 0 } of tells) {
    const dueAt = new Date(Date.parse(cause.dueAt) + afterMs).toISOString();
    for (const recipient of recipients.length === 0 && tellsContact[kind] ? [contact] : recipients) {
      const id = letterId({ recipient, kind, occasion: cause.occasion });
      letters.set(id, letter(id, { ...cause, dueAt, letterKind: kind, recipient }));
    }
  }
  return onceEach([...letters.values()]).map((create) => ({ create }));
}

/** One mail to one person: whoever is invited to some is told of the others in it. */
function onceEach(letters: Letter[]): Letter[] {
  const invited = new Set(
    letters.flatMap(({ letterKind, recipient }) => (letterKind === 'invitation' ? [recipient] : [])),
  );
  return letters.filter(
    ({ letterKind, recipient }) => letterKind !== 'invitationNotice' || !invited.has(recipient),
  );
}

/** Takes the letter for one attempt. @returns it under its lease, or undefined where somebody else took it first. */
export async function claimLetter(
  partners: Container,
  letter: Stored<Letter>,
  now: Date,
): Promise<Stored<Letter> | undefined> {
  const taken = claimed(letter, now);
  try {
    return { ...taken, etag: await replaceIfUnchanged(partners, taken.organizationId, taken) };
  } catch (error) {
    if (error instanceof Contended) return undefined;
    throw error;
  }
}

/** Keeps what came of it. @returns its new ETag. @throws Contended where the letter is no longer as it was read. */
export function markLetter(partners: Container, letter: Stored<Letter>): Promise<string> {
  return replaceIfUnchanged(partners, letter.organizationId, letter);
}

/** The same letter is the same document. */
function letterId(told: { recipient: string; kind: LetterKind; occasion: string }): string {
  return uuidOf(`${told.recipient}|${told.kind}|${told.occasion}`);
}

/** The version 5 UUID of a name: the same for the same name. */
export function uuidOf(name: string): string {
  const hash = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Letters read from Cosmos DB: those that are due, those the operator looks at, and one by its name. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { findDocument, type Stored } from '../azure/documents.ts';
import { documentPage, orderedDocuments } from '../azure/pages.ts';
import { Letter, type LetterKind } from './letter.ts';

const pageSize = 50;
const Raw = z.looseObject({ id: z.string() });

/** Letters as they were read, and the ids of those that cannot be read: one of these holds up no other. */
export interface Letters {
  letters: Stored<Letter>[];
  unreadable: string[];
}

/** Letters that are due, the urgent ones first, of all organizations, page by page. */
export async function* dueLetters(partners: Container, now: Date): AsyncGenerator<Letters> {
  const query = {
    query:
      "SELECT * FROM c WHERE c.kind = 'letter' AND c.state = 'due' AND c.dueAt <= @now ORDER BY c.priority, c.dueAt",
    parameters: [{ name: '@now', value: now.toISOString() }],
  };
  for await (const page of orderedDocuments(partners, { query, schema: Raw }, pageSize)) yield readable(page);
}

export interface LetterFilter {
  organizationId?: string | undefined;
  state?: Letter['state'] | undefined;
  letterKind?: LetterKind | undefined;
  delivery?: Letter['delivery'];
}

/** One page, of one organization, the latest first, or of all, in no order. */
export async function letterPage(
  partners: Container,
  { organizationId, ...filter }: LetterFilter,
  page: { size: number; continuation: string | undefined },
): Promise<Letters & { continuation: string | undefined }> {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
  const where = ["c.kind = 'letter'", ...wanted.map(([name]) => `c.${name} = @${name}`)].join(' AND ');
  const query = {
    query: `SELECT * FROM c WHERE ${where}${organizationId ? ' ORDER BY c.dueAt DESC' : ''}`,
    parameters: wanted.map(([name, value]) => ({ name: `@${name}`, value })),
  };
  const listing = { query, schema: Raw, ...(organizationId ? { partition: organizationId } : {}) };
  const { value, continuation } = await documentPage(partners, listing, page);
  return { ...readable(value), continuation };
}

function readable(found: Stored<z.infer<typeof Raw>>[]): Letters {
  const letters: Stored<Letter>[] = [];
  const unreadable: string[] = [];
  for (const { etag, ...document } of found) {
    const { data } = Letter.safeParse(document);
    if (data) letters.push({ ...data, etag });
    else unreadable.push(document.id);
  }
  return { letters, unreadable };
}

export function findLetter(
  partners: Container,
  { organizationId, letterId }: { organizationId: string; letterId: string },
): Promise<Stored<Letter> | undefined> {
  return findDocument(partners, { id: `letter:${letterId}`, partition: organizationId }, Letter);
}

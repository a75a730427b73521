/** Members and the roster in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { findDocument, remembering, type Stored } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import { refuse } from '../refusal.ts';
import { Member } from './member.ts';
import { Roster } from './roster.ts';

/** Read for every call of theirs. */
const KnownMember = remembering(Member);

export function findMember(
  partners: Container,
  organizationId: string,
  memberId: string,
): Promise<Stored<Member> | undefined> {
  return findDocument(partners, { id: `member:${memberId}`, partition: organizationId }, KnownMember);
}

/** @throws Refusal `member/unknown`. */
export async function getMember(
  partners: Container,
  organizationId: string,
  memberId: string,
): Promise<Stored<Member>> {
  const member = await findMember(partners, organizationId, memberId);
  return (
    member ??
    refuse(
      'member/unknown',
      'The directory sync has read no such person. Sync the directory, then try again.',
      {
        target: 'path.memberId',
      },
    )
  );
}

/** The members named, in one query; the ones that are gone are left out. */
export function listMembersById(
  partners: Container,
  organizationId: string,
  ids: string[],
): Promise<Stored<Member>[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return listDocuments(partners, {
    query: {
      query: 'SELECT * FROM c WHERE ARRAY_CONTAINS(@ids, c.id)',
      parameters: [{ name: '@ids', value: ids.map((id) => `member:${id}`) }],
    },
    partition: organizationId,
    schema: Member,
  });
}

/** The roster of an existing organization. */
export async function getRoster(partners: Container, organizationId: string): Promise<Stored<Roster>> {
  const roster = await findDocument(partners, { id: 'roster', partition: organizationId }, Roster);
  if (!roster) throw new Error('An organization without its roster');
  return roster;
}

/** What a letter is about, read when it is sent: its enrollments, the people and the names in it. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { administers, type Member, memberId } from '../access/member.ts';
import { findMember, getRoster, listMembersById } from '../access/member-store.ts';
import { incentivesAdministratorsOf, type Roster } from '../access/roster.ts';
import { findDocument } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../enrollments/enrollment.ts';
import { findOrganization } from '../organizations/organization-store.ts';
import { findProgram } from '../programs/program-store.ts';
import type { Gathered } from './gathered.ts';
import { contact, Letter, operator } from './letter.ts';
import { returnedIdOf } from './report.ts';

/** All in the organization's partition, but for the programs. */
export async function gather(
  { partners, programs }: Pick<Deps, 'partners' | 'programs'>,
  letter: Letter,
): Promise<Gathered> {
  const { organizationId } = letter;
  const returned = await findReturned(partners, letter);
  const [organization, roster, recipient, enrollments, invitationsWaiting] = await Promise.all([
    findOrganization(partners, organizationId),
    getRoster(partners, organizationId),
    findRecipient(partners, letter),
    listEnrollmentsOf(partners, returned?.letter ?? letter),
    findInvitationsWaiting(partners, letter),
  ]);
  if (!organization) throw new Error('A letter without its organization');
  const [locationNames, programsById, people] = await Promise.all([
    listLocationNames(partners, organizationId, enrollments),
    findPrograms(programs, enrollments),
    listPeople(partners, roster, enrollmentsOfOthers(letter, recipient, enrollments)),
  ]);
  const named = { locationNames, programs: programsById, people };
  return { organization, roster, recipient, enrollments, ...named, returned, invitationsWaiting };
}

async function findRecipient(partners: Container, { organizationId, recipient }: Letter) {
  if (recipient === contact || recipient === operator) return undefined;
  return findMember(partners, organizationId, recipient);
}

/** The letter that the occasion names, where the letter is about one that came back. */
async function findReturned(partners: Container, { letterKind, occasion, organizationId }: Letter) {
  if (letterKind !== 'mailReturned') return undefined;
  const id = returnedIdOf(occasion);
  const letter = await findDocument(partners, { id, partition: organizationId }, Letter);
  return letter && { letter, recipient: await findRecipient(partners, letter) };
}

const Waiting = z.object({ invitationsWaiting: z.optional(z.int()) });

async function findInvitationsWaiting(partners: Container, { letterKind, organizationId }: Letter) {
  if (letterKind !== 'completeMigration') return undefined;
  const key = { id: 'reconciliation', partition: organizationId };
  return (await findDocument(partners, key, Waiting))?.invitationsWaiting;
}

/** The enrollments whose history names the letter's occasion. */
async function listEnrollmentsOf(
  partners: Container,
  { letterKind, occasion, organizationId }: Letter,
): Promise<Enrollment[]> {
  if (letterKind === 'completeMigration') return [];
  return listDocuments(partners, {
    query: {
      query:
        "SELECT * FROM c WHERE c.kind = 'enrollment' AND EXISTS (SELECT VALUE h FROM h IN c.history WHERE h.occasion = @occasion)",
      parameters: [{ name: '@occasion', value: occasion }],
    },
    partition: organizationId,
    schema: Enrollment,
  });
}

const Named = z.object({ mpnId: z.string(), name: z.string() });

async function listLocationNames(partners: Container, organizationId: string, enrollments: Enrollment[]) {
  const mpnIds = [...new Set(enrollments.map(({ mpnId }) => mpnId))];
  const locations = await listDocuments(partners, {
    query: {
      query: "SELECT c.mpnId, c.name FROM c WHERE c.kind = 'location' AND ARRAY_CONTAINS(@mpnIds, c.mpnId)",
      parameters: [{ name: '@mpnIds', value: mpnIds }],
    },
    partition: organizationId,
    schema: Named,
  });
  return new Map(locations.map(({ mpnId, name }) => [mpnId, name]));
}

async function findPrograms(programs: Container, enrollments: Enrollment[]) {
  const ids = [...new Set(enrollments.map(({ programId }) => programId))];
  const found = await Promise.all(ids.map((id) => findProgram(programs, id)));
  return new Map(found.flatMap((program) => (program ? [[program.id, program] as const] : [])));
}

/** Those which a letter about invitations tells somebody of who cannot enroll them. */
function enrollmentsOfOthers(
  { letterKind }: Letter,
  recipient: Member | undefined,
  enrollments: Enrollment[],
): Enrollment[] {
  if (letterKind !== 'invitation' && letterKind !== 'invitationNotice') return [];
  return enrollments.filter((enrollment) => !administers(recipient, enrollment));
}

/** The display names of everybody who can enroll any of these. */
async function listPeople(partners: Container, roster: Roster, enrollments: Enrollment[]) {
  const ids = new Set(enrollments.flatMap((enrollment) => incentivesAdministratorsOf(roster, enrollment)));
  if (ids.size === 0) return new Map<string, string>();
  const members = await listMembersById(partners, roster.organizationId, [...ids]);
  return new Map(members.map((member) => [memberId(member), member.profile.displayName]));
}

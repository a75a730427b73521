/** Enrollments in Cosmos DB, and the organizations that timers look for. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { Roster } from '../access/roster.ts';
import { findDocument, type Stored } from '../azure/documents.ts';
import { listDocuments, listOrganizationsOf } from '../azure/pages.ts';
import { Location, Organization } from '../organizations/organization.ts';
import { Enrollment, enrollmentId, type Pair } from './enrollment.ts';

export function findEnrollment(partners: Container, pair: Pair): Promise<Stored<Enrollment> | undefined> {
  return findDocument(partners, { id: enrollmentId(pair), partition: pair.organizationId }, Enrollment);
}

const Part = z.union([Organization, Roster, Location, Enrollment]);

/** What a pass over an organization reads, in one query. */
export async function loadOrganization(partners: Container, organizationId: string) {
  const parts = await listDocuments(partners, {
    query: "SELECT * FROM c WHERE c.kind IN ('organization', 'roster', 'location', 'enrollment')",
    partition: organizationId,
    schema: Part,
  });
  const organization = parts.find((part) => part.kind === 'organization');
  const roster = parts.find((part) => part.kind === 'roster');
  if (!organization || !roster) throw new Error('An organization without its documents');
  return {
    organization,
    roster,
    locations: parts.filter((part) => part.kind === 'location'),
    enrollments: parts.filter((part) => part.kind === 'enrollment'),
  };
}

/** The organizations whose documents changed since their last pass. */
export function listDueOrganizations(partners: Container, now: Date): Promise<string[]> {
  return listOrganizationsOf(partners, {
    query: "SELECT c.organizationId FROM c WHERE c.kind = 'reconciliation' AND c.dueAt <= @now",
    parameters: [{ name: '@now', value: now.toISOString() }],
  });
}

export interface EndedTerm {
  programId: string;
  /** The term that is running now; the ones before it have ended. Names of terms sort as text within a century. */
  before: string;
}

/** The organizations that still carry an ended term: what is left to roll over. */
export async function listEndedTerms(partners: Container, ended: EndedTerm[]): Promise<string[]> {
  const found = await Promise.all(
    ended.map(({ programId, before }) =>
      listOrganizationsOf(partners, {
        query:
          "SELECT c.organizationId FROM c WHERE c.kind = 'enrollment' AND c.programId = @program AND c.openTerm < @term",
        parameters: [
          { name: '@program', value: programId },
          { name: '@term', value: before },
        ],
      }),
    ),
  );
  return found.flat();
}

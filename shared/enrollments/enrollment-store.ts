/** Enrollments in Cosmos DB, and the organizations that timers look for. */
import type { Container } from '@azure/cosmos';
import { findDocument, type Stored } from '../azure/documents.ts';
import { organizationsWith } from '../azure/organization-pages.ts';
import { Enrollment, enrollmentId, type Pair } from './enrollment.ts';

export function findEnrollment(partners: Container, pair: Pair): Promise<Stored<Enrollment> | undefined> {
  return findDocument(partners, { id: enrollmentId(pair), partition: pair.organizationId }, Enrollment);
}

/** The organizations whose documents changed since their last pass, page by page. */
export function listDueOrganizations(partners: Container, now: Date): AsyncGenerator<string[]> {
  return organizationsWith(partners, {
    where: "c.kind = 'reconciliation' AND c.dueAt <= @now",
    parameters: [{ name: '@now', value: now.toISOString() }],
  });
}

export interface EndedTerm {
  programId: string;
  /** The term that is running now; the ones before it have ended. Names of terms sort as text within a century. */
  before: string;
}

/** The organizations that still carry an ended term of any program, page by page: what is left to roll over. */
export async function* listEndedTerms(partners: Container, ended: EndedTerm[]): AsyncGenerator<string[]> {
  if (ended.length === 0) return;
  const latest = ended.reduce((term, { before }) => (before > term ? before : term), '');
  const each = ended.map((_, n) => `(c.programId = @program${n} AND c.openTerm < @term${n})`);
  yield* organizationsWith(partners, {
    // The first comparison is what an index can narrow by: most of the time it finds next to nothing.
    where: `c.kind = 'enrollment' AND c.openTerm < @latest AND (${each.join(' OR ')})`,
    parameters: [
      { name: '@latest', value: latest },
      ...ended.flatMap(({ programId, before }, n) => [
        { name: `@program${n}`, value: programId },
        { name: `@term${n}`, value: before },
      ]),
    ],
  });
}

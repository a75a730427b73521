/** Which enrollments a question about a boundary is about, as parts of a query. */
import type { Boundary } from './boundary.ts';

/** Whose enrollments: those of one organization, or of all. */
export interface Reach {
  organizationId: string | undefined;
}

/** Organizations after one, and up to another where one is named. */
export interface Range {
  after: string;
  upTo: string | undefined;
}

export const within = ({ organizationId }: Reach) => (organizationId ? { partition: organizationId } : {});

export const parametersOf = ({ programId, fromTerm }: Boundary) => [
  { name: '@program', value: programId },
  { name: '@term', value: fromTerm },
];

export function between({ after, upTo }: Range) {
  const from = { condition: 'c.organizationId > @after', parameters: [{ name: '@after', value: after }] };
  if (upTo === undefined) return from;
  return {
    condition: `${from.condition} AND c.organizationId <= @upTo`,
    parameters: [...from.parameters, { name: '@upTo', value: upTo }],
  };
}

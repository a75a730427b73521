/** How boundaries came out for one organization, of what somebody sees of it: enrollment by enrollment, within its partition. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { listDocuments } from '../azure/pages.ts';
import { lastWord } from './boundary-store.ts';
import { Outcome } from './outcome.ts';
import type { Counted } from './progress.ts';

const { mpnId, programId, fromTerm, toTerm, outcome } = Outcome.shape;
const Came = z.object({ mpnId, programId, fromTerm, toTerm, outcome });
const Open = z.object({ mpnId, programId, openTerm: z.string() });

interface Own {
  organizationId: string;
  terms: string[];
  sees(place: { mpnId: string; programId: string }): boolean;
}

export async function countOwn(
  partners: Container,
  { organizationId: partition, terms, sees }: Own,
): Promise<Counted> {
  const parameters = [{ name: '@terms', value: terms }];
  const came = `SELECT c.mpnId, c.programId, r.fromTerm, r.toTerm, r.outcome FROM c JOIN r IN c.rollovers WHERE c.kind = 'enrollment' AND ARRAY_CONTAINS(@terms, r.fromTerm) AND ${lastWord}`;
  const open =
    "SELECT c.mpnId, c.programId, c.openTerm FROM c WHERE c.kind = 'enrollment' AND IS_DEFINED(c.openTerm)";
  const [outcomes, left] = await Promise.all([
    listDocuments(partners, { query: { query: came, parameters }, partition, schema: Came }),
    listDocuments(partners, { query: open, partition, schema: Open }),
  ]);
  const one = { enrollments: 1, reasons: {} };
  return {
    totals: outcomes.filter(sees).map((outcome) => ({ ...outcome, ...one })),
    open: left.filter(sees).map((enrollment) => ({ ...enrollment, ...one })),
  };
}

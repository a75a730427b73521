/** What came of each enrollment at a boundary, or would come by a preview: as pages, or as a table in parts. */
import * as z from 'zod/mini';
import { csv, ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { RunId } from '../shared/rollovers/boundary.ts';
import { csvOf } from '../shared/rollovers/csv.ts';
import { Outcome } from '../shared/rollovers/outcome.ts';
import { seenBy } from '../shared/rollovers/report.ts';
import { getRun, outcomesFrom, outcomesPage, type Run, type RunDeps } from './rollover-runs.ts';

const OutcomesQuery = z.strictObject({
  ...Paging.shape,
  outcome: z.optional(Outcome.shape.outcome),
  format: z.optional(z.enum(['json', 'csv'])),
});
type OutcomesQuery = z.infer<typeof OutcomesQuery>;
type ListCall = Pick<
  Call<{ organizationId?: string; runId: string }, OutcomesQuery, unknown>,
  'params' | 'query' | 'standing' | 'accept' | 'now' | 'url'
>;

export const listRolloverOutcomes = endpoint({
  summary:
    'What came, or would come, of each enrollment; of those with one `outcome` alone; as CSV, in parts of about 5,000 rows, with `format=csv` or `Accept: text/csv`',
  params: z.strictObject({ runId: RunId }),
  query: OutcomesQuery,
  answer: listOf(Outcome),
  csv: true,
  handle: (deps: RunDeps) => async (call) => answerOutcomes(deps, call),
});

export const listOwnRolloverOutcomes = endpoint({
  summary: 'The same for the enrollments of the organization that the caller sees',
  params: z.strictObject({ organizationId: OrganizationId, runId: RunId }),
  query: OutcomesQuery,
  answer: listOf(Outcome),
  csv: true,
  handle: (deps: RunDeps) => async (call) => {
    known(call.known);
    return answerOutcomes(deps, call);
  },
});

async function answerOutcomes(deps: RunDeps, call: ListCall) {
  const { organizationId, runId } = call.params;
  const run = await getRun(deps, { organizationId, runId, now: call.now });
  return isTableWanted(call) ? answerTable(deps, run, call) : answerPage(deps, run, call);
}

/** What the address says comes before what the client would take. */
function isTableWanted({ query: { format }, accept }: ListCall): boolean {
  return format === undefined ? (accept?.includes('text/csv') ?? false) : format === 'csv';
}

async function answerPage(deps: RunDeps, run: Run, call: ListCall) {
  const choice = { outcome: call.query.outcome, ...pageOf(call.query) };
  const { outcomes, continuation } = await outcomesPage(deps, run, choice);
  return ok(page(outcomes.filter(seenBy(call.standing)), call, continuation));
}

async function answerTable(deps: RunDeps, run: Run, { url, query, params, standing }: ListCall) {
  const { outcomes, continuation } = await outcomesFrom(deps, run, {
    outcome: query.outcome,
    from: pageOf(query).continuation,
    enough: rowsPerPart,
  });
  const text = csvOf(outcomes.filter(seenBy(standing)), { isFirst: query.continuation === undefined });
  const { nextLink } = {
    nextLink: undefined,
    ...page([], { url, query: { ...query, format: 'csv' } }, continuation),
  };
  return csv(text, `rollover-${params.runId}`, nextLink);
}

/** A part of a table is larger than a page, and still fits into memory. */
const rowsPerPart = 5_000;

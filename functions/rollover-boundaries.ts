/** The list of rollovers: the boundaries there were, and the previews that were asked for. */
import * as z from 'zod/mini';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { Guid } from '../shared/organizations/organization.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { Day, Instant } from '../shared/programs/words.ts';
import { boundaryId, endedBy, recentBoundaries } from '../shared/rollovers/boundary.ts';
import { countOpen, countOutcomes } from '../shared/rollovers/counts-store.ts';
import { ownerOf } from '../shared/rollovers/preview.ts';
import { findPreviews } from '../shared/rollovers/preview-store.ts';
import { progressOf } from '../shared/rollovers/progress.ts';
import { BoundaryReport } from '../shared/rollovers/report.ts';
import type { RunDeps } from './rollover-runs.ts';

const { runId, programId, fromTerm, toTerm, endedAt, left } = BoundaryReport.shape;
const count = z.int();
const Listed = z
  .strictObject({
    ...{ runId, programId, fromTerm, toTerm, endedAt, left },
    ...{ rolledForward: count, lapsed: count, reopened: count },
  })
  .register(z.globalRegistry, { id: 'RolloverListed' });
const Asked = z.strictObject({ runId: Guid, on: Day, askedAt: Instant });

export const listRollovers = endpoint({
  summary: 'The boundaries of the last 400 days, and the previews that were asked for, latest first',
  params: z.strictObject({}),
  answer: z.object({ ...listOf(Listed).shape, previews: z.array(Asked) }),
  handle: (deps: RunDeps) => async (call) => {
    const [boundaries, previews] = await Promise.all([
      boundariesOf(deps, call.now),
      findPreviews(deps.runs, ownerOf(undefined)),
    ]);
    return ok({ value: boundaries, previews: (previews?.asked ?? []).reverse() });
  },
});

async function boundariesOf({ partners, programs }: RunDeps, now: Date) {
  const boundaries = (await listPrograms(programs)).flatMap((program) =>
    recentBoundaries(program, now).flatMap((boundary) => {
      const ended = endedBy(program, boundary.fromTerm, now);
      return ended ? [{ runId: boundaryId(boundary), ...boundary, ...ended }] : [];
    }),
  );
  const counting = {
    programIds: [...new Set(boundaries.map(({ programId }) => programId))],
    terms: [...new Set(boundaries.map(({ fromTerm }) => fromTerm))],
  };
  const [totals, open] = await Promise.all([
    countOutcomes(partners, counting),
    countOpen(partners, counting),
  ]);
  return boundaries.map((one) => ({ ...one, ...progressOf(one, { totals, open }) }));
}

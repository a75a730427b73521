/** The lists of rollovers: the boundaries there were, and the previews that were asked for; for the operator of all organizations, for an organization of its own. */
import * as z from 'zod/mini';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { Day, Instant } from '../shared/programs/words.ts';
import { latestOf } from '../shared/rollovers/asking.ts';
import { type Boundary, boundaryId, endedBy, recentBoundaries } from '../shared/rollovers/boundary.ts';
import { type Counting, countOpen, countOutcomes } from '../shared/rollovers/counts-store.ts';
import { countOwn } from '../shared/rollovers/own-counts-store.ts';
import { ownerOf } from '../shared/rollovers/preview.ts';
import { findPreviews } from '../shared/rollovers/preview-store.ts';
import { type Counted, progressOf } from '../shared/rollovers/progress.ts';
import { BoundaryReport, seenBy } from '../shared/rollovers/report.ts';
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
const answer = z.object({ ...listOf(Listed).shape, previews: z.array(Asked) });

export const listRollovers = endpoint({
  summary: 'The boundaries of the last 400 days, and the previews that were asked for, latest first',
  params: z.strictObject({}),
  answer,
  handle: (deps: RunDeps) => async (call) => {
    const boundaries = await boundariesBy(deps, call.now);
    const counting = countingOf(boundaries);
    const [totals, open, previews] = await Promise.all([
      countOutcomes(deps.partners, counting),
      countOpen(deps.partners, counting),
      listPreviews(deps, undefined),
    ]);
    return ok({ value: withProgress(boundaries, { totals, open }), previews });
  },
});

export const listOwnRollovers = endpoint({
  summary:
    'The boundaries that brought something for what the caller sees of the organization, and its previews, latest first',
  params: z.strictObject({ organizationId: OrganizationId }),
  answer,
  handle: (deps: RunDeps) => async (call) => {
    known(call.known);
    const { organizationId } = call.params;
    const [boundaries, previews] = await Promise.all([
      boundariesBy(deps, call.now),
      listPreviews(deps, organizationId),
    ]);
    const { terms } = countingOf(boundaries);
    const counted = await countOwn(deps.partners, { organizationId, terms, sees: seenBy(call.standing) });
    return ok({ value: withProgress(boundaries, counted).filter(isConcerned), previews });
  },
});

/** Of all programs, the latest first. */
async function boundariesBy({ programs }: RunDeps, now: Date) {
  const boundaries = (await listPrograms(programs)).flatMap((program) =>
    recentBoundaries(program, now).flatMap((boundary) => {
      const ended = endedBy(program, boundary.fromTerm, now);
      return ended ? [{ runId: boundaryId(boundary), ...boundary, ...ended }] : [];
    }),
  );
  return boundaries.sort((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt));
}

function countingOf(boundaries: Boundary[]): Counting {
  return {
    programIds: [...new Set(boundaries.map(({ programId }) => programId))],
    terms: [...new Set(boundaries.map(({ fromTerm }) => fromTerm))],
  };
}

function withProgress<B extends Boundary>(boundaries: B[], counted: Counted) {
  return boundaries.map((one) => ({ ...one, ...progressOf(one, counted) }));
}

function isConcerned({ left, rolledForward, lapsed, reopened }: ReturnType<typeof progressOf>): boolean {
  return left + rolledForward + lapsed + reopened > 0;
}

async function listPreviews({ runs }: RunDeps, organizationId: string | undefined) {
  const previews = await findPreviews(runs, ownerOf(organizationId));
  return previews ? latestOf(previews) : [];
}

/** The reports of previews and boundaries, added up for who asks. */
import { seesAll } from '../shared/access/standing.ts';
import type { Stored } from '../shared/azure/documents.ts';
import type { Call } from '../shared/http/endpoint.ts';
import { boundaryId } from '../shared/rollovers/boundary.ts';
import { countOpen, countOutcomes, countReasons } from '../shared/rollovers/counts-store.ts';
import { firstLeft, listLeft } from '../shared/rollovers/left-store.ts';
import { isOperators, type Preview } from '../shared/rollovers/preview.ts';
import { leftOf } from '../shared/rollovers/progress.ts';
import { type BoundaryReport, type PreviewReport, seenBy } from '../shared/rollovers/report.ts';
import { sumOf, totalsOf } from '../shared/rollovers/totals.ts';
import { type Standing, standingOf } from './preview-asking.ts';
import { type Ended, everyOutcome, lastPreviewOf, type Run, type RunDeps } from './rollover-runs.ts';

type Asking = Pick<Call<unknown, unknown, unknown>, 'standing' | 'now'>;

export async function reportOf(deps: RunDeps, run: Run, { standing: caller, now }: Asking) {
  if ('boundary' in run) return boundaryReport(deps, run.boundary, caller);
  const standing = await standingOf(deps.runs, run.preview, now);
  return previewReport(deps, { preview: run.preview, standing }, caller);
}

export async function previewReport(
  deps: RunDeps,
  { preview, standing }: { preview: Stored<Preview>; standing: Standing },
  caller: Asking['standing'],
): Promise<PreviewReport> {
  const { runId, on, warn, askedAt } = preview;
  const totals =
    isOperators(preview) || seesAll(caller) ? standing.totals : await totalsSeen(deps, { preview }, caller);
  return { kind: 'preview', runId, on, warn, askedAt, ...standing, totals };
}

async function totalsSeen(deps: RunDeps, run: Run, caller: Asking['standing']) {
  return totalsOf((await everyOutcome(deps, run)).filter(seenBy(caller)));
}

async function boundaryReport(
  deps: RunDeps,
  boundary: Ended,
  caller: Asking['standing'],
): Promise<BoundaryReport> {
  const { programId, fromTerm, toTerm, endedAt, organizationId } = boundary;
  const [{ left, stillOpen, totals }, preview] = await Promise.all([
    organizationId === undefined
      ? countedOf(deps, boundary)
      : addedUp(deps, { ...boundary, organizationId }, caller),
    lastPreviewOf(deps, boundary),
  ]);
  return {
    ...{ kind: 'boundary', runId: boundaryId(boundary), programId, fromTerm, toTerm, endedAt },
    state: left > 0 ? 'running' : 'finished',
    ...{ left, stillOpen, totals },
    preview: preview?.runId ?? null,
  };
}

/** Of those that are left, so many are named. */
const mostNamed = 50;

/** Over all organizations the database counts. */
async function countedOf({ partners }: RunDeps, boundary: Ended) {
  const { programId, fromTerm } = boundary;
  const counting = { programIds: [programId], terms: [fromTerm] };
  const [outcomes, reasons, open] = await Promise.all([
    countOutcomes(partners, counting),
    countReasons(partners, counting),
    countOpen(partners, counting),
  ]);
  const left = leftOf(boundary, open);
  const stillOpen = left > 0 ? await firstLeft(partners, boundary, mostNamed) : [];
  return { left, stillOpen, totals: sumOf([...outcomes, ...reasons]) };
}

async function addedUp(
  deps: RunDeps,
  boundary: Ended & { organizationId: string },
  caller: Asking['standing'],
) {
  const { organizationId } = boundary;
  const [totals, open] = await Promise.all([
    totalsSeen(deps, { boundary }, caller),
    listLeft(deps.partners, { boundary, organizationId }),
  ]);
  const seen = open.filter(seenBy(caller));
  return { left: seen.length, stillOpen: seen.slice(0, mostNamed), totals };
}

/** What a call on a rollover is about: a preview, or the boundary of a program; and its outcomes, page by page. */
import type { Stored } from '../shared/azure/documents.ts';
import type { Deps } from '../shared/deps.ts';
import type { Program } from '../shared/programs/program.ts';
import { findProgram } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';
import { type Boundary, boundaryNamed, endedBy } from '../shared/rollovers/boundary.ts';
import { boundaryOutcomes } from '../shared/rollovers/boundary-store.ts';
import { boundaryOn, type Choice, type Outcome } from '../shared/rollovers/outcome.ts';
import { previewOutcomes } from '../shared/rollovers/pages-store.ts';
import { ownerOf, type Preview } from '../shared/rollovers/preview.ts';
import { findPreview, findPreviews } from '../shared/rollovers/preview-store.ts';
import { standingOf } from './preview-asking.ts';

export type RunDeps = Pick<Deps, 'partners' | 'programs' | 'runs'>;

export interface Ended extends Boundary {
  organizationId: string | undefined;
  program: Program;
  toTerm: string;
  endedAt: string;
}

export type Run = { preview: Stored<Preview> } | { boundary: Ended };

interface Asked {
  organizationId: string | undefined;
  runId: string;
  now: Date;
}

/** @throws Refusal `rollover/unknown`, also for a boundary that is still ahead. */
export async function getRun(deps: RunDeps, asked: Asked): Promise<Run> {
  const { organizationId, runId } = asked;
  const named = boundaryNamed(runId);
  if (named) return { boundary: await getBoundary(deps, named, asked) };
  const preview = await findPreview(deps.runs, { owner: ownerOf(organizationId), runId });
  return preview ? { preview } : unknown();
}

/** @throws Refusal `rollover/unknown`. */
async function getBoundary(deps: RunDeps, named: Boundary, { organizationId, now }: Asked): Promise<Ended> {
  const program = await findProgram(deps.programs, named.programId);
  const ended = program && endedBy(program, named.fromTerm, now);
  return ended ? { ...named, ...ended, program, organizationId } : unknown();
}

const unknown = () =>
  refuse('rollover/unknown', 'There is no such preview, and no such boundary yet.', {
    target: 'path.runId',
  });

export interface Page {
  outcomes: Outcome[];
  continuation: string | undefined;
}

export function outcomesPage(deps: RunDeps, run: Run, choice: Choice): Promise<Page> {
  if ('preview' in run) return previewOutcomes(deps.runs, run.preview, choice);
  const { organizationId, ...boundary } = run.boundary;
  return boundaryOutcomes(deps.partners, { boundary, organizationId }, choice);
}

/** Whole pages of a run, until there are so many outcomes or no more. */
export async function outcomesFrom(
  deps: RunDeps,
  run: Run,
  { outcome, from, enough }: { outcome?: Choice['outcome']; from: string | undefined; enough: number },
): Promise<Page> {
  const outcomes: Outcome[] = [];
  let continuation = from;
  do {
    const found = await outcomesPage(deps, run, { outcome, size: 500, continuation });
    outcomes.push(...found.outcomes);
    continuation = found.continuation;
  } while (continuation !== undefined && outcomes.length < enough);
  return { outcomes, continuation };
}

/** Every outcome of a run; for those of one organization. */
export async function everyOutcome(deps: RunDeps, run: Run): Promise<Outcome[]> {
  return (await outcomesFrom(deps, run, { from: undefined, enough: Number.POSITIVE_INFINITY })).outcomes;
}

/** So many in a row, stopped or gone, leave nothing to look for. */
const mostUnfinished = 10;

/** The last preview that had finished before the boundary and had looked at it. */
export async function lastPreviewOf(
  { runs }: RunDeps,
  { organizationId, program, endedAt }: Ended,
): Promise<Stored<Preview> | undefined> {
  const owner = ownerOf(organizationId);
  const asked = (await findPreviews(runs, owner))?.asked ?? [];
  const looked = asked.filter(
    ({ askedAt, on }) => askedAt < endedAt && boundaryOn(program, on).toISOString() >= endedAt,
  );
  for (const { runId } of looked.slice(-mostUnfinished).reverse()) {
    const preview = await findPreview(runs, { owner, runId });
    if (!preview) continue;
    const { finishedAt } = await standingOf(runs, preview, new Date(endedAt));
    if (finishedAt !== null && finishedAt <= endedAt) return preview;
  }
  return undefined;
}

/** Previews of the rollover as they run: asked for, handed out in messages, worked through, and how each stands. */
import type { InvocationContext } from '@azure/functions';
import { inBatches } from '../shared/azure/batches.ts';
import { Contended, isFailure, settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { Refusal } from '../shared/refusal.ts';
import { handOut, type Part } from '../shared/rollovers/handing.ts';
import type { Outcome } from '../shared/rollovers/outcome.ts';
import {
  type Preview,
  type PreviewKey,
  PreviewMessage,
  pageId,
  previewId,
  type Summary,
  ttlSeconds,
} from '../shared/rollovers/preview.ts';
import {
  findPreview,
  listOrganizationsAfter,
  replacePreview,
  writePage,
} from '../shared/rollovers/preview-store.ts';
import { totalsOf } from '../shared/rollovers/totals.ts';
import { loggable } from '../shared/telemetry/loggable.ts';
import { previewOrganization } from './preview-organization.ts';

type Log = Pick<InvocationContext, 'log' | 'warn'>;
type QueueDeps = Pick<Deps, 'partners' | 'programs' | 'runs' | 'enqueue' | 'now'>;

/** The queue function. A message that comes twice writes the same pages again. */
export const workOnPreviews = (deps: QueueDeps) => async (body: unknown, log: Log) => {
  const { part, ...key } = PreviewMessage.parse(body);
  const preview = await findPreview(deps.runs, key);
  if (!preview) return;
  if (part) await workOn(deps, { preview, part }, log);
  else await handOutAll(deps, key);
};

/** What was written down is sent before more is, so that a worker that was lost left out nobody. */
async function handOutAll(deps: QueueDeps, { owner, runId }: PreviewKey): Promise<void> {
  const key = { owner, runId };
  for (let done = false; !done; )
    done = await settle(async () => {
      const preview = await findPreview(deps.runs, key);
      if (!preview) return true;
      for (const part of preview.handed.batch) await deps.enqueue('previews', { ...key, part });
      if (preview.handed.done) return true;
      const next = handOut(preview.handed, await listOrganizationsAfter(deps.partners, preview.handed));
      await replacePreview(deps.runs, { ...preview, handed: next });
      return next.done;
    });
}

interface Work {
  preview: Preview;
  part: Part;
}

async function workOn(deps: QueueDeps, work: Work, log: Log): Promise<void> {
  const all = await previewAll(deps, work, log);
  const summary = summaryOf(work.part, all, deps.now());
  // The first page is the last one written: with it, the message is done.
  for (const page of pagesOf(work, all.found).reverse())
    await writePage(deps.runs, page.page === 0 ? { ...page, summary } : page);
  const { organizations, failed, warned, totals } = summary;
  const counts = { organizations, failed: failed.length, warned, totals };
  log.log(`previewed ${JSON.stringify({ preview: previewId(work.preview), ...counts })}`);
}

interface All {
  found: Outcome[];
  warned: number;
  failed: string[];
}

async function previewAll(deps: QueueDeps, { preview, part }: Work, log: Log): Promise<All> {
  const programs = await listPrograms(deps.programs);
  const all: All = { found: [], warned: 0, failed: [] };
  for (const organizationId of part.organizationIds) {
    try {
      const one = await previewOrganization(deps, organizationId, { ...preview, programs });
      all.found.push(...one.outcomes);
      all.warned += one.warned;
      if (one.faults.length > 0) throw new AggregateError(one.faults, `${one.faults.length} enrollments`);
    } catch (error) {
      if (isPassing(error)) throw error;
      log.warn(`The organization ${organizationId} cannot be previewed, or not all of it.`, loggable(error));
      all.failed.push(organizationId);
    }
  }
  return all;
}

/** The message comes again; what cannot be read would hold up the others for good. */
function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  return error instanceof Refusal || error instanceof Contended || isFailure(error);
}

function summaryOf({ after, organizationIds }: Part, { found, ...counts }: All, now: Date): Summary {
  const upTo = organizationIds.at(-1) ?? after;
  const organizations = organizationIds.length;
  return { at: now.toISOString(), after, upTo, organizations, ...counts, totals: totalsOf(found) };
}

const roomOfPage = { most: 500, bytes: 100_000 };

function pagesOf({ preview, part: { message } }: Work, found: Outcome[]) {
  const pages = inBatches(found, (outcome) => outcome, roomOfPage);
  const some = pages.length > 0 ? pages : [[]];
  return some.map((outcomes, page) => ({
    kind: 'previewPage' as const,
    schemaVersion: 1 as const,
    id: pageId(preview, { message, page }),
    ttl: ttlSeconds,
    preview: previewId(preview),
    message,
    page,
    isLast: page === some.length - 1,
    outcomes,
  }));
}

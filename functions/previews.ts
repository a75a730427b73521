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
  const { found, failed } = await previewAll(deps, work, log);
  const summary = summaryOf(work.part, { found, failed, at: deps.now().toISOString() });
  // The first page is the last one written: with it, the message is done.
  for (const page of pagesOf(work, found).reverse())
    await writePage(deps.runs, page.page === 0 ? { ...page, summary } : page);
  const { organizations, totals } = summary;
  const counts = { organizations, failed: failed.length, totals };
  log.log(`previewed ${JSON.stringify({ preview: previewId(work.preview), ...counts })}`);
}

async function previewAll(deps: QueueDeps, { preview, part }: Work, log: Log) {
  const programs = await listPrograms(deps.programs);
  const found: Outcome[] = [];
  const failed: string[] = [];
  for (const organizationId of part.organizationIds) {
    try {
      found.push(...(await previewOrganization(deps, organizationId, { ...preview, programs })));
    } catch (error) {
      if (isPassing(error)) throw error;
      log.warn(`The organization ${organizationId} cannot be previewed.`, loggable(error));
      failed.push(organizationId);
    }
  }
  return { found, failed };
}

/** The message comes again; what cannot be read would hold up the others for good. */
function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  return error instanceof Refusal || error instanceof Contended || isFailure(error);
}

function summaryOf(
  { after, organizationIds }: Part,
  { found, failed, at }: { found: Outcome[]; failed: string[]; at: string },
): Summary {
  const organizations = organizationIds.length;
  return { at, after, upTo: organizationIds.at(-1) ?? after, organizations, failed, totals: totalsOf(found) };
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

/** A preview is asked for under a name, one at a time for each who asks; and how it stands. */
import type { Stored } from '../shared/azure/documents.ts';
import { Contended } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import {
  type Previews,
  previewsId,
  refuseRunning,
  remembering,
  stateOf,
} from '../shared/rollovers/asking.ts';
import { nothingDone } from '../shared/rollovers/done.ts';
import { handedNothing, handedOne } from '../shared/rollovers/handing.ts';
import { checkDay } from '../shared/rollovers/outcome.ts';
import {
  isOperators,
  type Preview,
  type PreviewKey,
  previewId,
  ttlSeconds,
} from '../shared/rollovers/preview.ts';
import {
  createPreview,
  findPreview,
  findPreviews,
  replacePreview,
  savePreviews,
  sumDone,
} from '../shared/rollovers/preview-store.ts';

export interface Asked {
  on: string;
  warn: boolean;
  now: Date;
}

/** The preview of that name, begun where there is none. @throws Refusal `request/invalid` or `rollover/preview-running`. */
export async function requestPreview(
  { runs, enqueue }: Pick<Deps, 'runs' | 'enqueue'>,
  key: PreviewKey,
  asked: Asked,
) {
  const preview = (await findPreview(runs, key)) ?? (await begin(runs, key, asked));
  const standing = await standingOf(runs, preview, asked.now);
  // Again while nothing has come of it: the message may have been lost.
  if (standing.state !== 'finished' && standing.organizations.seen === 0) await enqueue('previews', key);
  return { preview, standing };
}

async function begin(runs: Deps['runs'], key: PreviewKey, { on, warn, now }: Asked) {
  checkDay(on, now);
  await takeTurn(runs, key, { on, now });
  return createPreview(runs, {
    kind: 'preview',
    schemaVersion: 1,
    id: previewId(key),
    ttl: ttlSeconds,
    ...key,
    ...{ on, warn, askedAt: now.toISOString() },
    handed: isOperators(key) ? handedNothing : handedOne(key.owner),
  });
}

/** Of two who ask at once, the first to write is the one. */
async function takeTurn(
  runs: Deps['runs'],
  { owner, runId }: PreviewKey,
  { on, now }: Pick<Asked, 'on' | 'now'>,
): Promise<void> {
  const previews = (await findPreviews(runs, owner)) ?? noneAsked(owner);
  const last = previews.asked.at(-1);
  // Asked for already, and not begun.
  if (last?.runId === runId) return;
  if (last) await refuseWhileRunning(runs, owner, { last, now });
  await savePreviews(runs, remembering(previews, { runId, on, askedAt: now.toISOString() }));
}

function noneAsked(owner: string): Previews {
  return { kind: 'previews', schemaVersion: 1, id: previewsId(owner), ttl: ttlSeconds, asked: [] };
}

async function refuseWhileRunning(
  runs: Deps['runs'],
  owner: string,
  { last, now }: { last: Previews['asked'][number]; now: Date },
): Promise<void> {
  const preview = await findPreview(runs, { owner, runId: last.runId });
  const state = preview ? (await standingOf(runs, preview, now)).state : stateOf(last, nothingDone, now);
  if (state === 'running') refuseRunning(last.runId);
}

export type Standing = Awaited<ReturnType<typeof standingOf>>;

/** How far it is. Whoever looks first at one that has finished writes it down, so that its pages need not be added up again. */
export async function standingOf(runs: Deps['runs'], preview: Stored<Preview>, now: Date) {
  const { finished, handed } = preview;
  const of = handed.done ? handed.organizations : null;
  if (finished) {
    const { at: finishedAt, organizations: seen, ...results } = finished;
    return { state: 'finished' as const, finishedAt, organizations: { seen, of }, ...results };
  }
  const { messages, at, organizations: seen, ...results } = await sumDone(runs, preview);
  const state = stateOf(preview, { messages, at }, now);
  const finishedAt = at > preview.askedAt ? at : preview.askedAt;
  const standing = { organizations: { seen, of }, ...results };
  if (state !== 'finished') return { state, finishedAt: null, ...standing };
  await writeDown(runs, { ...preview, finished: { at: finishedAt, organizations: seen, ...results } });
  return { state, finishedAt, ...standing };
}

async function writeDown(runs: Deps['runs'], preview: Stored<Preview>): Promise<void> {
  try {
    await replacePreview(runs, preview);
  } catch (error) {
    // Somebody else has.
    if (!(error instanceof Contended)) throw error;
  }
}

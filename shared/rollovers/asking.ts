/** One preview at a time for each who asks: which is running, and which were asked for. */
import * as z from 'zod/mini';
import { Guid } from '../organizations/organization.ts';
import { DayOfTerm, Instant } from '../programs/words.ts';
import { refuse } from '../refusal.ts';
import type { Done } from './done.ts';
import type { Preview } from './preview.ts';

/** Longer than a message stays hidden whose worker was lost. */
const diesAfterMs = 15 * 60_000;

/** `stopped`: nothing has come of it for so long that another may take its place. */
export function stateOf(
  { askedAt, handed }: Pick<Preview, 'askedAt'> & Partial<Pick<Preview, 'handed'>>,
  done: Pick<Done, 'messages' | 'at'>,
  now: Date,
): 'running' | 'finished' | 'stopped' {
  if (handed?.done && done.messages === handed.messages) return 'finished';
  const last = done.at > askedAt ? done.at : askedAt;
  return now.getTime() - Date.parse(last) < diesAfterMs ? 'running' : 'stopped';
}

/** The previews of one who asks, the latest last. */
export const Previews = z.object({
  kind: z.literal('previews'),
  schemaVersion: z.literal(1),
  id: z.string(),
  ttl: z.int(),
  asked: z.array(z.object({ runId: Guid, on: DayOfTerm, askedAt: Instant })),
});
export type Previews = z.infer<typeof Previews>;
export type AskedFor = Previews['asked'][number];

export const previewsId = (owner: string) => `${owner}:previews`;

/** As many as are listed. */
const latest = 50;
/** Far below what a document holds. */
const mostRemembered = 1_000;

/** The latest, the last one first. */
export function latestOf({ asked }: Pick<Previews, 'asked'>): AskedFor[] {
  return asked.slice(-latest).reverse();
}

/** One more is asked for. What boundaries are compared with stays: of the earlier ones, the last of each day for each day asked about. */
export function remembering<P extends Previews>(previews: P, one: AskedFor): P {
  const asked = [...previews.asked, one];
  const lastOf = new Map(asked.map(({ runId, on, askedAt }) => [`${askedAt.slice(0, 10)} ${on}`, runId]));
  const needed = new Set([...lastOf.values(), ...asked.slice(-latest).map(({ runId }) => runId)]);
  return { ...previews, asked: asked.filter(({ runId }) => needed.has(runId)).slice(-mostRemembered) };
}

export function refuseRunning(runId: string): never {
  return refuse('rollover/preview-running', `The preview ${runId} is running; wait until it has finished.`, {
    details: { runId },
  });
}

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

const mostRemembered = 50;

/** One more is asked for; the earliest are forgotten. */
export function remembering<P extends Previews>(previews: P, asked: AskedFor): P {
  return { ...previews, asked: [...previews.asked, asked].slice(-mostRemembered) };
}

export function refuseRunning(runId: string): never {
  return refuse('rollover/preview-running', `The preview ${runId} is running; wait until it has finished.`, {
    details: { runId },
  });
}

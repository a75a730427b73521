/** How the service itself is. */
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { findProgram } from '../shared/programs/program-store.ts';
import { Instant } from '../shared/programs/words.ts';

const healthySeconds = 5;

export const Health = z
  .strictObject({ status: z.literal('healthy'), checkedAt: Instant })
  .register(z.globalRegistry, { id: 'Health' });

/** A document was read, at most every five seconds for each instance. @throws Refusal 503 when the database does not answer. */
export function health({ programs }: Pick<Deps, 'programs'>) {
  let checked = 0;
  return async () => {
    if (performance.now() - checked > healthySeconds * 1000 || checked === 0) {
      await findProgram(programs, 'health');
      checked = performance.now();
    }
    return ok({ status: 'healthy', checkedAt: new Date().toISOString() });
  };
}

/** What partners do meanwhile: each withdraws what runs or enrolls what does not, by what they just read. */
import type { InvocationContext } from '@azure/functions';
import { deleteEnrollment, putEnrollment } from '../../functions/enrollments.ts';
import { settle } from '../../shared/azure/faults.ts';
import { type Enrollment, isInTerm, type Pair } from '../../shared/enrollments/enrollment.ts';
import { findEnrollment } from '../../shared/enrollments/enrollment-store.ts';
import { admit } from '../../shared/http/admission.ts';
import { Refusal } from '../../shared/refusal.ts';
import { caller, programs } from './rollover-organizations.ts';
import type { World } from './rollover-world.ts';

/** What a partner did, and whether it was answered that it is so; undefined: no answer that can be relied on. */
export interface Act extends Pair {
  what: 'enroll' | 'withdraw';
  at: string;
  done: boolean | undefined;
}

/** A second later for each act; none where nothing can be read. */
export async function act(world: World): Promise<Act[]> {
  const { deps, clock, random, organizations, workers } = world;
  clock.now = new Date(clock.now.getTime() + 1000);
  workers.tell();
  const organizationId = `organization-${random(organizations.size)}`;
  const mpnId = random(2) === 0 ? '4100101' : '4100102';
  const pair = { organizationId, mpnId, programId: programs[random(programs.length)]?.id ?? '' };
  const state = await findEnrollment(deps.partners, pair).catch(() => undefined);
  if (!state) return [];
  const what = isInTerm(state) ? 'withdraw' : 'enroll';
  const at = clock.now.toISOString();
  return [{ ...pair, what, at, done: await answered(world, pair, state) }];
}

async function answered({ deps }: World, params: Pair, state: Enrollment & { etag: string }) {
  const endpoint = isInTerm(state) ? deleteEnrollment : putEnrollment;
  const now = deps.now();
  try {
    await settle(async () => {
      const visit = await admit(deps, 'enroll', { caller, params });
      const asked = { params, query: {}, body: undefined, ifMatch: state.etag, accept: null };
      const circumstances = { now, url: 'http://here', log: {} as InvocationContext };
      return endpoint.handle(deps)({ ...asked, ...visit, caller, ...circumstances });
    });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code.startsWith('service/') || error.code === 'request/contended' ? undefined : false;
  }
}

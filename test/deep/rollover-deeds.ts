/** What happens while terms end, one thing after another at random: people act, instances die, messages come twice or not at all, the database refuses, the clock moves on. */
import type { InvocationContext } from '@azure/functions';
import { deleteEnrollment, putEnrollment } from '../../functions/enrollments.ts';
import { reconcileDueOrganizations, rollOverEndedTerms } from '../../functions/reconciliation.ts';
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

export const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** Terms end at eleven in the morning, at midnight and at eleven again, by the clock of UTC; twice. */
const moments = [2027, 2028].flatMap((year) => [
  `${year}-06-30T11:05:00.000Z`,
  `${year}-07-01T00:05:00.000Z`,
  `${year}-07-01T11:05:00.000Z`,
]);

export async function live(world: World, deeds: number): Promise<Act[]> {
  const acts: Act[] = [];
  const moments = momentsFor(deeds);
  for (let n = 0; n < deeds; n += 1) {
    const moment = moments.get(n);
    if (moment) await itIs(world, moment);
    await happen(world, acts);
  }
  return acts;
}

function momentsFor(deeds: number): Map<number, string> {
  return new Map(moments.map((moment, n) => [Math.floor((n * deeds) / moments.length), moment]));
}

async function itIs(world: World, instant: string): Promise<void> {
  world.clock.now = new Date(instant);
  world.workers.tell();
  await hour(world);
  // The rest of the messages is in hand while the next things happen.
  if (world.random(3) > 0) await world.workers.handled();
}

/** Both timers. What they cannot do now, they do the next time. */
async function hour({ deps }: World): Promise<void> {
  await rollOverEndedTerms(deps)(silent).catch(() => undefined);
  await reconcileDueOrganizations(deps)().catch(() => undefined);
}

async function happen(world: World, acts: Act[]): Promise<void> {
  const { random, cosmos, workers, queue } = world;
  const times = 1 + random(12);
  const kinds: [number, () => unknown][] = [
    [60, async () => acts.push(...(await act(world)))],
    [6, () => workers.replace(random(4))],
    [5, () => cosmos.faults.add({ status: 429, retryAfterMs: 1, times })],
    [5, () => cosmos.faults.add({ status: 503, times: 1 + random(4) })],
    [5, () => cosmos.faults.add({ drop: true, after: random(2) === 0, times: 1 + random(3) })],
    [8, () => repeat(world)],
    [3, async () => lose(queue)],
    [8, () => hour(world)],
  ];
  let lot = random(kinds.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, deed] of kinds) {
    lot -= weight;
    if (lot < 0) {
      await deed();
      return;
    }
  }
}

/** A message that was delivered comes again. */
async function repeat({ deps, organizations, random }: World): Promise<void> {
  const ids = [...organizations.keys()];
  const first = random(ids.length);
  const organizationIds = ids.slice(first, first + 1 + random(8));
  await deps.enqueue('organizations', { organizationIds });
}

/** A message is gone before anybody saw it. */
async function lose(queue: World['queue']): Promise<void> {
  for (const one of (await queue.receiveMessages()).receivedMessageItems)
    await queue.deleteMessage(one.messageId, one.popReceipt);
}

/** An Incentives administrator withdraws what runs, or enrolls what does not, by what they just read. A second later for each act. */
async function act(world: World): Promise<Act[]> {
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

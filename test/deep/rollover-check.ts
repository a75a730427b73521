/** What must be true afterwards: every enrollment is what the rules make of it, one step after the other, and every letter is one that a step caused. */
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { reconcileOrganizations } from '../../functions/reconcile-organizations.ts';
import { rollOverEndedTerms } from '../../functions/reconciliation.ts';
import { listDocuments } from '../../shared/azure/pages.ts';
import { termAt } from '../../shared/calendar/calendar.ts';
import { Enrollment, enrollmentId } from '../../shared/enrollments/enrollment.ts';
import { listEndedTerms } from '../../shared/enrollments/enrollment-store.ts';
import { organizationRevenue } from '../../shared/organizations/organization.ts';
import { type Act, silent } from './rollover-deeds.ts';
import { programs, type Settled } from './rollover-organizations.ts';
import { replay } from './rollover-replay.ts';
import type { World } from './rollover-world.ts';

/** Nothing stands in the way any more: the next hours, then the next day. */
export async function heal(world: World): Promise<void> {
  const { cosmos, deps, workers, organizations } = world;
  cosmos.faults.clear();
  while (await isLeft(world)) {
    await rollOverEndedTerms(deps)(silent);
    await workers.handled();
  }
  await workers.stop();
  await reconcileOrganizations(deps)({ organizationIds: [...organizations.keys()] }, silent);
}

async function isLeft({ deps, clock }: World): Promise<boolean> {
  const ended = programs.map(({ id, calendar }) => ({
    programId: id,
    before: termAt(calendar, clock.now).name,
  }));
  for await (const page of listEndedTerms(deps.partners, ended)) return page.length > 0;
  return false;
}

const Named = z.object({ id: z.string() });

/** @returns how many enrollments there are, and how many times one was rolled forward or lapsed. */
export async function check(world: World, acts: Act[]) {
  const counts = { enrollments: 0, boundaries: 0, lapses: 0, letters: 0 };
  for (const one of world.organizations.values()) {
    const { states, letters } = await checkOrganization(world, one, acts);
    counts.enrollments += states.length;
    counts.letters += letters;
    counts.boundaries += states.flatMap(({ rollovers }) => rollovers).length;
    counts.lapses += states.filter(({ rollovers }) => rollovers.at(-1)?.outcome === 'lapsed').length;
  }
  return counts;
}

async function checkOrganization({ deps, clock }: World, one: Settled, acts: Act[]) {
  const partition = one.organizationId;
  const read = <T>(kind: string, schema: z.ZodMiniType<T>) =>
    listDocuments(deps.partners, {
      query: `SELECT * FROM c WHERE c.kind = '${kind}'`,
      partition,
      schema,
    });
  const states = (await read('enrollment', Enrollment)).map(({ etag: _, ...state }) => state);
  const caused = new Set<string>();
  for (const subject of subjectsOf(one)) {
    const { program, location } = subject;
    const id = enrollmentId({ programId: program.id, mpnId: location.mpnId });
    const state = states.find((found) => found.id === id);
    const before = one.enrollments.find((found) => found.id === id);
    const told = replay({ ...subject, state: before }, state, clock.now);
    for (const letter of told.letters) caused.add(letter);
    expect(told.state, id).toEqual(state);
    checkActs(state, acts);
  }
  const letters = (await read('letter', Named)).map(({ id }) => id);
  expect(letters.sort()).toEqual([...caused].sort());
  return { states, letters: letters.length };
}

function subjectsOf({ organization, roster, locations }: Settled) {
  const whole = { organization, roster, revenueOfOrganization: organizationRevenue(locations) };
  return locations.flatMap((location) => programs.map((program) => ({ ...whole, location, program })));
}

/** What was answered is there once, what was refused is not, and nothing is there that nobody did; each boundary was crossed once. */
function checkActs(state: Enrollment | undefined, acts: Act[]): void {
  if (!state) return;
  const { organizationId, mpnId, programId, history, rollovers } = state;
  const own = acts.filter(
    (act) => act.organizationId === organizationId && act.mpnId === mpnId && act.programId === programId,
  );
  const happened = history.filter(({ by, at }) => by !== 'system' && at > '2027-06').map(({ at }) => at);
  for (const { at, done } of own)
    if (done !== undefined) expect(happened.filter((one) => one === at)).toHaveLength(done ? 1 : 0);
  expect(happened.filter((one) => !own.some(({ at }) => at === one))).toEqual([]);
  const crossed = rollovers.map(({ fromTerm }) => fromTerm);
  expect(crossed).toEqual([...new Set(crossed)].sort());
}

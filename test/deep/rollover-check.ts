/** What must be true afterwards: every enrollment is what the rules make of it, one step after the other, and there is one letter document for each that a step caused, and no other. Nothing is sent here. */
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { reconcileOrganizations } from '../../functions/reconcile-organizations.ts';
import { rollOverEndedTerms } from '../../functions/reconciliation.ts';
import { listDocuments } from '../../shared/azure/pages.ts';
import { Enrollment, enrollmentId } from '../../shared/enrollments/enrollment.ts';
import { organizationRevenue } from '../../shared/organizations/organization.ts';
import type { Act } from './rollover-acts.ts';
import { endedOf, silent } from './rollover-messages.ts';
import { programs, type Settled } from './rollover-organizations.ts';
import { replay } from './rollover-replay.ts';
import type { World } from './rollover-world.ts';

/** Nothing stands in the way any more: the next hours, then the next day. */
export async function heal(world: World): Promise<void> {
  const { cosmos, deps, workers, organizations } = world;
  cosmos.faults.clear();
  while ((await endedOf(world)).length > 0) {
    await rollOverEndedTerms(deps)(silent);
    await workers.handled();
  }
  await workers.stop();
  await reconcileOrganizations(deps)({ organizationIds: [...organizations.keys()] }, silent);
}

const Named = z.object({ id: z.string() });

/** @returns how many enrollments there are, how many times one was rolled forward or lapsed, and what was done though nobody was told. */
export async function check(world: World, acts: Act[]) {
  const counts = { enrollments: 0, boundaries: 0, lapses: 0, letters: 0, actsUnheard: 0 };
  for (const one of world.organizations.values()) {
    const { states, letters, unheard } = await checkOrganization(world, one, acts);
    counts.actsUnheard += unheard;
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
  let unheard = 0;
  for (const subject of subjectsOf(one)) {
    const { program, location } = subject;
    const id = enrollmentId({ programId: program.id, mpnId: location.mpnId });
    const state = states.find((found) => found.id === id);
    const before = one.enrollments.find((found) => found.id === id);
    const told = replay({ ...subject, state: before }, state, clock.now);
    for (const letter of told.letters) caused.add(letter);
    expect(told.state, id).toEqual(state);
    unheard += checkActs(state, acts);
  }
  const letters = (await read('letter', Named)).map(({ id }) => id);
  expect(letters.sort()).toEqual([...caused].sort());
  return { states, letters: letters.length, unheard };
}

function subjectsOf({ organization, roster, locations }: Settled) {
  const whole = { organization, roster, revenueOfOrganization: organizationRevenue(locations) };
  return locations.flatMap((location) => programs.map((program) => ({ ...whole, location, program })));
}

/**
 * What was answered is there once, what was refused is not, and nothing is there that nobody did; each boundary was crossed once.
 * @returns how many acts are there whose answer was lost.
 */
function checkActs(state: Enrollment | undefined, acts: Act[]): number {
  if (!state) return 0;
  const { organizationId, mpnId, programId, history, rollovers } = state;
  const own = acts.filter(
    (act) => act.organizationId === organizationId && act.mpnId === mpnId && act.programId === programId,
  );
  const happened = history.filter(({ by, at }) => by !== 'system' && at > '2027-06').map(({ at }) => at);
  expect(happened).toEqual([...new Set(happened)]);
  for (const { at, done } of own) if (done !== undefined) expect(happened.includes(at)).toBe(done);
  expect(happened.filter((one) => !own.some(({ at }) => at === one))).toEqual([]);
  const crossed = rollovers.map(({ fromTerm }) => fromTerm);
  expect(crossed).toEqual([...new Set(crossed)].sort());
  return own.filter(({ at, done }) => done === undefined && happened.includes(at)).length;
}

/** The pages of an overview, against one that looks at everything: any organization, viewer, filter and size of page. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { covers } from '../../../shared/access/member.ts';
import { emptyRoster } from '../../../shared/access/roster.ts';
import type { Glimpse } from '../../../shared/enrollments/glimpse.ts';
import type { Filter, Overview } from '../../../shared/enrollments/overview.ts';
import { readOverview } from '../../../shared/enrollments/overview-store.ts';
import { type RowKey, rowKey } from '../../../shared/enrollments/places.ts';
import { StatusShown, statusShown } from '../../../shared/enrollments/shown.ts';
import { organization } from '../programs/situation.ts';
import { glimpses, instants, programs, scopesOf, standing } from './glimpses.ts';
import { fill, nameOf, openPartners } from './organizations.ts';

const database = await openPartners();
afterAll(database.close);

/** Numbers that sort as text. */
const mpnIds = ['1', '10', '100', '2', '21', '9'];
const programIds = ['a', 'a-b', 'ab', 'b'];
const pairs = mpnIds.flatMap((mpnId) => programIds.map((programId) => ({ mpnId, programId })));

const contents = fc.record({
  locations: fc.subarray(mpnIds, { minLength: 1 }),
  offered: fc.tuple(...programIds.map((id) => programs.map((one) => ({ ...one, id })))),
  states: fc.tuple(...pairs.map(() => fc.option(glimpses, { nil: undefined }))),
});
const filters: fc.Arbitrary<Filter> = fc.record(
  {
    program: fc.constantFrom(...programIds),
    location: fc.constantFrom(...mpnIds),
    status: fc.constantFrom(...StatusShown.options),
  },
  { requiredKeys: [] },
);
const viewers = fc
  .record({
    operator: fc.boolean(),
    accountAdministrator: fc.boolean(),
    incentivesAdministrator: scopesOf(mpnIds, programIds),
    incentivesUser: scopesOf(mpnIds, programIds),
  })
  .map(standing);
const askings = fc.record({
  standing: viewers,
  filter: filters,
  now: instants,
  size: fc.integer({ min: 1, max: 9 }),
});

/** Everything there is, looked at one by one. */
function simply(
  { standing: viewer, programs: offered, filter, now }: Overview,
  all: Glimpse[],
  locations: string[],
) {
  const scopes = [...viewer.incentivesAdministrator, ...viewer.incentivesUser];
  const administrator = viewer.operator || viewer.accountAdministrator;
  return locations.flatMap((mpnId) =>
    offered.flatMap((program) => {
      const place = { mpnId, programId: program.id };
      const state = all.find((one) => rowKey(one) === rowKey(place));
      const isOpen = program.openToAll && program.state === 'active';
      if (!(covers(scopes, place) ? state || isOpen : state && administrator)) return [];
      const administers = viewer.operator || covers(viewer.incentivesAdministrator, place);
      const status = statusShown(state, program, { administers, now });
      if ((filter.location ?? mpnId) !== mpnId || (filter.program ?? program.id) !== program.id) return [];
      return (filter.status ?? status) === status ? [`${rowKey(place)} ${nameOf(mpnId)} ${status}`] : [];
    }),
  );
}

async function walked(overview: Overview, size: number): Promise<string[]> {
  const seen: string[] = [];
  let after: RowKey | undefined;
  do {
    const { rows, next } = await readOverview(database.partners, overview, { size, after });
    expect(rows.length).toBeLessThanOrEqual(size);
    seen.push(...rows.map((row) => `${rowKey(row)} ${row.location} ${row.status}`));
    after = next;
  } while (after);
  return seen;
}

let founded = 0;

test('each row once, in order, whoever looks for whatever', async () => {
  await fc.assert(
    fc.asyncProperty(contents, fc.array(askings, { minLength: 6, maxLength: 6 }), async (found, asked) => {
      founded += 1;
      const organizationId = `organization-${founded}`;
      const enrollments = pairs.flatMap((pair, at) => {
        const state = found.states[at];
        return state && found.locations.includes(pair.mpnId) ? [{ ...pair, ...state }] : [];
      });
      await fill(database.partners, { organizationId, mpnIds: found.locations, enrollments });
      for (const { standing: viewer, filter, now, size } of asked) {
        const overview: Overview = {
          organization: { ...organization(), organizationId },
          roster: emptyRoster(organizationId),
          programs: found.offered.filter(({ id }) => (filter.program ?? id) === id),
          ...{ standing: viewer, filter, now: new Date(now) },
        };
        const expected = simply(overview, enrollments, found.locations);
        expect(await walked(overview, size)).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
});

/** The pages of a home, against one that looks at every enrollment: any organization, person and administrators. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { emptyRoster } from '../../../shared/access/roster.ts';
import { type Candidate, cardAt, type Home } from '../../../shared/enrollments/home.ts';
import { readCards } from '../../../shared/enrollments/home-store.ts';
import type { RowKey } from '../../../shared/enrollments/places.ts';
import { glimpses, instants, programs, scopesOf, standing } from './glimpses.ts';
import { fill, nameOf, openPartners } from './organizations.ts';
import { ines } from './subject.ts';

const database = await openPartners();
afterAll(database.close);

const mpnIds = ['1', '10', '2'];
const programIds = ['a', 'a-b', 'b'];
const pairs = mpnIds.flatMap((mpnId) => programIds.map((programId) => ({ mpnId, programId })));
const occasions = [1, 2, 3].map((n) => `0c000000-0000-4000-8000-00000000000${n}`);

const history = fc.array(
  fc.record({
    what: fc.constantFrom('invite', 'unattend', 'enroll', 'adjust', 'reject', 'complete'),
    occasion: fc.constantFrom(...occasions),
  }),
  { maxLength: 5 },
);
const candidates = fc
  .record({ state: glimpses, history })
  .map(({ state, history: steps }) => ({ ...state, history: steps }));
const homes = fc.record({
  viewer: fc
    .record({
      globalAdministrator: fc.boolean(),
      accountAdministrator: fc.boolean(),
      incentivesAdministrator: scopesOf(mpnIds, programIds),
    })
    .map(standing),
  others: scopesOf(mpnIds, programIds),
  offered: fc.tuple(...programIds.map((id) => programs.map((one) => ({ ...one, id })))),
  states: fc.tuple(...pairs.map(() => fc.option(candidates, { nil: undefined }))),
  now: instants,
  size: fc.integer({ min: 1, max: 4 }),
  isPutAway: fc.array(fc.boolean(), { minLength: pairs.length, maxLength: pairs.length }),
});

let founded = 0;

test('each card of theirs that they have not put away, once, in order, and nobody else is asked to act', async () => {
  await fc.assert(
    fc.asyncProperty(homes, async ({ viewer, others, offered, states, now, size, isPutAway }) => {
      founded += 1;
      const organizationId = `organization-${founded}`;
      const scopes = [...viewer.incentivesAdministrator, ...others];
      const roster = {
        ...emptyRoster(organizationId),
        incentivesAdministrators: scopes.length > 0 ? [{ memberId: ines, scopes }] : [],
      };
      const home: Home = { roster, programs: offered, standing: viewer, now: new Date(now) };
      const enrollments = pairs.flatMap((pair, at): Candidate[] => {
        const state = states[at];
        return state ? [{ ...pair, ...state }] : [];
      });
      await fill(database.partners, { organizationId, mpnIds, enrollments });

      const all = enrollments.map((state) => cardAt(home, state)?.cardId);
      const putAway = new Set(
        all.filter((id, at): id is string => id !== undefined && isPutAway[at] === true),
      );
      const shown = { home, organizationId, putAway, portalUrl: 'https://portal.example' };
      const seen: string[] = [];
      let after: RowKey | undefined;
      do {
        const { cards, next } = await readCards(database.partners, shown, { size, after });
        for (const { cardId, mpnId, location } of cards) {
          expect(location).toBe(nameOf(mpnId));
          seen.push(cardId);
        }
        after = next;
      } while (after);
      expect(seen).toEqual(all.filter((id) => id !== undefined && !putAway.has(id)));
    }),
    { numRuns: 150 },
  );
});

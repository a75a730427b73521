/** Figures as they are sent and as they are stored, which may be in a shape of before. */
import { describe, expect, test } from 'vitest';
import { LocationFacts } from '../../../shared/organizations/location-facts.ts';
import { Location } from '../../../shared/organizations/organization.ts';
import { facts, location } from '../programs/situation.ts';

const terms = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 1]));
const withActivity = (activity: unknown) => ({ ...facts, activity });
const stored = (activity: unknown) => ({ ...location(), facts: withActivity(activity) });

describe('given the activity of one term only, as it was written before', () => {
  const old = { hosting: { term: 'FY26', count: 3 }, csp: { term: 'FY27', count: 0 } };

  test('when it is stored, then it is read as that of this term', () => {
    const activity = { hosting: { FY26: 3 }, csp: { FY27: 0 } };
    expect(Location.parse(stored(old)).facts).toEqual(withActivity(activity));
  });

  test('when it is sent, then it is refused', () => {
    expect(LocationFacts.safeParse(withActivity(old)).success).toBe(false);
  });

  test('when it is no term or no count, then it is no document', () => {
    for (const wrong of [{ term: '2026', count: 3 }, { term: 'FY26', count: -1 }, { term: 'FY26' }])
      expect(Location.safeParse(stored({ hosting: wrong })).success).toBe(false);
  });
});

test.each<[string, unknown, boolean]>([
  ['no program', {}, true],
  ['two terms', { hosting: terms('FY26', 'FY27') }, true],
  ['five terms', { hosting: terms('FY23', 'FY24', 'FY25', 'FY26', 'FY27') }, true],
  ['six terms', { hosting: terms('FY22', 'FY23', 'FY24', 'FY25', 'FY26', 'FY27') }, false],
  ['what is no term', { hosting: terms('2027') }, false],
  ['half a deal', { hosting: { FY27: 0.5 } }, false],
])('activity may hold %s: %o is %o', (_, activity, accepted) => {
  expect(LocationFacts.safeParse(withActivity(activity)).success).toBe(accepted);
  expect(Location.safeParse(stored(activity)).success).toBe(accepted);
});

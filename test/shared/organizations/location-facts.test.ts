/** Figures as they are sent and as they are stored. */
import { expect, test } from 'vitest';
import { LocationFacts } from '../../../shared/organizations/location-facts.ts';
import { Location } from '../../../shared/organizations/organization.ts';
import { facts, location } from '../programs/situation.ts';

const terms = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 1]));
const withActivity = (activity: unknown) => ({ ...facts, activity });
const stored = (activity: unknown) => ({ ...location(), facts: withActivity(activity) });

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

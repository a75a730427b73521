/** Whatever befalls the instances that end terms: every enrollment is as if one had taken them one after the other, undisturbed, and there is one letter document for each letter. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../infra/local/host/azurite.ts';
import { endTerms, type Figures, missing } from './rollover-run.ts';

let azurite: Azurite;
const lives: Figures[] = [];
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

test.each([1, 2, 3, 4, 5])('two boundaries of 2,000 enrollments, seed %i', async (seed) => {
  lives.push(await endTerms(azurite.connectionString, { seed, enrollments: 2_000, deeds: 120 }));
});

test('each kind of fault befell them', () => {
  expect(missing(lives)).toEqual([]);
});

/** More and longer ends of terms than test/deep has. Says what happened, and what befell the instances. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../infra/local/host/azurite.ts';
import { endTerms, type Figures, missing } from '../deep/rollover-run.ts';

let azurite: Azurite;
const lives: Figures[] = [];
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

const seeds = Array.from({ length: 10 }, (_, n) => n + 101);

test.each(seeds)('two boundaries of 20,000 enrollments, seed %i', async (seed) => {
  const figures = await endTerms(azurite.connectionString, { seed, enrollments: 20_000, deeds: 1_200 });
  console.log(JSON.stringify(figures));
  lives.push(figures);
});

test('each kind of fault befell them', () => {
  expect(missing(lives)).toEqual([]);
});

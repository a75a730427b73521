/** More and longer ends of terms than test/deep has. Says what happened. */
import { afterAll, beforeAll, test } from 'vitest';
import { type Azurite, startAzurite } from '../../infra/local/host/azurite.ts';
import { endTerms } from '../deep/rollover-run.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

const seeds = Array.from({ length: 10 }, (_, n) => n + 101);

test.each(seeds)('two boundaries of 20,000 enrollments, seed %i', async (seed) => {
  const figures = await endTerms(azurite.connectionString, { seed, enrollments: 20_000, deeds: 1_200 });
  console.log(JSON.stringify(figures));
});

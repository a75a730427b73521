/** One life of many enrollments over two boundaries, by a seed, and what must be true of it. */
import { expect } from 'vitest';
import { check, heal } from './rollover-check.ts';
import { live } from './rollover-deeds.ts';
import { startWorld } from './rollover-world.ts';

export interface Life {
  seed: number;
  enrollments: number;
  deeds: number;
}

/** @returns figures of what happened. */
export async function endTerms(queues: string, { seed, enrollments, deeds }: Life) {
  const world = await startWorld(queues, { seed, enrollments });
  try {
    const acts = await live(world, deeds);
    await heal(world);
    const counts = await check(world, acts);
    expect(counts.boundaries).toBeGreaterThan(enrollments / 2);
    expect(counts.lapses).toBeGreaterThan(enrollments / 20);
    return { seed, ...counts, acts: acts.length, answered: acts.filter(({ done }) => done).length };
  } finally {
    await world.close();
  }
}

/** One life of many enrollments over two boundaries, by a seed, and what must be true of it. */
import { expect } from 'vitest';
import { check, heal } from './rollover-check.ts';
import { live } from './rollover-deeds.ts';
import { drain } from './rollover-messages.ts';
import { startWorld } from './rollover-world.ts';

export interface Life {
  seed: number;
  enrollments: number;
  deeds: number;
}

export type Figures = Awaited<ReturnType<typeof endTerms>>;

/** @returns figures of what happened. */
export async function endTerms(queues: string, { seed, enrollments, deeds }: Life) {
  const world = await startWorld(queues, { seed, enrollments });
  try {
    const acts = await live(world, { seed, deeds });
    // What those had in hand who died comes again after seconds. Counted before the instances are stopped for good.
    world.cosmos.faults.clear();
    await drain(world);
    const befell = { ...world.befell, ...world.workers.counts };
    await heal(world);
    const counts = await check(world, acts);
    expect(counts.boundaries).toBeGreaterThan(enrollments / 2);
    expect(counts.lapses).toBeGreaterThan(enrollments / 20);
    const sure = acts.filter(({ done }) => done !== undefined);
    const answered = sure.filter(({ done }) => done).length;
    const said = {
      actsAnswered: answered,
      actsRefused: sure.length - answered,
      actsFailed: acts.length - sure.length - counts.actsUnheard,
    };
    return { seed, ...counts, ...said, ...befell };
  } finally {
    await world.close();
  }
}

/** The figures that are 0 in all of these lives: what is true of them shows nothing about what never happened. */
export function missing(lives: Figures[]): string[] {
  const names = new Set(lives.flatMap((life) => Object.keys(life) as (keyof Figures)[]));
  return [...names].filter((name) => lives.every((life) => life[name] === 0));
}

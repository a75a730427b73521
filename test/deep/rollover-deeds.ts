/** What happens while terms end, one thing after another at random: people act, instances die, messages come twice or not at all, the database refuses, the clock moves on. */
import { type Act, act } from './rollover-acts.ts';
import { hour, lose, repeat } from './rollover-messages.ts';
import { troubles } from './rollover-troubles.ts';
import type { World } from './rollover-world.ts';

/** Terms end at eleven in the morning, at midnight and at eleven again, by the clock of UTC; twice. */
const moments = [2027, 2028].flatMap((year) => [
  `${year}-06-30T11:05:00.000Z`,
  `${year}-07-01T00:05:00.000Z`,
  `${year}-07-01T11:05:00.000Z`,
]);

export async function live(world: World, { seed, deeds }: { seed: number; deeds: number }): Promise<Act[]> {
  const acts: Act[] = [];
  const each = Math.ceil(deeds / moments.length);
  for (const [n, moment] of moments.entries()) {
    const trouble = troubles[(seed + n) % troubles.length];
    await trouble?.before?.(world);
    world.clock.now = new Date(moment);
    world.workers.tell();
    await trouble?.befall(world, acts);
    for (let left = each; left > 0; left -= 1) await happen(world, acts);
  }
  return acts;
}

async function happen(world: World, acts: Act[]): Promise<void> {
  const { random, cosmos, workers } = world;
  const times = 1 + random(12);
  const kinds: [number, () => unknown][] = [
    [60, async () => acts.push(...(await act(world)))],
    [6, () => workers.replace(random(4))],
    [5, () => cosmos.faults.add({ status: 429, retryAfterMs: 1, times })],
    [5, () => cosmos.faults.add({ status: 503, times: 1 + random(4) })],
    // A read that is dropped the SDK repeats, a second later; what becomes of a write is ours to find out.
    [
      5,
      () =>
        cosmos.faults.add({ operation: 'batch', drop: true, after: random(2) === 0, times: 1 + random(4) }),
    ],
    [8, () => repeat(world)],
    [3, () => lose(world)],
    [8, () => hour(world)],
  ];
  let lot = random(kinds.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, deed] of kinds) {
    lot -= weight;
    if (lot < 0) {
      await deed();
      return;
    }
  }
}

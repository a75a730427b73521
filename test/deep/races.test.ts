/** A hundred rounds of fifty revocations of the two last administrators. */
import { expect, test } from 'vitest';
import { usePrograms } from '../functions/enrolling.ts';
import { revocations } from '../functions/revocations.ts';

const scene = usePrograms();

test('one always remains, or it was acknowledged', async () => {
  const rounds = await revocations(scene.cloud, 100);
  for (const { left, statuses, acknowledged } of rounds) {
    expect([...statuses].filter((status) => ![204, 409, 503].includes(status))).toEqual([]);
    expect(left.length === 1 || acknowledged).toBe(true);
  }
  expect(rounds.some(({ left }) => left.length === 0)).toBe(true);
}, 280_000);

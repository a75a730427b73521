import { expect, test } from 'vitest';
import { createClock } from '../../../../infra/local/host/clock.ts';

const noon = new Date('2030-06-01T12:00:00Z');
const one = new Date('2030-06-01T13:00:00Z');

test('it starts with the machine unless told an instant', () => {
  expect(Math.abs(createClock().now().getTime() - Date.now())).toBeLessThan(1000);
  expect(createClock(noon).now().getTime() - noon.getTime()).toBeLessThan(1000);
});

test('it goes on from the instant it was moved to, as fast as the machine', async () => {
  const clock = createClock(noon);
  clock.moveTo(one);
  const before = clock.now();

  await new Promise((resolve) => setTimeout(resolve, 40));

  expect(before.getTime()).toBeGreaterThanOrEqual(one.getTime());
  expect(clock.now().getTime() - before.getTime()).toBeGreaterThanOrEqual(35);
  expect(clock.now().getTime() - before.getTime()).toBeLessThan(1000);
});

test('it refuses to go back, and an instant that is none', () => {
  const clock = createClock(one);

  expect(() => clock.moveTo(noon)).toThrow('cannot be moved back from 2030-06-01T13:00:0');
  expect(() => clock.moveTo(new Date('tomorrow'))).toThrow('not an instant');
  expect(() => createClock(new Date('tomorrow'))).toThrow('not an instant');
});

test('listeners hear of moves until they leave', () => {
  const clock = createClock(noon);
  const heard: Date[] = [];
  const leave = clock.onMove((to) => heard.push(to));

  clock.moveTo(one);
  leave();
  clock.moveTo(new Date('2031-01-01T00:00:00Z'));

  expect(heard).toEqual([one]);
});

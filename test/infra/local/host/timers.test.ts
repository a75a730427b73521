import { expect, test } from 'vitest';
import { daily, hourly, never, runsOf, startTimers, yearly } from './timer-fixture.ts';

test('a moved clock runs each timer passed once, past due, in order of the last occurrence missed', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00Z', yearly, hourly, daily, never);

  await fixture.host.moveClock(new Date('2026-07-02T10:15:00Z'));

  const runs = await runsOf(fixture);
  expect(runs.map(({ name, ended, timer }) => [name, ended, timer.isPastDue])).toEqual([
    ['yearly', true, true],
    ['daily', true, true],
    ['hourly', true, true],
  ]);
  expect(runs[2]?.now).toMatch(/^2026-07-02T10:15:0/);
});

test('timers that were passed run one after the other', async () => {
  const slow = { ...hourly, name: 'slow', ms: 60 };
  const fixture = await startTimers('2026-06-29T12:30:00Z', { ...slow, schedule: '0 59 * * * *' }, hourly);

  await fixture.host.moveClock(new Date('2026-06-29T13:00:00Z'));

  const [first, second] = await runsOf(fixture);
  expect([first?.name, second?.name]).toEqual(['slow', 'hourly']);
  expect(Date.parse(second?.now ?? '') - Date.parse(first?.now ?? '')).toBeGreaterThanOrEqual(55);
});

test('a move that passes nothing runs nothing; the next one that does counts from there', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00Z', hourly);

  await fixture.host.moveClock(new Date('2026-06-29T12:59:00Z'));
  expect(await runsOf(fixture)).toEqual([]);
  await fixture.host.moveClock(new Date('2026-06-29T13:00:00Z'));
  await fixture.host.moveClock(new Date('2026-06-29T13:30:00Z'));
  await fixture.host.moveClock(new Date('2026-06-29T16:30:00Z'));

  const runs = await runsOf(fixture);
  expect(runs.map(({ timer }) => timer.scheduleStatus)).toEqual([
    {
      last: '0001-01-01T00:00:00.000Z',
      next: '2026-06-29T13:00:00.000Z',
      lastUpdated: '0001-01-01T00:00:00.000Z',
    },
    {
      last: expect.stringMatching(/^2026-06-29T13:00:0/),
      next: '2026-06-29T14:00:00.000Z',
      lastUpdated: expect.stringMatching(/^2026-06-29T13:00:0/),
    },
  ]);
});

test('time that goes by runs a timer at its occurrence, not past due', async () => {
  const fixture = await startTimers('2026-06-29T12:59:59.800Z', hourly, { ...hourly, name: 'again' });

  await expect.poll(() => runsOf(fixture), { timeout: 3000 }).toHaveLength(2);

  const [run] = await runsOf(fixture);
  expect(run?.timer.isPastDue).toBe(false);
  expect(run?.now).toMatch(/^2026-06-29T13:00:0/);
});

test('a schedule within the minute goes on, and has no status', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00.900Z', { name: 'quick', schedule: '* * * * * *' });

  await expect.poll(() => runsOf(fixture), { timeout: 3000 }).toHaveLength(2);

  expect((await runsOf(fixture)).map(({ timer }) => timer.scheduleStatus)).toEqual([null, null]);
});

import { expect, test } from 'vitest';
import { startFixture } from './fixture-app.ts';
import { daily, hourly, runsOf, startTimers } from './timer-fixture.ts';

test('a timer that fails is logged and keeps its schedule', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00Z', { ...hourly, fails: true });

  await fixture.host.moveClock(new Date('2026-06-29T13:00:00Z'));
  await fixture.host.moveClock(new Date('2026-06-29T14:00:00Z'));

  expect(await runsOf(fixture)).toHaveLength(2);
  const errors = fixture.lines.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(2);
  expect(errors[0]?.message).toContain('hourly failed');
});

test('a timer may run at start, and its lines reach the log', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00Z', { ...hourly, runOnStartup: true });

  await fixture.host.drain();

  expect(await runsOf(fixture)).toHaveLength(1);
  expect(fixture.lines).toContainEqual({
    level: 'warning',
    category: 'Function.hourly.User',
    message: 'hourly runs',
  });
});

test('run by hand, it ends before the promise does and its schedule stays', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00Z', { ...hourly, ms: 30 }, { ...daily, fails: true });

  await fixture.host.runTimer('HOURLY');
  await expect(fixture.host.runTimer('daily')).rejects.toThrow('daily failed');
  await expect(fixture.host.runTimer('unknown')).rejects.toThrow('no timer "unknown"');
  await fixture.host.runTimer('hourly');

  const runs = await runsOf(fixture);
  expect(runs.map(({ name, ended }) => [name, ended])).toEqual([
    ['hourly', true],
    ['daily', true],
    ['hourly', true],
  ]);
  expect(runs[2]?.timer.scheduleStatus?.last).toBe('0001-01-01T00:00:00.000Z');
});

test('a timer never runs twice at once', async () => {
  const fixture = await startTimers('2026-06-29T12:00:00Z', { ...hourly, ms: 50 });

  await Promise.all([
    fixture.host.runTimer('hourly'),
    fixture.host.moveClock(new Date('2026-06-29T13:00:00Z')),
  ]);

  const [first, second] = await runsOf(fixture);
  expect(Date.parse(second?.now ?? '') - Date.parse(first?.now ?? '')).toBeGreaterThanOrEqual(45);
});

test.each([
  ['0 0 * * *', /"wrong".*six fields/],
  ['0 0 0 31 2 *', /"wrong".*never occurs/],
  ['%MISSING%', /"wrong".*setting "MISSING" is missing/],
])('the schedule %s stops the start', async (schedule, message) => {
  await expect(startTimers('2026-06-29T12:00:00Z', { name: 'wrong', schedule })).rejects.toThrow(message);
});

test('a schedule may come from a setting', async () => {
  const { host } = await startFixture('timers', {
    settings: { TIMERS: '[{"name":"set","schedule":"%WHEN%"}]', WHEN: '0 5 * * * *' },
  });

  expect(host.functions).toContainEqual({ name: 'set', kind: 'timer', detail: '0 5 * * * *' });
});

test('a retry policy is not played', async () => {
  const retry = { strategy: 'fixedDelay', delayInterval: 1000, maxRetryCount: 2 };

  await expect(startTimers('2026-06-29T12:00:00Z', { ...hourly, retry })).rejects.toThrow(
    /"hourly".*retry policy/,
  );
});

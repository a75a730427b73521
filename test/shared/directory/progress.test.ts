/** How a sync gets on: taken over, postponed, ended. */
import { describe, expect, test } from 'vitest';
import { bind, Directory, requestSync } from '../../../shared/directory/directory.ts';
import {
  advance,
  beginSync,
  fail,
  isWorkedBy,
  postpone,
  resumesFrom,
  startOver,
  succeed,
} from '../../../shared/directory/progress.ts';
import { isMoving, isWaiting } from '../../../shared/directory/sync.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const [first, second] = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'];
const at = (minute: number) => new Date(Date.UTC(2026, 7, 15, 12, minute));
const nextPage = 'https://graph.microsoft.com/v1.0/users/delta?$skiptoken=2';
const changes = 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=1';

const bound = bind({ organizationId: 'contoso', tenantId, settings: { scope: 'all', mappings: [] } });
const requested = requestSync(bound, { syncId: 'one', now: at(0) });
const running = beginSync(requested, first, at(1));
const halfway = advance(running, { read: 200, changed: 80, checkpoint: nextPage }, at(2));
const ended = succeed(advance(halfway, { read: 201, changed: 1, checkpoint: changes }, at(3)), [], at(3));

describe('a sync under way', () => {
  test('keeps count and place', () => {
    expect(halfway.sync).toMatchObject({ state: 'running', read: 200, changed: 80 });
    expect(resumesFrom(halfway)).toBe(nextPage);
    expect(Directory.parse(JSON.parse(JSON.stringify(halfway)))).toEqual(halfway);
  });

  test('adds up what changed, also where a batch gets no further', () => {
    const step = advance(halfway, { read: 200, changed: 5, checkpoint: undefined }, at(2));
    expect(step.sync).toMatchObject({ read: 200, changed: 85 });
    expect(resumesFrom(step)).toBe(nextPage);
  });

  test('belongs to the worker that took it over, and to no other', () => {
    const taken = beginSync(halfway, second, at(13));
    expect(isWorkedBy(taken, { syncId: 'one', worker: second })).toBe(true);
    expect(isWorkedBy(taken, { syncId: 'one', worker: first })).toBe(false);
    expect(isWorkedBy(taken, { syncId: 'two', worker: second })).toBe(false);
    expect(isWorkedBy(ended, { syncId: 'one', worker: first })).toBe(false);
    expect(taken.sync).toMatchObject({ startedAt: '2026-08-15T12:01:00.000Z', read: 200 });
  });

  test.each([
    [halfway.sync, 11, true],
    [halfway.sync, 12, false],
    [requested.sync, 9, true],
    [requested.sync, 10, false],
    [ended.sync, 4, false],
  ])('stands still ten minutes after its last step (%#)', (sync, minute, moving) => {
    expect(sync && isMoving(sync, at(minute))).toBe(moving);
  });
});

describe('the end of a sync', () => {
  test('shows the directory as connected', () => {
    expect(ended).toMatchObject({ state: 'connected', sync: { state: 'succeeded', read: 201, changed: 81 } });
    expect(ended.sync?.finishedAt).toBe('2026-08-15T12:03:00.000Z');
  });

  test('without consent says so, and what to do', () => {
    const failed = fail(running, 'consentMissing', at(2));
    expect(failed).toMatchObject({ state: 'consentMissing', sync: { state: 'failed' } });
    expect(failed.sync?.fault).toMatchObject({ code: 'consentMissing' });
    expect(failed.sync?.fault?.message).toContain('consentUrl');
  });

  test('by a passing fault keeps the connection and the place', () => {
    const failed = fail(
      advance(
        beginSync(requestSync(ended, { syncId: 'two', now: at(5) }), first, at(5)),
        { read: 1, changed: 0, checkpoint: nextPage },
        at(5),
      ),
      'unavailable',
      at(6),
    );
    expect(failed).toMatchObject({ state: 'connected', sync: { state: 'failed' } });
    expect(resumesFrom(failed)).toBe(nextPage);
  });
});

describe('a directory that asks for peace', () => {
  const waiting = postpone(halfway, 1200, at(4));

  test('gets it: the sync waits, and goes on where it was', () => {
    expect(waiting.sync).toMatchObject({
      state: 'requested',
      read: 200,
      notBefore: '2026-08-15T12:24:00.000Z',
    });
    expect(isWorkedBy(waiting, { syncId: 'one', worker: first })).toBe(false);
    expect(waiting.sync && [23, 24].map((minute) => isWaiting(waiting.sync, at(minute)))).toEqual([
      true,
      false,
    ]);
    expect(waiting.sync && [23, 24].map((minute) => isMoving(waiting.sync, at(minute)))).toEqual([
      true,
      false,
    ]);
    expect(resumesFrom(waiting)).toBe(nextPage);
    expect(beginSync(waiting, second, at(25)).sync).toMatchObject({ state: 'running', worker: second });
    expect(beginSync(waiting, second, at(25)).sync.notBefore).toBeUndefined();
  });

  test('for longer than an hour is believed for an hour', () => {
    expect(postpone(halfway, 100_000, at(0)).sync?.notBefore).toBe('2026-08-15T13:00:00.000Z');
  });
});

describe('a lost link', () => {
  const again = startOver(halfway, at(4));

  test('begins with everybody again', () => {
    expect(resumesFrom(again)).toBeUndefined();
    expect(again.sync).toMatchObject({ state: 'running', worker: first });
  });

  test('never goes on halfway, until everybody was read', () => {
    const stopped = advance(again, { read: 400, changed: 0, checkpoint: nextPage }, at(5));
    expect(resumesFrom(stopped)).toBeUndefined();
    const done = succeed(advance(stopped, { read: 401, changed: 0, checkpoint: changes }, at(6)), [], at(6));
    expect(resumesFrom(done)).toBe(changes);
  });
});

/** One sync at a time: asked for, joined, taken over, ended. */
import { describe, expect, test } from 'vitest';
import {
  advance,
  beginSync,
  bind,
  Directory,
  fail,
  isWorkedBy,
  requestSync,
  resumesFrom,
  startOver,
  succeed,
} from '../../../shared/directory/directory.ts';
import { isMoving } from '../../../shared/directory/sync.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const [first, second] = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'];
const at = (minute: number) => new Date(Date.UTC(2026, 7, 15, 12, minute));
const nextPage = 'https://graph.microsoft.com/v1.0/users/delta?$skiptoken=2';
const changes = 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=1';

const bound = bind('contoso', tenantId);
const requested = requestSync(bound, { syncId: 'one', now: at(0) });
const running = beginSync(requested, first, at(1));
const halfway = advance(running, { read: 200, changed: 80, checkpoint: nextPage }, at(2));
const ended = succeed(advance(halfway, { read: 201, changed: 1, checkpoint: changes }, at(3)), at(3));

describe('asking for a sync', () => {
  test('of a directory that has none makes a new one', () => {
    expect(requested.sync).toMatchObject({ syncId: 'one', state: 'requested', read: 0, changed: 0 });
    expect(requested.sync.requestedAt).toBe('2026-08-15T12:00:00.000Z');
  });

  test.each([
    ['requested', requested],
    ['running', halfway],
  ])('joins the one that is %s', (_, directory) => {
    expect(requestSync(directory, { syncId: 'two', now: at(5) }).sync).toBe(directory.sync);
  });

  test('again under the same name changes nothing once it is over', () => {
    expect(requestSync(ended, { syncId: 'one', now: at(5) }).sync).toBe(ended.sync);
  });

  test('under another name after it is over makes a new one that goes on from there', () => {
    const next = requestSync(ended, { syncId: 'two', now: at(5) });
    expect(next.sync).toMatchObject({ syncId: 'two', state: 'requested', read: 0 });
    expect(next.sync.finishedAt).toBeUndefined();
    expect(resumesFrom(next)).toBe(changes);
  });
});

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

describe('a lost link', () => {
  const again = startOver(halfway, at(4));

  test('begins with everybody again', () => {
    expect(resumesFrom(again)).toBeUndefined();
    expect(again.sync).toMatchObject({ state: 'running', worker: first });
  });

  test('never goes on halfway, until everybody was read', () => {
    const stopped = advance(again, { read: 400, changed: 0, checkpoint: nextPage }, at(5));
    expect(resumesFrom(stopped)).toBeUndefined();
    const done = succeed(advance(stopped, { read: 401, changed: 0, checkpoint: changes }, at(6)), at(6));
    expect(resumesFrom(done)).toBe(changes);
  });
});

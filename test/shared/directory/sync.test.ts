/** Whether a sync gets on, and what is said of it. */
import { describe, expect, test } from 'vitest';
import {
  bind,
  Directory,
  DirectoryState,
  directoryId,
  requestSync,
} from '../../../shared/directory/directory.ts';
import {
  isMoving,
  isUnderWay,
  isWaiting,
  remedies,
  Sync,
  SyncId,
  SyncView,
  warningOf,
} from '../../../shared/directory/sync.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 7, 15, 12, minute));
const groupId = '99999999-0000-4000-8000-000000000001';
const sync = (own: Partial<Sync> = {}): Sync => ({
  ...{ syncId: 'one', state: 'running', requestedAt: at(0).toISOString(), movedAt: at(0).toISOString() },
  ...{ read: 0, changed: 0 },
  ...own,
});

test.each([
  ['requested', true],
  ['running', true],
  ['succeeded', false],
  ['failed', false],
] as const)('given one that is %s, then it is under way: %s', (state, underWay) => {
  expect(isUnderWay(sync({ state }))).toBe(underWay);
  expect(isMoving(sync({ state }), at(1))).toBe(underWay);
  expect(Sync.parse(sync({ state }))).toEqual(sync({ state }));
});

describe('given one under way', () => {
  test('when it has stood still for ten minutes, then it does not move', () => {
    expect(isMoving(sync(), new Date(at(10).getTime() - 1))).toBe(true);
    expect(isMoving(sync(), at(10))).toBe(false);
  });

  test('when the directory asked for peace, then it waits, and moves all the same', () => {
    const waiting = sync({ notBefore: at(30).toISOString() });
    expect([at(29), at(30)].map((now) => isWaiting(waiting, now))).toEqual([true, false]);
    expect([at(29), at(30)].map((now) => isMoving(waiting, now))).toEqual([true, false]);
    expect(isWaiting(sync(), at(0))).toBe(false);
  });
});

test('a warning names its group, a remedy says what comes next', () => {
  for (const code of ['groupUnknown', 'rosterFull'] as const) {
    const warning = warningOf(code, groupId);
    expect(warning).toMatchObject({ code, groupId, message: expect.stringContaining(groupId) });
    const whole = sync({ warnings: [warning] });
    expect(Sync.parse(whole)).toEqual(whole);
  }
  for (const code of ['consentMissing', 'linkExpired', 'unavailable'] as const) {
    const whole = sync({ state: 'failed', fault: { code, message: remedies[code] } });
    expect(Sync.parse(whole)).toEqual(whole);
    expect(remedies[code]).toContain('next sync');
  }
});

test('its readers see how it stands, and nothing of its workers', () => {
  const worker = 'aaaaaaaa-0000-4000-8000-000000000001';
  const { movedAt: _, ...view } = sync({ startedAt: at(1).toISOString(), finishedAt: at(2).toISOString() });
  expect(SyncView.parse(sync({ ...view, worker, joined: ['two'] }))).toEqual(view);
});

test('its readers see until when it waits, what is wrong, and what it could not do', () => {
  const told = sync({
    ...{ notBefore: at(9).toISOString(), fault: { code: 'unavailable', message: remedies.unavailable } },
    warnings: [warningOf('rosterFull', groupId)],
  });
  const { movedAt: _, ...view } = told;
  expect(SyncView.parse(told)).toEqual(view);
});

describe('given a directory that is bound', () => {
  const bond = { organizationId: 'contoso', tenantId: groupId };
  const mapping = { groupId, role: 'accountAdministrator' as const };

  test('when groups are to give roles, then that is remembered from the beginning', () => {
    expect(bind({ ...bond, settings: { scope: 'all', mappings: [mapping] } }).mapped).toBe(true);
    expect(bind({ ...bond, settings: { scope: 'all', mappings: [] } })).not.toHaveProperty('mapped');
  });

  test('when it asked for peace, then the next sync waits too', () => {
    const notBefore = at(30).toISOString();
    const bound = bind({ ...bond, settings: { scope: 'all', mappings: [] } });
    const failed = { ...bound, sync: sync({ state: 'failed', notBefore }) };
    expect(requestSync(failed, { syncId: 'two', now: at(5) }).sync).toMatchObject({
      syncId: 'two',
      notBefore,
    });
    expect(requestSync(bound, { syncId: 'two', now: at(5) }).sync).not.toHaveProperty('notBefore');
  });
});

test.each([
  ['a', true],
  ['0-z', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['', false],
  ['A', false],
  [' a', false],
  ['a ', false],
])('%j names a sync: %s', (name, accepted) => {
  expect(SyncId.safeParse(name).success).toBe(accepted);
});

test('a directory is read as it was written', () => {
  const tenantId = '11111111-1111-4111-8111-111111111111';
  const directory = {
    ...{
      kind: 'directory',
      schemaVersion: 1,
      id: directoryId(tenantId),
      organizationId: 'contoso',
      tenantId,
    },
    ...{ state: 'connected', scope: { groups: [groupId] }, mappings: [], mapped: true, rereading: true },
    ...{ checkpoint: 'https://graph.microsoft.com/v1.0/users/delta', sync: sync() },
  };
  expect(directory.id).toBe(`directory:${tenantId}`);
  expect(Directory.parse(directory)).toEqual(directory);
  for (const wrong of [{ kind: 'book' }, { mapped: false }, { rereading: false }, { state: 'lost' }])
    expect(Directory.safeParse({ ...directory, ...wrong }).success).toBe(false);
  const states = ['bound', 'connected', 'consentMissing'];
  expect(states.map((state) => DirectoryState.safeParse(state).success)).toEqual([true, true, true]);
  const tooMany = { groups: Array(21).fill(groupId) };
  expect(Directory.safeParse({ ...directory, scope: tooMany }).success).toBe(false);
});

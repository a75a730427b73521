/** One sync at a time: asked for, joined, configured anew. */
import { describe, expect, test } from 'vitest';
import { bind, configure, requestSync } from '../../../shared/directory/directory.ts';
import { advance, beginSync, isWorkedBy, resumesFrom, succeed } from '../../../shared/directory/progress.ts';
import { isKnownAs } from '../../../shared/directory/sync.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const first = 'aaaaaaaa-0000-4000-8000-000000000001';
const at = (minute: number) => new Date(Date.UTC(2026, 7, 15, 12, minute));
const nextPage = 'https://graph.microsoft.com/v1.0/users/delta?$skiptoken=2';
const changes = 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=1';

const bound = bind({ organizationId: 'contoso', tenantId, settings: { scope: 'all', mappings: [] } });
const requested = requestSync(bound, { syncId: 'one', now: at(0) });
const running = beginSync(requested, first, at(1));
const halfway = advance(running, { read: 200, changed: 80, checkpoint: nextPage }, at(2));
const ended = succeed(advance(halfway, { read: 201, changed: 1, checkpoint: changes }, at(3)), [], at(3));

describe('asking for a sync', () => {
  test('of a directory that has none makes a new one', () => {
    expect(requested.sync).toMatchObject({ syncId: 'one', state: 'requested', read: 0, changed: 0 });
    expect(requested.sync.requestedAt).toBe('2026-08-15T12:00:00.000Z');
  });

  test.each([
    ['requested', requested],
    ['running', halfway],
  ])('joins the one that is %s, which answers to both names', (_, directory) => {
    const { sync } = requestSync(directory, { syncId: 'two', now: at(5) });
    expect(sync).toEqual({ ...directory.sync, joined: ['two'] });
    expect(['one', 'two', 'three'].map((name) => isKnownAs(sync, name))).toEqual([true, true, false]);
  });

  test('under a name that joined before changes nothing, also once it is over', () => {
    const joined = requestSync(halfway, { syncId: 'two', now: at(2) });
    expect(requestSync(joined, { syncId: 'two', now: at(5) }).sync).toBe(joined.sync);
    const over = succeed(joined, [], at(3));
    expect(requestSync(over, { syncId: 'two', now: at(5) }).sync).toBe(over.sync);
  });

  test('very often keeps the latest names', () => {
    const names = Array.from({ length: 25 }, (_, n) => `n${n}`);
    const joined = names.reduce(
      (directory, syncId) => requestSync(directory, { syncId, now: at(2) }),
      halfway,
    );
    expect(joined.sync?.joined).toEqual(names.slice(5));
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

describe('other settings', () => {
  const groupId = '99999999-0000-4000-8000-000000000001';
  const mapping = { groupId, role: 'accountAdministrator' as const };
  const wish = { syncId: 'two', now: at(5) };

  test('are applied by a sync of their own, which goes on from the last one', () => {
    const next = configure(ended, { scope: 'all', mappings: [mapping] }, wish);
    expect(next).toMatchObject({
      mappings: [mapping],
      mapped: true,
      sync: { syncId: 'two', state: 'requested' },
    });
    expect(next.sync.joined).toBeUndefined();
    expect(resumesFrom(next)).toBe(changes);
  });

  test('end the sync under way: its worker writes nothing more, its askers see the new one', () => {
    const joined = requestSync(halfway, { syncId: 'also', now: at(3) });
    const next = configure(joined, { scope: 'all', mappings: [mapping] }, wish);
    expect(isWorkedBy(next, { syncId: 'one', worker: first })).toBe(false);
    expect(['one', 'also', 'two'].every((name) => isKnownAs(next.sync, name))).toBe(true);
    expect(resumesFrom(next)).toBe(nextPage);
  });

  test('with another scope read everybody', () => {
    const next = configure(ended, { scope: { groups: [groupId] }, mappings: [] }, wish);
    expect(resumesFrom(next)).toBeUndefined();
    expect(succeed(beginSync(next, first, at(6)), [], at(7)).rereading).toBeUndefined();
  });

  test('without mappings are known to give nothing once a sync took everything back', () => {
    const mapped = configure(ended, { scope: 'all', mappings: [mapping] }, wish);
    const cleared = configure(mapped, { scope: 'all', mappings: [] }, wish);
    expect(cleared.mapped).toBe(true);
    expect(succeed(cleared, [], at(7)).mapped).toBeUndefined();
    expect(succeed(mapped, [], at(7)).mapped).toBe(true);
  });
});

/** What the timers put on the queue, and what becomes of a message. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reconcileDueOrganizations, rollOverEndedTerms } from '../../functions/reconciliation.ts';
import { program } from '../shared/programs/situation.ts';
import { type Desk, enrollmentsOf, givenEnrolled, openDesk, termsOf } from './rollover-desk.ts';

const open = program({ id: 'open', openToAll: true });
const other = program({ id: 'other', openToAll: true });
const july = '2027-07-01T00:05:00.000Z';
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => `organization-${String(n).padStart(3, '0')}`);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(open, other);
});
afterEach(() => desk.close());

const given = (organizationId: string) =>
  givenEnrolled(desk.deps.partners, { organizationId, programs: [open, other] });

describe('the hourly timer', () => {
  test('names each organization once, in order of id, twenty-five to a message', async () => {
    const ids = numbered(60);
    for (const id of ids.toReversed()) await given(id);
    desk.held.now = new Date(july);
    await rollOverEndedTerms(desk.deps)(desk.log);
    const messages = [ids.slice(0, 25), ids.slice(25, 50), ids.slice(50)];
    expect(desk.held.messages).toEqual(messages.map((organizationIds) => ({ organizationIds })));
    await desk.drain();
    expect(desk.held.lines).toHaveLength(4);
    const counts = '{"organizations":25,"decisions":50,"failed":0,"by":';
    expect(desk.held.lines[1]).toBe(
      `log reconciled ${counts}{"open rollForward":25,"other rollForward":25}}`,
    );
  });

  test('names nobody while a message waits, and all who are left an hour later', async () => {
    await given('contoso');
    desk.held.messages.push({ organizationIds: [] });
    desk.held.now = new Date(july);
    await rollOverEndedTerms(desk.deps)(desk.log);
    expect(desk.held.messages).toEqual([{ organizationIds: [] }]);
    desk.held.messages = [];
    await desk.hour('2027-07-01T01:05:00.000Z');
    expect(await termsOf(desk, 'contoso')).toEqual({ open: 'FY28', other: 'FY28' });
  });

  test('counts aloud what was given up, and names it again', async () => {
    await given('contoso');
    desk.held.poisoned = 3;
    await desk.hour(july);
    expect(desk.held.lines[0]).toBe(
      'warn named for rollover {"organizations":1,"waiting":false,"poisoned":3}',
    );
    expect(await termsOf(desk, 'contoso')).toEqual({ open: 'FY28', other: 'FY28' });
  });
});

test('the minute timer names no due organization again while messages wait', async () => {
  await given('contoso');
  const fence = desk.deps.partners.item('reconciliation', 'contoso');
  await fence.patch([{ op: 'set', path: '/dueAt', value: '2027-01-10T08:00:00.000Z' }]);
  await reconcileDueOrganizations(desk.deps)();
  await reconcileDueOrganizations(desk.deps)();
  expect(desk.held.messages).toEqual([{ organizationIds: ['contoso'], onlyIfDue: true }]);
  await desk.drain();
  await reconcileDueOrganizations(desk.deps)();
  expect(desk.held.messages).toEqual([]);
});

test('an organization that fails holds up nobody: it comes again alone, and then fails aloud', async () => {
  for (const id of ['a', 'broken', 'c']) await given(id);
  await desk.deps.partners.item('roster', 'broken').delete();
  desk.held.now = new Date(july);
  desk.held.messages.push({ organizationIds: ['a', 'broken', 'c'] });
  await expect(desk.drain()).rejects.toThrow('without its documents');
  expect(desk.held.lines.filter((line) => line.startsWith('log reconciled'))[0]).toContain(
    '"organizations":3,"decisions":4,"failed":1',
  );
  for (const id of ['a', 'c']) expect(await termsOf(desk, id)).toEqual({ open: 'FY28', other: 'FY28' });
});

describe('a large organization', () => {
  const mpnIds = Array.from({ length: 260 }, (_, n) => String(4_200_000 + n));
  const commerce = 'microsoftPartnerAgreement';
  const whole = program({
    id: 'whole',
    requiredAgreement: commerce,
    versions: [
      {
        effectiveFrom: '2020-07-01',
        rule: { kind: 'revenue', level: 'organization', atLeastUsd: 6_500_000 },
      },
    ],
    offBoarding: 'atTermEnd',
  });

  beforeEach(async () => {
    await desk.deps.programs.items.create(whole);
    const agreements = { [commerce]: { activeFrom: '2020-09-01' } };
    await givenEnrolled(desk.deps.partners, {
      ...{ organizationId: 'large', programs: [open, whole], mpnIds, agreements },
    });
  });

  test('is taken section by section, by the revenue of all of its locations, and once', async () => {
    await desk.hour(july);
    await desk.hour(july);
    const states = await enrollmentsOf(desk, 'large');
    expect(states).toHaveLength(520);
    expect(new Set(states.map(({ rollovers }) => rollovers.length))).toEqual(new Set([1]));
    expect(new Set(Object.values(await termsOf(desk, 'large')))).toEqual(new Set(['FY28']));
  });

  test('whose agreement ends between two batches is decided again: what is left lapses, what is written stays', async () => {
    const { partners } = desk.deps;
    const { batch } = partners.items;
    let written = 0;
    partners.items.batch = async (...call) => {
      written += 1;
      if (written === 3) {
        await partners.item('organization', 'large').patch([{ op: 'set', path: '/agreements', value: {} }]);
        const change = 'aaaaaaaa-0000-4000-8000-000000000000';
        await partners.item('reconciliation', 'large').patch([{ op: 'set', path: '/change', value: change }]);
      }
      return batch.apply(partners.items, call);
    };
    await desk.hour(july);
    partners.items.batch = batch;
    const states = (await enrollmentsOf(desk, 'large')).filter(({ programId }) => programId === 'whole');
    const outcomes = Map.groupBy(states, ({ rollovers }) => rollovers.map((one) => one.outcome).join());
    expect([...outcomes.keys()].sort()).toEqual(['lapsed', 'rolledForward']);
    expect(outcomes.get('rolledForward')?.length).toBeLessThan(100);
  });
});

test('over unchanged data a pass asks for one page and writes nothing', async () => {
  await given('contoso');
  desk.held.now = new Date('2027-02-01T00:00:00.000Z');
  desk.held.messages.push({ organizationIds: ['contoso'] });
  const before = desk.cosmos.spent().requests;
  await desk.drain();
  const after = desk.cosmos.spent().requests;
  expect((after.query ?? 0) - (before.query ?? 0)).toBe(2);
  expect([after.batch, after.read]).toEqual([before.batch, before.read]);
});

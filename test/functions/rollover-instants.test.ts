/** To the millisecond: when terms end, in three time zones and by calendars of their own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Program } from '../../shared/programs/program.ts';
import { program } from '../shared/programs/situation.ts';
import { type Desk, enrollmentsOf, givenEnrolled, openDesk, termsOf } from './rollover-desk.ts';

const calendar = { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} };
const open = (id: string, own: Partial<Program['calendar']>) =>
  program({ id, openToAll: true, calendar: { ...calendar, ...own } });
const threshold = (atLeastUsd: number, effectiveFrom: string) => ({
  effectiveFrom,
  rule: { kind: 'revenue' as const, level: 'location' as const, atLeastUsd },
});

const programs = {
  utc: open('utc', {}),
  east: open('east', { timeZone: 'Pacific/Tongatapu' }),
  west: open('west', { timeZone: 'Pacific/Pago_Pago' }),
  autumn: open('autumn', { firstMonth: 10 }),
  extended: open('extended', { extendedEnds: { FY27: '2027-09-30' } }),
  stricter: program({
    id: 'stricter',
    versions: [threshold(25_000, '2020-07-01'), threshold(1_000_000, '2027-07-15')],
    offBoarding: 'atTermEnd',
  }),
};
type Name = keyof typeof programs;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(...Object.values(programs));
});
afterAll(() => desk.close());

async function enrolledIn(organizationId: string, ...names: Name[]): Promise<void> {
  const chosen = names.map((name) => programs[name]);
  await givenEnrolled(desk.deps.partners, { organizationId, programs: chosen });
}

async function stateIn(organizationId: string, name: Name) {
  const states = await enrollmentsOf(desk, organizationId);
  return states.find(({ programId }) => programId === name);
}

describe.each<[Name, string]>([
  ['east', '2027-06-30T11:00:00.000Z'],
  ['utc', '2027-07-01T00:00:00.000Z'],
  ['west', '2027-07-01T11:00:00.000Z'],
  ['autumn', '2027-10-01T00:00:00.000Z'],
  ['extended', '2027-10-01T00:00:00.000Z'],
])('given the term of %s that ends at %s', (name, end) => {
  const organizationId = `on-time-${name}`;
  const justBefore = new Date(Date.parse(end) - 1).toISOString();

  test('in its last instant nothing is named, and a pass leaves it as it is', async () => {
    await enrolledIn(organizationId, name);
    const before = await stateIn(organizationId, name);
    await desk.hour(justBefore);
    expect(desk.held.lines.at(-1)).toContain('"organizations":0');
    desk.held.messages.push({ organizationIds: [organizationId] });
    await desk.drain();
    expect(await stateIn(organizationId, name)).toEqual(before);
  });

  test('in the first instant of the next one it is rolled over, once', async () => {
    await desk.hour(end);
    await desk.hour(end);
    expect(await termsOf(desk, organizationId)).toMatchObject({ [name]: 'FY28' });
    const state = await stateIn(organizationId, name);
    expect(state?.rollovers).toMatchObject([{ fromTerm: 'FY27', toTerm: 'FY28', at: end }]);
  });
});

test('each program ends by its own calendar, in one organization', async () => {
  await enrolledIn('mixed', 'utc', 'east', 'west', 'autumn', 'extended');
  const terms: Record<Name, string>[] = [];
  for (const instant of ['2027-06-30T11:05', '2027-07-01T00:05', '2027-07-01T11:05', '2027-10-01T00:05']) {
    await desk.hour(`${instant}:00.000Z`);
    terms.push((await termsOf(desk, 'mixed')) as Record<Name, string>);
  }
  const later = { autumn: 'FY27', extended: 'FY27' };
  expect(terms).toMatchObject([
    { east: 'FY28', utc: 'FY27', west: 'FY27', ...later },
    { east: 'FY28', utc: 'FY28', west: 'FY27', ...later },
    { east: 'FY28', utc: 'FY28', west: 'FY28', ...later },
    { east: 'FY28', utc: 'FY28', west: 'FY28', autumn: 'FY28', extended: 'FY28' },
  ]);
});

test('a month late: the rules are those of the first day, and the report says when it was', async () => {
  await enrolledIn('late', 'stricter');
  await desk.hour('2027-08-01T00:05:00.000Z');
  const state = await stateIn('late', 'stricter');
  expect(state?.rollovers).toMatchObject([
    { toTerm: 'FY28', outcome: 'rolledForward', at: '2027-08-01T00:05:00.000Z' },
  ]);
});

test('two boundaries late: both are taken, in order, each by the rules of its own first day', async () => {
  await enrolledIn('later', 'stricter', 'autumn');
  await desk.hour('2028-10-02T00:05:00.000Z');
  const states = await enrollmentsOf(desk, 'later');
  const crossed = states.map(({ programId, rollovers }) => [
    programId,
    rollovers.map(({ fromTerm, toTerm, outcome }) => `${fromTerm} ${toTerm} ${outcome}`),
  ]);
  expect(Object.fromEntries(crossed)).toEqual({
    stricter: ['FY27 FY28 rolledForward', 'FY28 FY29 lapsed'],
    autumn: ['FY27 FY28 rolledForward', 'FY28 FY29 rolledForward'],
  });
});

test('what is written late with the old term is rolled over by the next hour', async () => {
  await desk.hour('2028-10-02T01:05:00.000Z');
  await enrolledIn('written-late', 'utc');
  await desk.hour('2028-10-02T02:05:00.000Z');
  expect(await termsOf(desk, 'written-late')).toMatchObject({ utc: 'FY29' });
});

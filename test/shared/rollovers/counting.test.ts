/** Totals, progress, changes, and how organizations are handed out: plain values. */
import { describe, expect, test } from 'vitest';
import { latestOf, remembering, stateOf } from '../../../shared/rollovers/asking.ts';
import { boundaryNamed, endedBy, recentBoundaries } from '../../../shared/rollovers/boundary.ts';
import { changesBetween } from '../../../shared/rollovers/changes.ts';
import { nothingDone, withSummaries } from '../../../shared/rollovers/done.ts';
import { handedNothing, handedOne, handOut } from '../../../shared/rollovers/handing.ts';
import { progressOf } from '../../../shared/rollovers/progress.ts';
import { seenBy } from '../../../shared/rollovers/report.ts';
import { sumOf, totalsOf } from '../../../shared/rollovers/totals.ts';
import { holding } from '../access/table.ts';
import { threshold } from '../enrollments/subject.ts';
import { outcome } from './outcomes.ts';

const unmet = { code: 'criteriaUnmet' as const, message: 'Not met.' };
const closed = { code: 'programNotOpen' as const, message: 'Not open.' };
const lapsed = { outcome: 'lapsed' as const, reasons: [unmet] };

describe('totals', () => {
  const rows = [
    outcome(),
    outcome(lapsed),
    outcome({ ...lapsed, reasons: [unmet, closed] }),
    outcome({ programId: 'csp' }),
  ];

  test('are by program, boundary and outcome, with how often each reason', () => {
    const boundary = { fromTerm: 'FY27', toTerm: 'FY28' };
    expect(totalsOf(rows)).toEqual([
      { ...boundary, programId: 'csp', outcome: 'rolledForward', enrollments: 1, reasons: {} },
      {
        ...boundary,
        programId: 'hosting',
        outcome: 'lapsed',
        enrollments: 2,
        reasons: { criteriaUnmet: 2, programNotOpen: 1 },
      },
      { ...boundary, programId: 'hosting', outcome: 'rolledForward', enrollments: 1, reasons: {} },
    ]);
  });

  test('of parts add up to those of the whole', () => {
    expect(sumOf([...totalsOf(rows.slice(0, 2)), ...totalsOf(rows.slice(2))])).toEqual(totalsOf(rows));
    expect(sumOf([])).toEqual([]);
  });

  test('say how far a boundary is; an earlier term is left over too', () => {
    const open = [
      { programId: 'hosting', openTerm: 'FY26', enrollments: 1 },
      { programId: 'hosting', openTerm: 'FY27', enrollments: 2 },
      { programId: 'hosting', openTerm: 'FY28', enrollments: 4 },
      { programId: 'csp', openTerm: 'FY27', enrollments: 8 },
    ];
    const totals = totalsOf([...rows, outcome({ outcome: 'reopened' }), outcome({ fromTerm: 'FY26' })]);
    expect(progressOf({ programId: 'hosting', fromTerm: 'FY27' }, { totals, open })).toEqual({
      ...{ left: 3, rolledForward: 1, lapsed: 2, reopened: 1 },
    });
  });
});

describe('changes', () => {
  test('are where both sides are not the same; other words of the same reason are no change', () => {
    const reworded = { ...lapsed, reasons: [{ ...unmet, message: 'Other figures.' }] };
    expect(
      changesBetween(
        [outcome(), outcome({ ...lapsed, mpnId: '2' })],
        [outcome(), outcome({ ...reworded, mpnId: '2' })],
      ),
    ).toEqual([]);
    const names = { organization: 'Contoso', location: 'Berlin' };
    const place = (mpnId: string) => ({ organizationId: 'contoso', mpnId, programId: 'hosting', ...names });
    const before = [outcome({ mpnId: '1' }), outcome({ ...lapsed, mpnId: '2' }), outcome({ mpnId: '4' })];
    const after = [
      outcome({ ...lapsed, mpnId: '1' }),
      outcome({ ...lapsed, mpnId: '2', reasons: [closed] }),
      outcome({ mpnId: '3' }),
    ];
    const carriedOn = { outcome: 'rolledForward', reasons: [] };
    expect(changesBetween(before, after)).toEqual([
      { ...place('1'), previewed: carriedOn, actual: lapsed },
      { ...place('2'), previewed: lapsed, actual: { outcome: 'lapsed', reasons: [closed] } },
      { ...place('3'), previewed: null, actual: carriedOn },
      { ...place('4'), previewed: carriedOn, actual: null },
    ]);
  });

  test('what was re-opened afterwards lapsed all the same', () => {
    expect(changesBetween([outcome(lapsed)], [outcome(lapsed), outcome({ outcome: 'reopened' })])).toEqual(
      [],
    );
  });
});

describe('organizations are handed out', () => {
  const ids = Array.from({ length: 120 }, (_, n) => `o-${String(n).padStart(3, '0')}`);

  test('in messages of up to 50, each of which begins after the one before', () => {
    const first = handOut(handedNothing, ids);
    expect(
      first.batch.map(({ message, after, organizationIds }) => [message, after, organizationIds.length]),
    ).toEqual([
      [0, '', 50],
      [1, 'o-049', 50],
      [2, 'o-099', 20],
    ]);
    expect(first).toMatchObject({ messages: 3, organizations: 120, after: 'o-119', done: false });
    const second = handOut(first, ['o-200']);
    expect(second).toMatchObject({ messages: 4, batch: [{ message: 3, after: 'o-119' }] });
    expect(handOut(second, [])).toEqual({ ...second, batch: [], done: true });
  });

  test('one that asks for itself is one message', () => {
    expect(handedOne('contoso')).toMatchObject({
      messages: 1,
      done: true,
      batch: [{ organizationIds: ['contoso'] }],
    });
  });
});

describe('a run', () => {
  const askedAt = '2027-03-02T09:00:00.000Z';
  const handed = { ...handedNothing, messages: 2, done: true };
  const at = (instant: string) => new Date(instant);

  test('is finished when every message is done, and stopped when nothing has come of it for a quarter of an hour', () => {
    const done = (messages: number) => ({ messages, at: messages > 0 ? '2027-03-02T09:10:00.000Z' : '' });
    const unfinished = { askedAt, handed: { ...handed, done: false } };
    expect(stateOf({ askedAt, handed }, done(2), at('2028-01-01'))).toBe('finished');
    expect(stateOf(unfinished, done(2), at('2027-03-02T09:24:59Z'))).toBe('running');
    expect(stateOf({ askedAt, handed }, done(1), at('2027-03-02T09:24:59Z'))).toBe('running');
    expect(stateOf({ askedAt, handed }, done(1), at('2027-03-02T09:25:00Z'))).toBe('stopped');
    expect(stateOf({ askedAt }, done(0), at('2027-03-02T09:15:00Z'))).toBe('stopped');
    expect(stateOf({ askedAt, handed: { ...handed, messages: 0 } }, done(0), at(askedAt))).toBe('finished');
  });

  test('adds up what its messages did, in whatever order they come', () => {
    const summary = (n: number) => ({
      ...{ at: `2027-03-02T09:0${n}:00.000Z`, after: '', upTo: '', organizations: n },
      ...{ failed: n === 2 ? ['bad'] : [], warned: n, totals: totalsOf([outcome()]) },
    });
    const all = withSummaries(nothingDone, [summary(3), summary(1), summary(2)]);
    expect(all).toMatchObject({
      messages: 3,
      at: '2027-03-02T09:03:00.000Z',
      organizations: 6,
      failed: ['bad'],
      warned: 6,
    });
    expect(all.totals).toMatchObject([{ enrollments: 3 }]);
    expect(withSummaries(withSummaries(nothingDone, [summary(2)]), [summary(1), summary(3)])).toEqual(all);
  });

  test('is remembered: the latest fifty, and of the earlier ones the last of each day for each day', () => {
    const one = (runId: string, on: string, askedAt: string) => ({ runId, on, askedAt });
    const before = [
      one('first', '2027-07-01', '2027-03-01T09:00:00.000Z'),
      one('last', '2027-07-01', '2027-03-01T09:30:00.000Z'),
      one('other', '2028-07-01', '2027-03-01T09:15:00.000Z'),
    ];
    const many = Array.from({ length: 50 }, (_, n) => one(String(n), '2027-07-01', askedAt));
    const previews = { kind: 'previews' as const, schemaVersion: 1 as const, id: 'x', ttl: 1 };
    const remembered = remembering(
      { ...previews, asked: [...before, ...many] },
      one('new', '2027-07-01', askedAt),
    );
    const ids = (runs: { runId: string }[]) => runs.map(({ runId }) => runId);
    expect(ids(remembered.asked).slice(0, 3)).toEqual(['last', 'other', '1']);
    const listed = latestOf(remembered);
    expect([listed.length, listed[0]?.runId, listed.at(-1)?.runId]).toEqual([50, 'new', '1']);
  });

  test('is forgotten where there are more than a document should hold', () => {
    const day = (n: number) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString();
    const asked = Array.from({ length: 1000 }, (_, n) => ({
      runId: String(n),
      on: '2030-07-01',
      askedAt: day(n),
    }));
    const previews = { kind: 'previews' as const, schemaVersion: 1 as const, id: 'x', ttl: 1, asked };
    const runs = remembering(previews, { runId: 'new', on: '2030-07-01', askedAt: day(1000) }).asked;
    expect([runs.length, runs[0]?.runId]).toEqual([1000, '1']);
  });
});

describe('boundaries', () => {
  const program = { ...threshold, id: 'hosting' };

  test('are named by program and term; a preview is not', () => {
    expect(boundaryNamed('hosting.FY27')).toEqual({ programId: 'hosting', fromTerm: 'FY27' });
    expect(boundaryNamed('00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });

  test('are there from the first instant of the next term on', () => {
    const ended = { endedAt: '2027-07-01T00:00:00.000Z', toTerm: 'FY28' };
    expect(endedBy(program, 'FY27', new Date('2027-07-01T00:00:00.000Z'))).toEqual(ended);
    expect(endedBy(program, 'FY27', new Date('2027-06-30T23:59:59.999Z'))).toBeUndefined();
    const covered = { ...program, calendar: { ...program.calendar, extendedEnds: { FY26: '2027-06-30' } } };
    expect(endedBy(covered, 'FY27', new Date('2029-01-01'))).toBeUndefined();
  });

  test('of the last 400 days are listed, the latest first', () => {
    const terms = (now: string) => recentBoundaries(program, new Date(now)).map(({ fromTerm }) => fromTerm);
    expect(terms('2027-07-01T00:00:00.000Z')).toEqual(['FY27', 'FY26']);
    expect(terms('2027-06-30T23:59:59.999Z')).toEqual(['FY26']);
    expect(terms('2027-08-06T00:00:00.000Z')).toEqual(['FY27']);
  });
});

test('an Incentives administrator sees what their scopes cover; administrators and the operator everything', () => {
  const [inside, outside] = [
    { mpnId: '4100101', programId: 'csp-indirect-reseller' },
    { mpnId: '4100102', programId: 'csp-indirect-reseller' },
  ];
  for (const role of ['operator', 'globalAdministrator', 'accountAdministrator'] as const)
    expect([inside, outside].map(seenBy(holding(role)))).toEqual([true, true]);
  expect([inside, outside].map(seenBy(holding('incentivesAdministrator')))).toEqual([true, false]);
});

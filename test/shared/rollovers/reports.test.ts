/** What previews and boundaries answer: their names, their reports, their rows. */
import { describe, expect, test } from 'vitest';
import { BoundaryId, boundaryId, RunId } from '../../../shared/rollovers/boundary.ts';
import { Change } from '../../../shared/rollovers/changes.ts';
import { csvOf } from '../../../shared/rollovers/csv.ts';
import { Outcome, outcomesOn } from '../../../shared/rollovers/outcome.ts';
import { Report } from '../../../shared/rollovers/report.ts';
import { Total, totalsOf } from '../../../shared/rollovers/totals.ts';
import { enrolled, subject } from '../enrollments/subject.ts';
import { outcome } from './outcomes.ts';

const runId = '0b1e7c52-0000-4000-8000-000000000001';
const at = '2027-07-01T00:00:00.000Z';
const reasons = [{ code: 'programNotOpen' as const, message: 'It is not open.' }];
const lapsed = outcome({ outcome: 'lapsed', reasons });
const totals = totalsOf([outcome(), lapsed]);
const preview = {
  ...{ kind: 'preview', runId, on: '2027-07-01', warn: false, askedAt: at, state: 'running' },
  ...{ finishedAt: null, organizations: { seen: 3, of: null }, failed: ['contoso'], warned: 1, totals },
};
const place = { organizationId: 'contoso', mpnId: '4100101', programId: 'hosting' };
const boundary = {
  ...{ kind: 'boundary', runId: 'hosting.FY27', programId: 'hosting', fromTerm: 'FY27', toTerm: 'FY28' },
  ...{ endedAt: at, state: 'running', left: 2, stillOpen: [place], totals, preview: runId },
};

describe('a boundary', () => {
  test('is named by its program and the term that ended', () => {
    expect(boundaryId({ programId: 'hosting', fromTerm: 'FY27' })).toBe('hosting.FY27');
  });

  test.each(['hosting.FY27', 'a.FY00', `${'a-9'.repeat(21)}x.FY99`])('may be named %s', (id) => {
    expect(BoundaryId.safeParse(id).success).toBe(true);
    expect(RunId.safeParse(id).success).toBe(true);
  });

  test.each([
    ...['', '.FY27', 'hosting', 'hosting.FY2', 'hosting.FY277', 'hosting.FYAB', 'hosting.fy27'],
    ...['Hosting.FY27', ' hosting.FY27', 'hosting.FY27\n', 'a b.FY27', `${'a'.repeat(65)}.FY27`],
  ])('is not named %o', (id) => {
    expect(BoundaryId.safeParse(id).success).toBe(false);
    expect(RunId.safeParse(id).success).toBe(false);
  });

  test('is a run as a preview is', () => {
    expect(RunId.parse(runId)).toBe(runId);
  });
});

describe('a report', () => {
  test.each(['running', 'finished', 'stopped'])('of a preview that is %s is answered whole', (state) => {
    const finished = { ...preview, state, finishedAt: at, organizations: { seen: 3, of: 3 } };
    expect(Report.parse(finished)).toEqual(finished);
  });

  test.each(['running', 'finished'])('of a boundary that is %s is answered whole', (state) => {
    expect(Report.parse({ ...boundary, state })).toEqual({ ...boundary, state });
  });

  test.each([
    { ...preview, state: '' },
    { ...preview, kind: 'boundary' },
    { ...boundary, state: 'stopped' },
    { ...boundary, kind: '' },
    { ...preview, kind: '' },
  ])('that is none is refused (%#)', (given) => {
    expect(Report.safeParse(given).success).toBe(false);
  });

  test('has totals, outcomes and changes as they are counted', () => {
    expect(totals.map((total) => Total.parse(total))).toEqual(totals);
    expect(Outcome.parse(lapsed)).toEqual(lapsed);
    const { organization, location } = lapsed;
    const change = { ...place, organization, location, previewed: null };
    const changed = { ...change, actual: { outcome: 'lapsed', reasons } };
    expect(Change.parse(changed)).toEqual(changed);
  });
});

test('every row of the table has its cells in the order of the columns', () => {
  const rows = csvOf([outcome(), lapsed], { isFirst: true }).split('\r\n');
  expect(rows).toEqual([
    '\uFEFForganizationId,organization,mpnId,location,programId,fromTerm,toTerm,outcome,reasons,explanation',
    'contoso,Contoso,4100101,Berlin,hosting,FY27,FY28,rolledForward,,',
    'contoso,Contoso,4100101,Berlin,hosting,FY27,FY28,lapsed,programNotOpen,It is not open.',
    '',
  ]);
});

test('given a location that was carried on before, then its outcomes are those ahead, with its names', () => {
  const before = { fromTerm: 'FY26', toTerm: 'FY27', outcome: 'rolledForward' as const, reasons: [] };
  const rollovers = [{ ...before, at: '2026-07-01T00:05:00.000Z' }];
  const given = subject({ state: { ...enrolled(), rollovers } });
  const { organization, location } = given;
  const names = { organization: organization.legalName, location: location.name };
  expect(outcomesOn(given, '2027-07-01')).toMatchObject([{ ...names, fromTerm: 'FY27', toTerm: 'FY28' }]);
});

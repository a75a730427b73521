/** What becomes of each row of a report. */
import { describe, expect, test } from 'vitest';
import { applyFacts, reportOfAll } from '../../../shared/organizations/facts.ts';
import { type FactsReport, FactsRequest } from '../../../shared/organizations/facts-rows.ts';
import type { Location } from '../../../shared/organizations/organization.ts';
import { facts, location, organization } from '../programs/situation.ts';

const { asOf, ...figures } = facts;
const mpnId = '4100101';
const row = (revenue: number) => ({ mpnId, ...figures, trailing12MonthRevenueUsd: revenue });
const apply = (stored: Location[], request: FactsRequest) => applyFacts(organization(), stored, request);
const outcomes = ({ value }: FactsReport) => value.map(({ outcome }) => outcome);

describe('given a location without figures', () => {
  test('when two rows name it, then the later one counts', () => {
    const { locations, report } = apply([location()], { asOf, locations: [row(1), row(2), row(2)] });
    expect(outcomes(report)).toEqual(['written', 'written', 'unchanged']);
    expect(locations.map((one) => one.facts?.trailing12MonthRevenueUsd)).toEqual([2]);
  });

  test('when the same is sent in another order, then it is unchanged', () => {
    const [scores, activity] = [{ modernWork: 24, security: 25 }, { hosting: { FY26: 1, FY27: 2 } }];
    const known = location({ ...facts, activity });
    const again = { mpnId, ...figures, scores, activity: { hosting: { FY27: 2, FY26: 1 } } };
    expect(outcomes(apply([known], { asOf, locations: [again] }).report)).toEqual(['unchanged']);
  });
});

describe('given a location with figures', () => {
  const known = location(facts);
  const sent = (day: string, ids = [mpnId]) =>
    apply([known], { asOf: day, locations: ids.map((id) => ({ ...row(1), mpnId: id })) });

  test('when older figures come, then the newer ones stay, and their day is told', () => {
    const { locations, report } = sent('2026-07-31');
    expect(locations).toEqual([]);
    expect(report).toEqual({ value: [{ mpnId, outcome: 'older', storedAsOf: facts.asOf }] });
  });

  test('when figures of the same day or a later one come, then they replace all of it', () => {
    for (const day of [facts.asOf, '2026-08-02']) {
      const { locations, report } = sent(day);
      expect(locations).toEqual([{ ...known, facts: { ...row(1), mpnId: undefined, asOf: day } }]);
      expect(report).toEqual({ value: [{ mpnId, outcome: 'written' }] });
    }
  });

  test('when a row names no location of the organization, then the others count all the same', () => {
    const { locations, report } = sent('2026-08-02', ['999', mpnId]);
    expect(locations).toHaveLength(1);
    expect(outcomes(report)).toEqual(['unknown', 'written']);
    expect(report.value[0]).toEqual({
      ...{ mpnId: '999', outcome: 'unknown' },
      message: '999 is not a location of this organization.',
    });
  });

  test('when a row names the organization itself, then it is told what its locations are', () => {
    const { report } = sent('2026-08-02', ['4100000', mpnId]);
    expect(report.value).toEqual([
      {
        ...{ mpnId: '4100000', outcome: 'globalMpnId' },
        message: '4100000 is your global ID; your locations are 4100101.',
      },
      { mpnId, outcome: 'written' },
    ]);
  });
});

describe('given rows of which some are wrong', () => {
  test.each<[string, unknown, string | null, string]>([
    ['has too many points', { ...row(1), scores: { security: 101 } }, mpnId, '.scores.security'],
    ['lacks a figure', { ...row(1), designations: undefined }, mpnId, '.designations'],
    ['has a field nobody knows', { ...row(1), color: 'red' }, mpnId, '.color'],
    ['names no location', { ...row(1), mpnId: 'Berlin' }, null, '.mpnId'],
    ['has no MPN ID', figures, null, '.mpnId'],
    ['is no row', 7, null, ''],
  ])('when one %s, then it is told where, and the others are written', (_, wrong, itsId, place) => {
    const request = FactsRequest.parse({ asOf, locations: [row(1), wrong, row(2)] });
    const { locations, report } = apply([location()], request);
    expect(locations.map((one) => one.facts?.trailing12MonthRevenueUsd)).toEqual([2]);
    expect(report.value).toEqual([
      { mpnId, outcome: 'written' },
      { mpnId: itsId, outcome: 'invalid', target: `body.locations.1${place}`, message: expect.any(String) },
      { mpnId, outcome: 'written' },
    ]);
  });
});

describe('given a call that had to begin again', () => {
  const report = (...rows: FactsReport['value'][number]['outcome'][]): FactsReport => ({
    value: rows.map((outcome) => ({ mpnId, outcome })),
  });

  test('when it finds unchanged what it wrote, then it says that it was written', () => {
    const before = report('written', 'unchanged', 'written', 'unknown');
    const now = report('unchanged', 'unchanged', 'older', 'unchanged');
    const merged = report('written', 'unchanged', 'older', 'unchanged');
    expect(reportOfAll(before, now)).toEqual(merged);
  });

  test('when it has not begun before, then its report stays as it is', () => {
    const now = report('unchanged', 'written');
    expect(reportOfAll(undefined, now)).toEqual(now);
  });
});

/** What becomes of each row of a report. */
import { describe, expect, test } from 'vitest';
import { applyFacts, type FactsReport, reportOfAll } from '../../../shared/organizations/facts.ts';
import { facts, location } from '../programs/situation.ts';

const { asOf, ...figures } = facts;
const mpnId = '4100101';
const row = (revenue: number) => ({ mpnId, ...figures, trailing12MonthRevenueUsd: revenue });
const outcomes = ({ value }: FactsReport) => value.map(({ outcome }) => outcome);

describe('given a location without figures', () => {
  test('when two rows name it, then the later one counts', () => {
    const { locations, report } = applyFacts([location()], { asOf, locations: [row(1), row(2), row(2)] });
    expect(outcomes(report)).toEqual(['written', 'written', 'unchanged']);
    expect(locations.map((one) => one.facts?.trailing12MonthRevenueUsd)).toEqual([2]);
  });

  test('when the same is sent in another order, then it is unchanged', () => {
    const [scores, activity] = [{ modernWork: 24, security: 25 }, { hosting: { FY26: 1, FY27: 2 } }];
    const known = location({ ...facts, activity });
    const again = { mpnId, ...figures, scores, activity: { hosting: { FY27: 2, FY26: 1 } } };
    expect(outcomes(applyFacts([known], { asOf, locations: [again] }).report)).toEqual(['unchanged']);
  });
});

describe('given a location with figures', () => {
  const known = location(facts);
  const sent = (day: string, ids = [mpnId]) =>
    applyFacts([known], { asOf: day, locations: ids.map((id) => ({ ...row(1), mpnId: id })) });

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
    expect(report.value[0]).not.toHaveProperty('storedAsOf');
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

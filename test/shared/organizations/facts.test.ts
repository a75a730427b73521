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

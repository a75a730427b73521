/** Figures reported over HTTP: while the database is in trouble, and around a boundary. */
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import type { Fault } from '../../infra/local/cosmos/server.ts';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { eligible, type Figures, found, row } from './company.ts';
import { invited, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
afterEach(() => scene.cloud.cosmos.faults.clear());

describe('given a write whose answer is lost, or that others came before', () => {
  test.each<[string, Fault]>([
    ['it is done, and the connection breaks', { drop: true, after: true }],
    ['it is not done, and the connection breaks', { drop: true }],
    ['it is to be done again', { status: 449, times: 3 }],
  ])('when %s, then the report says what this call wrote', async (_, fault) => {
    const { company, office } = await invited(scene.cloud);
    const [, branch] = company.locations;
    const locations = [office, branch, office, '999'].map((mpnId) => row(mpnId, eligible));
    const report = () => operator().put(`${company.path}/facts`, { asOf: '2027-02-18', locations });
    scene.cloud.cosmos.faults.add({ operation: 'batch', ...fault });

    const { body } = await must(report());

    const outcomes = (answer: typeof body) => answer.value.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes(body)).toEqual(['unchanged', 'written', 'unchanged', 'unknown']);
    expect(outcomes((await must(report())).body)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unknown']);
    await scene.cloud.settle();
    const rows = (await company.as('ines').get(`${company.path}/incentives?location=${branch}`)).body.value;
    expect(rows.map(({ status }: { status: string }) => status)).toContain('Invited');
  });
});

test('the deals of several terms are told apart, and one term by itself is no row', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  const { state: _, ...terms } = sampleProgram['solution-assessment'];
  const versions = [{ effectiveFrom: '2020-07-01', rule: { kind: 'activity', atLeast: 2 } }];
  await must(operator().put('/programs/assessed', { ...terms, state: 'active', versions }));
  const report = (activity: Figures['activity']) =>
    operator().put(`${company.path}/facts`, { asOf: '2027-02-18', locations: [row(office, { activity })] });
  await must(report({ assessed: { FY26: 3, FY27: 2, FY28: 1 } }));

  const figureOn = async (on: string) => {
    const path = `${company.enrollment(office, 'assessed')}/eligibility?on=${on}`;
    return (await must(company.as('ines').get(path))).body.criteria[0].figure;
  };
  expect([await figureOn('2026-06-30'), await figureOn('2027-03-02')]).toEqual([3, 2]);
  expect([await figureOn('2027-07-01'), await figureOn('2028-07-01')]).toEqual([1, null]);
  const old = { assessed: { term: 'FY27', count: 2 } };
  const { body } = await must(
    operator().put(`${company.path}/facts`, {
      asOf: '2027-02-18',
      locations: [{ ...row(office), activity: old }],
    }),
  );
  expect(body.value).toEqual([
    {
      ...{ mpnId: office, outcome: 'invalid' },
      target: 'body.locations.0.activity.assessed.term',
      message: 'Approved deals by term, such as {"FY27": 2}',
    },
  ]);
});

test('a row that is wrong is told as what it is, and the others are written', async () => {
  const { path, globalMpnId, locations } = await found(scene.cloud);
  const [office, branch] = locations;
  const rows = [
    row(office, { scores: { security: 101 } }),
    row(branch, eligible),
    row(globalMpnId),
    { ...row(branch), trailing12MonthRevenueUsd: 1.5 },
  ];
  const report = () => operator().put(`${path}/facts`, { asOf: '2027-02-18', locations: rows });
  const { body } = await must(report());
  const wrong = { mpnId: branch, outcome: 'invalid', target: 'body.locations.3.trailing12MonthRevenueUsd' };
  expect(body.value).toEqual([
    {
      ...{ mpnId: office, outcome: 'invalid', target: 'body.locations.0.scores.security' },
      message: 'Must be at most 100',
    },
    { mpnId: branch, outcome: 'written' },
    {
      ...{ mpnId: globalMpnId, outcome: 'globalMpnId' },
      message: `${globalMpnId} is your global ID; your locations are ${office}, ${branch}.`,
    },
    { ...wrong, message: 'Must be a whole number' },
  ]);
  expect((await must(report())).body.value[1]).toEqual({ mpnId: branch, outcome: 'unchanged' });
});

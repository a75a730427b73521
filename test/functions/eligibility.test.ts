/** Eligibility over HTTP: each criterion with its figure and where it comes from, by the rules of any day. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { type Company, eligible, found, reseller } from './company.ts';
import { refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const directBill = 'csp-direct-bill';
const designated = { designations: ['Solutions Partner for Security'] };

async function ask(company: Company, query: string, programId = reseller, mpnId = company.locations[0]) {
  const { body } = await must(
    company.as('ines').get(`${company.enrollment(mpnId, programId)}/eligibility${query}`),
  );
  return body;
}

test('each criterion says what was needed, what was found, its source and its age', async () => {
  const company = await found(scene.cloud);
  await company.report({ [company.locations[0]]: eligible });
  const body = await ask(company, '');
  expect(body).toMatchObject({ eligible: true, on: '2027-03-02', ruleEffectiveFrom: '2025-10-01' });
  const [signed, rules] = body.criteria;
  expect(signed).toMatchObject({ kind: 'agreement', met: true, source: 'organization', asOf: null });
  expect(signed.figure).toBe('active since 2020-09-01');
  const [revenue, ways] = rules.criteria;
  expect(revenue).toMatchObject({ met: true, needed: 25_000, figure: 50_000, level: 'location' });
  expect(revenue).toMatchObject({ source: 'location', asOf: '2027-02-18' });
  expect(ways).toMatchObject({ kind: 'anyOf', met: true, needed: 1, figure: 1 });
  const met = ways.criteria.filter((way: { met: boolean }) => way.met);
  expect(met).toMatchObject([{ kind: 'score', needed: 25, figure: 40, asOf: '2027-02-18' }]);
});

test('another day is answered by its rules on the figures of today, which it says', async () => {
  const company = await found(scene.cloud);
  await company.report({ [company.locations[0]]: { trailing12MonthRevenueUsd: 25_000 } });
  const today = await ask(company, '');
  const before = await ask(company, '?on=2025-09-30');
  expect([today.eligible, before.eligible]).toEqual([false, true]);
  expect([today.ruleEffectiveFrom, before.ruleEffectiveFrom]).toEqual(['2025-10-01', '2021-10-01']);
  expect(before).toMatchObject({ on: '2025-09-30', figures: 'current' });
  expect(before.criteria[1]).toMatchObject({ kind: 'revenue', figure: 25_000, asOf: '2027-02-18' });
  const later = await ask(company, '?on=2028-07-01');
  expect(later).toMatchObject({ ruleEffectiveFrom: '2025-10-01', figures: 'current', on: '2028-07-01' });
  expect(await ask(company, '?on=2021-09-30')).toMatchObject({ eligible: false, ruleEffectiveFrom: null });
});

test('the revenue of the organization is that of all its locations, dated by the oldest', async () => {
  const company = await found(scene.cloud);
  const [office, branch] = company.locations;
  await company.report({ [branch]: { trailing12MonthRevenueUsd: 600_000 } }, '2027-01-31');
  await company.report({ [office]: { ...designated, trailing12MonthRevenueUsd: 399_999 } });
  const revenueOf = (body: { criteria: { criteria: object[] }[] }) => body.criteria[1]?.criteria[0];
  const level = { level: 'organization', source: 'organization', needed: 1_000_000 };
  const missed = await ask(company, '', directBill);
  expect(missed.eligible).toBe(false);
  expect(revenueOf(missed)).toMatchObject({ ...level, met: false, figure: 999_999, asOf: '2027-01-31' });

  await company.report({ [office]: { ...designated, trailing12MonthRevenueUsd: 400_000 } }, '2027-02-19');
  const reached = await ask(company, '', directBill);
  expect(reached.eligible).toBe(true);
  expect(revenueOf(reached)).toMatchObject({ ...level, met: true, figure: 1_000_000, asOf: '2027-01-31' });
  expect((await ask(company, '', directBill, branch)).eligible).toBe(false);
});

test('an ID that is no location of it is refused, and that of the organization explained', async () => {
  const company = await found(scene.cloud);
  const about = (mpnId: string, programId = reseller) =>
    scene.cloud.as('olivia').get(`${company.enrollment(mpnId, programId)}/eligibility`);
  const own = await about(company.globalMpnId);
  expect(own).toMatchObject(refusal(400, 'location/global-mpn-id'));
  expect(own.body.error.message).toContain(company.locations.join(', '));
  expect(await about('999')).toMatchObject(refusal(404, 'location/unknown'));
  expect(await about(company.locations[0], 'nothing')).toMatchObject(refusal(404, 'program/unknown'));
});

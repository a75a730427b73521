/** The process, line by line, as the vendor describes it: from enrolling to the next year. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { eligible, found, ineligible, openProgram, reseller } from './company.ts';
import { enroll, stepsOf, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const subjects = (address: string) => subjectsIn(scene.cloud, address);

test('Open programs: no e-mail, no card, no criteria; on the overview of Incentives administrators whose grant covers that program and location', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const [office, branch] = company.locations;
  const scopes = (locations: string[], programs: string[]) => ({ scopes: [{ locations, programs }] });
  await company.appoint('ines', 'incentivesAdministrator', scopes([office], [openProgram]));
  await company.appoint('ivan', 'incentivesAdministrator', scopes([branch], [reseller]));
  await company.report({ [office]: ineligible });

  const rows = async (person: 'ines' | 'ivan' | 'gloria') =>
    (await company.as(person).get(`${company.path}/incentives`)).body.value;
  const offered = { programId: openProgram, mpnId: office, status: 'Invited', actionRequired: 'enroll' };
  expect(await rows('ines')).toMatchObject([offered]);
  expect(await rows('ivan')).toEqual([]);
  expect(await rows('gloria')).toEqual([]);
  for (const person of ['ines', 'gloria', 'contact'] as const)
    expect(subjects(company.mail(person)), person).toEqual([]);
  const home = await company.as('ines').get(`${company.path}/home`);
  expect(home.body.value).toEqual([]);
  const enrolled = await enroll(company.as('ines'), company.enrollment(office, openProgram));
  expect(enrolled).toMatchObject({ status: 201, body: { status: 'Enrolled' } });
});

test('Only an Incentives administrator whose grant covers the location and the program can enroll it', async () => {
  const company = await found(scene.cloud);
  const [office, branch] = company.locations;
  const grant = {
    scopes: [
      { locations: [branch], programs: 'all' },
      { locations: 'all', programs: [openProgram] },
    ],
  };
  await company.appoint('ivan', 'incentivesAdministrator', grant);
  await company.report({ [office]: eligible, [branch]: eligible });
  const { headers } = await company.as('ines').get(company.enrollment(office));
  for (const person of ['ivan', 'uma', 'mona', 'alan', 'gloria'] as const) {
    const refused = await company
      .as(person)
      .put(company.enrollment(office), undefined, { 'if-match': headers.get('etag') ?? '' });
    expect(refused.status, person).toBe(403);
    expect(refused.body.error).toMatchObject({
      code: 'access/role-missing',
      details: {
        anyOf: ['incentivesAdministrator'],
        grantedBy: ['globalAdministrator', 'accountAdministrator'],
        location: office,
        program: reseller,
      },
    });
  }
  const outside = await scene.cloud.as('adele').put(company.enrollment(office));
  expect(outside).toMatchObject({ status: 404, body: { error: { code: 'organization/unknown' } } });
  expect((await enroll(company.as('ivan'), company.enrollment(branch))).body.status).toBe('Enrolled');
  expect((await enroll(company.as('ines'), company.enrollment(office))).body.status).toBe('Enrolled');
});

test('Anyone concerned can ask: am I eligible, and why (not)', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  const figures = { trailing12MonthRevenueUsd: 50_000, scores: { security: 24, modernWork: 24 } };
  await company.report({ [office]: figures }, '2027-02-10');
  const eligibility = `${company.enrollment(office)}/eligibility`;

  const { body } = await company.as('uma').get(eligibility);
  expect(body).toMatchObject({ eligible: false, ruleEffectiveFrom: '2025-10-01', figures: 'current' });
  const [agreement, rules] = body.criteria;
  expect(agreement).toMatchObject({ kind: 'agreement', met: true, figure: 'active since 2020-09-01' });
  const [revenue, either] = rules.criteria;
  const reported = { source: 'location', asOf: '2027-02-10' };
  expect(revenue).toMatchObject({ kind: 'revenue', met: true, needed: 25_000, figure: 50_000, ...reported });
  const areas = either.criteria.filter((one: { kind: string }) => one.kind === 'score');
  const security = 'Capability score of the location in Security is at least 25 points';
  expect(areas).toContainEqual(
    expect.objectContaining({ criterion: security, met: false, needed: 25, figure: 24, ...reported }),
  );

  const before = await company.as('alan').get(`${eligibility}?on=2025-09-30`);
  expect(before.body).toMatchObject({ eligible: true, on: '2025-09-30', ruleEffectiveFrom: '2021-10-01' });
  const earlier = await company.as('gloria').get(`${eligibility}?on=2020-08-31`);
  expect(earlier.body).toMatchObject({ eligible: false, criteria: [{ met: false }, { met: false }] });
  for (const person of ['uma', 'alan', 'gloria', 'ines'] as const)
    expect((await company.as(person).get(eligibility)).body, person).toEqual(body);
  expect((await company.as('mona').get(eligibility)).status).toBe(403);
});

test('Enrollment expires at the end of its fiscal year: it rolls forward with no action by anyone, or lapses with the reason', async () => {
  const company = await found(scene.cloud);
  const [office, branch] = company.locations;
  const [stays, ends] = [company.enrollment(office), company.enrollment(branch)];
  const ines = company.as('ines');
  const read = async () => [(await ines.get(stays)).body, (await ines.get(ends)).body];
  await company.report({ [office]: eligible, [branch]: eligible });
  for (const path of [stays, ends]) await enroll(ines, path);
  await company.report({ [branch]: ineligible }, '2027-03-02');

  await scene.cloud.host.moveClock(new Date('2027-06-30T23:30:00Z'));
  expect(await read()).toMatchObject([{ status: 'Enrolled', term: 'FY27' }, { status: 'Enrolled' }]);
  await scene.cloud.host.moveClock(new Date('2027-07-01T00:00:00Z'));
  const pending = { status: 'Enrolled — renewal pending', term: 'FY27' };
  expect(await read()).toMatchObject([pending, pending]);
  await scene.cloud.host.moveClock(new Date('2027-07-01T00:05:00Z'));
  await scene.cloud.settle();
  const settled = await read();
  const unmet = { kind: 'revenue', needed: 25_000, figure: 19_200, asOf: '2027-03-02' };
  expect(settled).toMatchObject([
    { status: 'Enrolled', term: 'FY28', rollovers: [{ fromTerm: 'FY27', toTerm: 'FY28', reasons: [] }] },
    { status: 'Lapsed', term: null, reasons: [{ code: 'criteriaUnmet', criteria: [unmet] }] },
  ]);
  expect(await stepsOf(ines, stays)).toEqual(['invite', 'enroll', 'rollForward']);
  expect(await stepsOf(ines, ends)).toEqual(['invite', 'enroll', 'warn', 'lapse']);
  for (const person of ['ines', 'alan', 'gloria'] as const) {
    const [told] = scene.cloud.mail.inbox(company.mail(person));
    expect(told?.subject, person).toBe('Incentive enrollment ended');
    expect(told?.plainText, person).toContain('(found: US$19,200, as of 2027-03-02)');
    expect(told?.plainText, person).not.toContain(office);
  }
  const sent = scene.cloud.mail.inbox().length;

  for (const timer of ['rollOverEndedTerms', 'reconcileAllOrganizations', 'reconcileDueOrganizations'])
    await scene.cloud.host.runTimer(timer);
  await scene.cloud.settle();
  expect(await read()).toEqual(settled);
  expect(scene.cloud.mail.inbox()).toHaveLength(sent);
});

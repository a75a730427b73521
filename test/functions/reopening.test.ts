/** A lapse taken back by the operator. Each test has a year of its own: the clock only moves forward. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { agreement, type Company, eligible, ineligible } from './company.ts';
import { enroll, etagOf, invited, refusal, stepsOf, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
const reason = 'The agreement arrived late';

async function itIs(instant: string): Promise<void> {
  await scene.cloud.host.moveClock(new Date(instant));
  await scene.cloud.settle();
}

async function agreementUntil({ path }: Company, activeTo?: string): Promise<void> {
  const period = { activeFrom: '2020-09-01', ...(activeTo ? { activeTo } : {}) };
  await must(operator().put(`${path}/agreements/${agreement}`, period, { 'if-match': '*' }));
  await scene.cloud.settle();
}

/** Enrolled, and without its agreement on the first day of the next term. */
async function lapsing(activeTo: string) {
  const subject = await invited(scene.cloud);
  await enroll(subject.ines, subject.path);
  const { body: enrolled } = await subject.ines.get(subject.path);
  await agreementUntil(subject.company, activeTo);
  const reopen = async (headers?: object) =>
    operator().put(
      `${subject.path}/reopening`,
      { reason },
      { 'if-match': await etagOf(subject.ines, subject.path), ...headers },
    );
  return { ...subject, enrolled, reopen };
}

test('it goes on as it was, in the next term; the history and the rollovers show both, and nobody lapses it again', async () => {
  const { company, ines, path, enrolled, reopen } = await lapsing('2027-06-30');
  const report = async () => (await operator().get('/rollovers/csp-indirect-reseller.FY27')).body.totals;
  await itIs('2027-07-01T00:05:00Z');
  expect(await report()).toMatchObject([{ outcome: 'lapsed', enrollments: 1 }]);
  expect((await ines.get(path)).body).toMatchObject({ status: 'Lapsed', enrolledAt: null });
  expect(await operator().put(`${path}/reopening`, { reason })).toMatchObject(
    refusal(428, 'request/precondition-required'),
  );
  const reopened = await reopen();
  const { enrolledAt, earnsFrom } = enrolled;
  expect(reopened).toMatchObject({
    status: 200,
    body: { status: 'Enrolled', term: 'FY28', enrolledAt, earnsFrom, reasons: [] },
  });
  const reasons = [{ code: 'operatorDecision', message: reason }];
  expect(reopened.body.rollovers).toMatchObject([
    { fromTerm: 'FY27', toTerm: 'FY28', outcome: 'lapsed', reasons: [{ code: 'agreementNotActive' }] },
    { fromTerm: 'FY27', toTerm: 'FY28', outcome: 'reopened', reasons },
  ]);
  const { body } = await ines.get(`${path}/history`);
  expect(body.value.at(-1)).toMatchObject({
    ...{ what: 'reopen', by: 'operator', from: 'lapsed', to: 'enrolled', term: 'FY28', reasons },
  });
  expect((await reopen({ 'if-match': '"stale"' })).body).toEqual(reopened.body);
  expect(await report()).toMatchObject([
    { outcome: 'reopened', enrollments: 1, reasons: { operatorDecision: 1 } },
  ]);
  const { body: outcomes } = await operator().get('/rollovers/csp-indirect-reseller.FY27/outcomes');
  expect(outcomes.value).toMatchObject([{ outcome: 'reopened' }]);
  const { body: list } = await operator().get('/rollovers');
  expect(list.value).toContainEqual(
    expect.objectContaining({ runId: 'csp-indirect-reseller.FY27', lapsed: 0, reopened: 1 }),
  );
  const told = 'Incentive enrollment was re-opened';
  await scene.cloud.settle();
  for (const person of ['ines', 'alan'] as const)
    expect(subjectsIn(scene.cloud, company.mail(person)).filter((one) => one === told)).toHaveLength(1);
  await itIs('2027-07-02T03:00:00Z');
  expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'lapse', 'reopen']);
});

test('what was invited since is re-opened too; what enrolled again is not, and the next boundary decides again', async () => {
  await itIs('2027-11-01T00:00:00Z');
  const [open, again] = [await lapsing('2028-06-30'), await lapsing('2028-06-30')];
  await itIs('2028-07-01T00:05:00Z');
  await agreementUntil(open.company);
  await agreementUntil(again.company);
  expect((await open.ines.get(open.path)).body).toMatchObject({ status: 'Invited' });
  await must(enroll(again.ines, again.path));
  expect(await again.reopen()).toMatchObject(refusal(409, 'enrollment/not-possible'));
  expect((await open.reopen()).body).toMatchObject({ status: 'Enrolled', term: 'FY29' });
  await agreementUntil(open.company, '2029-06-30');
  await itIs('2029-07-01T00:05:00Z');
  expect((await open.ines.get(open.path)).body).toMatchObject({ status: 'Lapsed' });
  expect(await stepsOf(open.ines, open.path)).toEqual([
    ...['invite', 'enroll', 'lapse', 'invite', 'reopen', 'lapse'],
  ]);
});

test('only what lapsed, only within the window, and only while the program is offered to a migrated organization', async () => {
  await itIs('2029-11-01T00:00:00Z');
  const late = await lapsing('2030-06-30');
  const never = await lapsing('2031-06-30');
  expect(await never.reopen()).toMatchObject(refusal(409, 'enrollment/not-possible'));
  await itIs('2030-07-01T00:05:00Z');
  const { path } = late.company;
  await must(operator().put(`${path}/migration`, { status: 'inProgress' }, { 'if-match': '*' }));
  expect(await late.reopen()).toMatchObject(refusal(409, 'organization/migration-not-completed'));
  await must(operator().put(`${path}/migration`, { status: 'completed' }, { 'if-match': '*' }));
  await itIs('2030-10-15T00:00:00Z');
  expect(await late.reopen()).toMatchObject(refusal(409, 'enrollment/reopen-window-passed'));
});

test('a program that off-boards at once would take it out again: there it must be eligible', async () => {
  await itIs('2030-11-01T00:00:00Z');
  const { ines, path, office, company, reopen } = await lapsing('2031-06-30');
  await itIs('2031-07-01T00:05:00Z');
  const { body: program } = await operator().get('/programs/csp-indirect-reseller');
  const { programId: _, etag, ...terms } = program;
  await must(
    operator().put(
      '/programs/csp-indirect-reseller',
      { ...terms, offBoarding: 'atOnce' },
      { 'if-match': etag },
    ),
  );
  await scene.cloud.settle();
  expect(await reopen()).toMatchObject(refusal(409, 'enrollment/agreement-not-active'));
  await company.report({ [office]: ineligible }, '2031-07-01');
  await agreementUntil(company);
  expect(await reopen()).toMatchObject(refusal(409, 'enrollment/ineligible'));
  await itIs('2031-07-02T00:05:00Z');
  await company.report({ [office]: eligible }, '2031-07-02');
  expect((await reopen()).body).toMatchObject({ status: 'Enrolled', term: 'FY32' });
  await scene.cloud.host.runTimer('reconcileAllOrganizations');
  await scene.cloud.settle();
  expect((await ines.get(path)).body).toMatchObject({ status: 'Enrolled', term: 'FY32' });
});

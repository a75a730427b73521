/** The end of terms over HTTP. Each test has companies and a year of its own: the clock only moves forward. */
import { expect, test } from 'vitest';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { agreement, type Company, eligible, found, ineligible } from './company.ts';
import { enroll, invited, refusal, stepsOf, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
const ended = 'Incentive enrollment ended';
const invitation = 'Partner Incentive Enrollment Invitation';

/** Moves the clock, runs what it passes, and lets the letters leave. */
async function itIs(instant: string): Promise<void> {
  await scene.cloud.host.moveClock(new Date(instant));
  await scene.cloud.settle();
}

/** A company with one enrolled location. */
async function enrolled() {
  const subject = await invited(scene.cloud);
  await enroll(subject.ines, subject.path);
  return subject;
}

async function endAgreement({ path }: Company, activeTo: string): Promise<void> {
  const period = { activeFrom: '2020-09-01', activeTo };
  await operator().put(`${path}/agreements/${agreement}`, period, { 'if-match': '*' });
  await scene.cloud.settle();
}

test('an agreement counts on the first day of the next term: one that ended the day before lapses the enrollment', async () => {
  const [over, last] = [await enrolled(), await enrolled()];
  await endAgreement(over.company, '2027-06-30');
  await endAgreement(last.company, '2027-07-01');
  expect((await over.ines.get(over.path)).body.status).toBe('Enrolled');
  await itIs('2027-07-01T00:05:00Z');
  const { body } = await over.ines.get(over.path);
  const figure = 'active from 2020-09-01 to 2027-06-30';
  const criteria = [{ kind: 'agreement', met: false, needed: 'active on 2027-07-01', figure }];
  const reasons = [{ code: 'agreementNotActive', criteria }];
  expect(body).toMatchObject({ status: 'Lapsed', reasons });
  expect(body.rollovers).toMatchObject([{ fromTerm: 'FY27', toTerm: 'FY28', outcome: 'lapsed', reasons }]);
  expect((await last.ines.get(last.path)).body).toMatchObject({ status: 'Enrolled', term: 'FY28' });
  expect(subjectsIn(scene.cloud, over.company.mail('ines'))).toEqual([ended, invitation]);
  expect(subjectsIn(scene.cloud, last.company.mail('ines'))).toEqual([invitation]);
});

test('a program with a term of its own, and one whose term was extended, are not touched on 1 July', async () => {
  await itIs('2027-10-01T00:00:00Z');
  const company = await found(scene.cloud);
  const ines = company.as('ines');
  const calendars = { autumn: { firstMonth: 10 }, extended: { extendedEnds: { FY28: '2028-09-30' } } };
  const terms = { ...sampleProgram['commerce-incentives'] };
  for (const [program, calendar] of Object.entries(calendars))
    await operator().put(`/programs/${program}`, { ...terms, calendar });
  const paths = Object.keys(calendars).map((program) => company.enrollment(company.locations[0], program));
  const read = async () => Promise.all(paths.map(async (path) => (await ines.get(path)).body));
  for (const path of paths) expect((await ines.put(path)).body).toMatchObject({ term: 'FY28' });
  const before = await read();
  await itIs('2028-07-01T00:05:00Z');
  expect(await read()).toEqual(before);
  await itIs('2028-10-01T00:05:00Z');
  expect(await read()).toMatchObject([
    { status: 'Enrolled', term: 'FY29' },
    { status: 'Enrolled', term: 'FY29' },
  ]);
});

test('two boundaries missed in a row are taken in order, each by its own day', async () => {
  await itIs('2028-11-01T00:00:00Z');
  const [goesOn, stops] = [await enrolled(), await enrolled()];
  await endAgreement(stops.company, '2030-03-31');
  await itIs('2030-07-02T00:00:00Z');
  const rolled = { fromTerm: 'FY29', toTerm: 'FY30', outcome: 'rolledForward', reasons: [] };
  const second = { fromTerm: 'FY30', toTerm: 'FY31' };
  expect((await goesOn.ines.get(goesOn.path)).body).toMatchObject({
    term: 'FY31',
    rollovers: [rolled, { ...second, outcome: 'rolledForward' }],
  });
  expect((await stops.ines.get(stops.path)).body).toMatchObject({
    status: 'Lapsed',
    rollovers: [rolled, { ...second, outcome: 'lapsed', reasons: [{ code: 'agreementNotActive' }] }],
  });
  expect(await stepsOf(stops.ines, stops.path)).toEqual(['invite', 'enroll', 'rollForward', 'lapse']);
  expect(subjectsIn(scene.cloud, stops.company.mail('ines'))).toEqual([ended, invitation]);
});

test('a lapsed location that regains its eligibility is invited again', async () => {
  await itIs('2030-11-01T00:00:00Z');
  const { company, office, ines, path, etag } = await enrolled();
  await company.report({ [office]: ineligible }, '2030-10-31');
  await itIs('2031-07-01T00:05:00Z');
  expect((await ines.get(path)).body.status).toBe('Lapsed');
  const refused = await ines.put(path, undefined, { 'if-match': etag });
  expect(refused).toMatchObject(refusal(409, 'enrollment/ineligible'));

  await company.report({ [office]: eligible }, '2031-07-01');
  expect((await ines.get(path)).body).toMatchObject({ status: 'Invited', reasons: [] });
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toEqual([invitation, ended, invitation]);
  expect((await enroll(ines, path)).body).toMatchObject({ status: 'Enrolled', term: 'FY32' });
  expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'lapse', 'invite', 'enroll']);
});

test('what was withdrawn before the boundary stays withdrawn, and may come back', async () => {
  await itIs('2031-11-01T00:00:00Z');
  const { company, ines, path } = await enrolled();
  await ines.delete(path, { 'if-match': (await ines.get(path)).body.etag });
  const withdrawn = (await ines.get(path)).body;
  await itIs('2032-07-02T00:00:00Z');
  expect(withdrawn).toMatchObject({ status: 'Withdrawn', rollovers: [] });
  expect((await ines.get(path)).body).toEqual(withdrawn);
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toEqual([invitation]);
  expect((await enroll(ines, path)).body).toMatchObject({ status: 'Enrolled', term: 'FY33' });
});

test('a pass that loses the answers to its writes rolls forward once, and tells of a lapse once', async () => {
  await itIs('2032-11-01T00:00:00Z');
  const { company, ines, path } = await enrolled();
  const branch = company.enrollment(company.locations[1]);
  await company.report({ [company.locations[1]]: eligible });
  await enroll(ines, branch);
  await company.report({ [company.locations[1]]: ineligible }, '2032-10-31');
  await itIs('2033-06-30T23:30:00Z');
  await itIs('2033-07-01T00:00:00Z');
  scene.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true, times: 2 });
  await scene.cloud.host.runTimer('rollOverEndedTerms');
  await scene.cloud.settle();
  expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'rollForward']);
  expect(await stepsOf(ines, branch)).toEqual(['invite', 'enroll', 'warn', 'lapse']);
  const willEnd = 'Incentive enrollment will end unless you act';
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toEqual([ended, willEnd, invitation, invitation]);
});

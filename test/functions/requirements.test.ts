/** Requirements over HTTP: completed by the partner, validated or rejected by the operator, reminded after 48 hours. */
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { eligible, found } from './company.ts';
import { enroll, etagOf, refusal, stepsOf, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const program = 'with-requirements';
const terms = {
  ...sampleProgram['csp-indirect-reseller'],
  name: 'With requirements',
  requirements: [
    { requirement: 'payout-profile', name: 'Payout profile' },
    { requirement: 'tax-profile', name: 'Tax profile' },
  ],
};

beforeAll(() => must(scene.cloud.as('olivia').put(`/programs/${program}`, terms)));

/** A company whose first location accepted the invitation, with what its people and the operator do about it. */
async function accepted() {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  await company.report({ [office]: eligible });
  const [ines, olivia] = [company.as('ines'), scene.cloud.as('olivia')];
  const path = company.enrollment(office, program);
  const entered = await enroll(ines, path);
  const act = async (who: typeof ines, way: string, body?: object) =>
    who.put(`${path}/${way}`, body, { 'if-match': await etagOf(ines, path) });
  return {
    ...{ company, office, ines, path, entered, olivia },
    complete: (requirement: string) => act(ines, `requirements/${requirement}`),
    validate: (requirement: string) =>
      act(olivia, `requirements/${requirement}/validation`, { outcome: 'validated' }),
    reject: (requirement: string, reason: string) =>
      act(olivia, `requirements/${requirement}/validation`, { outcome: 'rejected', reason }),
  };
}

const blocking = (body: { checklist: { state: string }[] }) =>
  body.checklist.filter(({ state }) => state === 'blocking');

test('accepted, completed, validated: enrolled, earning from the month of the completion', async () => {
  const { company, entered, ines, path, complete, validate } = await accepted();
  expect(entered.body).toMatchObject({
    status: 'Action required',
    term: 'FY27',
    earnsFrom: null,
    actionRequired: 'completeRequirement',
    completeBy: { day: '2027-03-31', earnsFrom: '2027-03-01' },
  });
  expect(blocking(entered.body)).toMatchObject([{ name: 'Payout profile', by: ['incentivesAdministrator'] }]);
  expect((await company.as('uma').get(path)).body.status).toBe('Enrolling');
  expect((await complete('payout-profile')).body.status).toBe('Action required');
  const completed = await complete('tax-profile');
  expect(completed.body).toMatchObject({
    status: 'Validating enrollment',
    actionRequired: null,
    completeBy: null,
  });
  expect(blocking(completed.body)).toMatchObject([{ step: 'validateRequirement', by: ['operator'] }]);
  expect((await validate('payout-profile')).body.status).toBe('Validating enrollment');
  expect((await validate('tax-profile')).body).toMatchObject({ status: 'Enrolled', earnsFrom: '2027-03-01' });
  expect(blocking((await ines.get(path)).body)).toEqual([]);
  expect(await stepsOf(ines, path)).toEqual([
    'invite',
    'enroll',
    'complete',
    'complete',
    'validate',
    'validate',
  ]);
  const { body } = await must(ines.get(`${path}/history`));
  expect(body.value[2]).toMatchObject({
    requirement: 'payout-profile',
    grant: { role: 'incentivesAdministrator' },
  });
  expect(body.value.at(-1)).toMatchObject({ by: 'operator', requirement: 'tax-profile', to: 'enrolled' });
});

test('a rejection says why, tells the Incentives administrators, and asks for it again', async () => {
  const { company, ines, path, complete, reject } = await accepted();
  await complete('payout-profile');
  await complete('tax-profile');
  const rejected = await reject('tax-profile', 'The form is of another year.');
  expect(rejected).toMatchObject({ status: 200, body: { status: 'Action required' } });
  const { body } = await ines.get(path);
  expect(body).toMatchObject({ status: 'Action required', actionRequired: 'completeRequirement' });
  expect(blocking(body)).toMatchObject([{ name: 'Tax profile', reason: 'The form is of another year.' }]);
  const before = subjectsIn(scene.cloud, company.mail('ines')).length;
  await scene.cloud.settle();
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toHaveLength(before + 1);
  expect((await complete('tax-profile')).body.status).toBe('Validating enrollment');
});

test('a program that asks for more tells its enrolled locations, once: by mail, as a card, in the checklist', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  await company.report({ [office]: eligible });
  const [ines, olivia] = [company.as('ines'), scene.cloud.as('olivia')];
  const { programId: asking, ...created } = (
    await must(olivia.put('/programs/asking', { ...terms, requirements: [] }))
  ).body;
  await scene.cloud.settle();
  const path = company.enrollment(office, asking);
  expect((await enroll(ines, path)).body).toMatchObject({ status: 'Enrolled', actionRequired: null });
  const home = async () => (await ines.get(`${company.path}/home`)).body.value;
  const cardOf = async () => (await home()).find((one: { programId: string }) => one.programId === asking);
  expect(await cardOf()).toBeUndefined();

  const passport = { requirement: 'passport', name: 'Passport' };
  const { etag } = created;
  await must(olivia.put('/programs/asking', { ...terms, requirements: [passport] }, { 'if-match': etag }));
  await scene.cloud.settle();
  const { body } = await ines.get(path);
  expect(body).toMatchObject({ status: 'Enrolled', actionRequired: 'completeRequirement' });
  expect(blocking(body)).toMatchObject([{ step: 'completeRequirement', name: 'Passport' }]);
  expect(await cardOf()).toMatchObject({ kind: 'actionRequired', requirement: passport });
  const told = 'Incentive enrollment: something more must be completed';
  const mails = () => subjectsIn(scene.cloud, company.mail('ines')).filter((one) => one === told);
  expect(mails()).toHaveLength(1);
  await scene.cloud.host.runTimer('reconcileAllOrganizations');
  await scene.cloud.settle();
  expect(mails()).toHaveLength(1);

  await must(ines.put(`${path}/requirements/passport`, undefined, { 'if-match': await etagOf(ines, path) }));
  expect(await cardOf()).toBeUndefined();
  expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'adjust', 'complete']);
});

describe('what would make it Enrolled is refused', () => {
  const migrate = (path: string, status: string) =>
    must(scene.cloud.as('olivia').put(`${path}/migration`, { status }, { 'if-match': '*' }));

  test('before the migration, saying what is possible; a rejection is not', async () => {
    const { company, ines, path, complete, validate, reject } = await accepted();
    await complete('payout-profile');
    await migrate(company.path, 'inProgress');
    const code = 'organization/migration-not-completed';
    const completed = await complete('tax-profile');
    expect(completed).toMatchObject(refusal(409, code));
    expect(completed.body.error.details).toEqual({ status: 'Action required', possible: ['withdraw'] });
    expect(await validate('payout-profile')).toMatchObject(refusal(409, code));
    expect((await reject('payout-profile', 'No such bank')).status).toBe(200);
    await migrate(company.path, 'completed');
    expect((await complete('tax-profile')).status).toBe(200);
    expect((await ines.get(path)).body.status).toBe('Action required');
  });

  test('while the program is closed', async () => {
    const { complete, validate, reject } = await accepted();
    for (const requirement of ['payout-profile', 'tax-profile']) await complete(requirement);
    await validate('payout-profile');
    const set = (state: string) =>
      must(scene.cloud.as('olivia').put(`/programs/${program}`, { ...terms, state }, { 'if-match': '*' }));
    await set('notOpen');
    expect(await validate('tax-profile')).toMatchObject(refusal(409, 'program/not-open'));
    expect((await reject('payout-profile', 'No such bank')).body.status).toBe('Action required');
    expect(await complete('payout-profile')).toMatchObject(refusal(409, 'program/not-open'));
    await set('active');
    expect((await complete('payout-profile')).body.status).toBe('Validating enrollment');
  });
});

test('which of its people it was is kept for the operator, and for nobody else', async () => {
  const { ines, path, olivia, complete, validate } = await accepted();
  await complete('payout-profile');
  await validate('payout-profile');
  const last = async (reader: typeof ines) => (await must(reader.get(`${path}/history`))).body.value.at(-1);
  const kept = await last(olivia);
  expect(kept).toMatchObject({
    what: 'validate',
    by: 'operator',
    operator: expect.stringMatching(/^.+:.+$/),
  });
  const { operator: _, ...told } = kept;
  expect(await last(ines)).toEqual(told);
});

describe('what comes twice or too early', () => {
  test('is answered as it is, or refused, and changes nothing', async () => {
    const { ines, path, olivia, complete, validate, reject } = await accepted();
    expect(await validate('tax-profile')).toMatchObject(refusal(409, 'requirement/not-completed'));
    const done = await complete('tax-profile');
    for (const repeat of [await complete('tax-profile'), await ines.put(`${path}/requirements/tax-profile`)])
      expect(repeat).toMatchObject({ status: 200, body: done.body });
    const validation = `${path}/requirements/tax-profile/validation`;
    const unread = await olivia.put(validation, { outcome: 'validated' });
    expect(unread).toMatchObject(refusal(428, 'request/precondition-required'));
    expect((await validate('tax-profile')).status).toBe(200);
    expect((await olivia.put(validation, { outcome: 'validated' })).status).toBe(200);
    expect((await reject('tax-profile', 'Wrong after all')).status).toBe(200);
    expect((await reject('tax-profile', 'Said twice')).status).toBe(200);
    expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'complete', 'validate', 'reject']);
    expect(await complete('passport')).toMatchObject(refusal(404, 'requirement/unknown'));
    const wordless = await olivia.put(validation, { outcome: 'rejected' }, { 'if-match': '*' });
    expect(wordless).toMatchObject(refusal(400, 'request/invalid'));
  });

  test('is not possible on what was only invited, or withdrawn', async () => {
    const { company, office, ines, path, complete } = await accepted();
    await must(ines.delete(path, { 'if-match': '*' }));
    expect(await complete('tax-profile')).toMatchObject(refusal(409, 'enrollment/not-possible'));
    const invitation = `${company.enrollment(office)}/requirements/tax-profile`;
    expect(await ines.put(invitation, undefined, { 'if-match': '*' })).toMatchObject(
      refusal(404, 'requirement/unknown'),
    );
  });
});

test('two days without a validation, and the operator is reminded; not of what was done', async () => {
  const { company, office, complete } = await accepted();
  const other = await accepted();
  for (const one of [{ complete }, other]) {
    await one.complete('payout-profile');
    await one.complete('tax-profile');
  }
  await other.validate('payout-profile');
  await other.validate('tax-profile');
  const vendorMail = scene.cloud.settings.VENDOR_MAIL ?? '';
  expect(scene.cloud.mail.inbox(vendorMail)).toEqual([]);
  await scene.cloud.host.moveClock(new Date(scene.cloud.now().getTime() + 48 * 3600_000 + 60_000));
  await scene.cloud.settle();
  const reminders = scene.cloud.mail.inbox(vendorMail).map(({ plainText }) => plainText ?? '');
  expect(reminders.filter((text) => text.includes(office))).toHaveLength(1);
  expect(reminders.filter((text) => text.includes(other.office))).toEqual([]);
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toHaveLength(1);
});

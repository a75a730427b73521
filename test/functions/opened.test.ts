/** A program that is opened to all after it invited: its invitations stay open, and nobody is told of them any more. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { eligible, found } from './company.ts';
import { enroll, refusal, stepsOf, usePrograms } from './enrolling.ts';

const scene = usePrograms();

const terms = {
  ...{ name: 'Gradual', guideUrl: 'https://partner.example/guides/gradual', state: 'active' },
  ...{ calendar: {}, offBoarding: 'atTermEnd', invitationValidDays: 30 },
};
const invites = {
  openToAll: false,
  versions: [
    { effectiveFrom: '2020-01-01', rule: { kind: 'revenue', level: 'location', atLeastUsd: 25_000 } },
  ],
};
const opened = { openToAll: true, versions: [] };

async function write(terms: object) {
  const operator = scene.cloud.as('olivia');
  await must(operator.put('/programs/gradual', terms, { 'if-match': '*' }));
  await scene.cloud.settle();
}

async function offered() {
  await must(scene.cloud.as('olivia').put('/programs/gradual', { ...terms, ...invites }));
  const company = await found(scene.cloud);
  const [office, branch] = company.locations;
  await company.report({ [office]: eligible, [branch]: eligible });
  await scene.cloud.settle();
  const ines = company.as('ines');
  const path = company.enrollment(office, 'gradual');
  const rows = async (query: string) => (await ines.get(`${company.path}/incentives?${query}`)).body.value;
  const cards = async () => {
    const { body } = await ines.get(`${company.path}/home`);
    return body.value.filter(({ programId }: { programId: string }) => programId === 'gradual');
  };
  return { company, office, branch, ines, path, rows, cards };
}

test('an invitation of before is open without a deadline, on no home page, and nobody is reminded of it', async () => {
  const { company, branch, ines, path, rows, cards } = await offered();
  const before = (await ines.get(path)).body.invitation.deadline;
  expect([before !== null, (await cards()).length]).toEqual([true, 2]);
  await write({ ...terms, ...opened });
  const { mail, host } = scene.cloud;
  const sent = mail.inbox().length;

  for (const day of ['2027-03-03', '2027-04-01', '2027-04-03']) {
    await host.moveClock(new Date(`${day}T03:00:00Z`));
    await host.runTimer('reconcileAllOrganizations');
    await scene.cloud.settle();
    const { body } = await ines.get(path);
    expect(body, day).toMatchObject({
      ...{ status: 'Invited', actionRequired: 'enroll', invitation: { deadline: null } },
    });
    expect((await ines.get(`${path}/invitation`)).body.deadline).toBeNull();
    expect(await rows('program=gradual&status=Invited')).toMatchObject([
      { status: 'Invited', deadline: null },
      { status: 'Invited', deadline: null },
    ]);
    expect(await rows('program=gradual&status=Invitation+expired')).toEqual([]);
    expect(await cards()).toEqual([]);
  }
  expect(await stepsOf(ines, path)).toEqual(['invite']);
  expect(mail.inbox()).toHaveLength(sent);
  const declined = company.enrollment(branch, 'gradual');
  const { headers } = await ines.get(declined);
  const decline = { 'if-match': headers.get('etag') ?? '' };
  expect((await ines.put(`${declined}/invitation/decline`, undefined, decline)).body.status).toBe('Declined');
  expect(await enroll(ines, path)).toMatchObject({ status: 200, body: { status: 'Enrolled' } });
});

test('what ended before is open again, and open to all goes with no agreement', async () => {
  await write({ ...terms, ...invites });
  const { company, office, ines, path, rows } = await offered();
  await company.report({ [office]: {} }, '2027-04-03');
  await scene.cloud.settle();
  expect((await ines.get(path)).body).toMatchObject({ status: 'Ineligible', reasons: [{}] });
  await write({ ...terms, ...opened });
  expect((await ines.get(path)).body).toMatchObject({ status: 'Invited', reasons: [] });
  expect(await rows('program=gradual&status=Ineligible')).toEqual([]);
  expect((await ines.get(`${path}/eligibility`)).body).toMatchObject({ eligible: true });
  expect(await enroll(ines, path)).toMatchObject({ status: 200, body: { status: 'Enrolled' } });
  const agreeing = { ...terms, ...opened, requiredAgreement: 'microsoftPartnerAgreement' };
  const refused = await scene.cloud.as('olivia').put('/programs/gradual', agreeing, { 'if-match': '*' });
  expect(refused).toMatchObject(refusal(400, 'program/invalid'));
  expect(refused.body.error.target).toBe('body.requiredAgreement');
});

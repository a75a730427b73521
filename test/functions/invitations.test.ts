/** An invitation over HTTP: declined, extended, sent again. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { eligible, ineligible } from './company.ts';
import { enroll, etagOf, invited, refusal, stepsOf, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();

describe('decline', () => {
  test('ends the invitation for now; it is repeatable, and can be taken back until the deadline', async () => {
    const { company, ines, path, etag } = await invited(scene.cloud);
    const decline = (headers = {}) => ines.put(`${path}/invitation/decline`, undefined, headers);
    expect(await decline()).toMatchObject(refusal(428, 'request/precondition-required'));
    const declined = await decline({ 'if-match': etag });
    expect(declined).toMatchObject({ status: 200, body: { status: 'Declined', actionRequired: null } });
    expect(await decline({ 'if-match': etag })).toMatchObject({ status: 200, body: declined.body });
    await company.report(
      { [company.locations[0]]: { ...eligible, trailing12MonthRevenueUsd: 60_000 } },
      '2027-02-20',
    );
    expect((await ines.get(path)).body).toMatchObject({ status: 'Declined' });
    expect(await enroll(ines, path)).toMatchObject({ status: 200, body: { status: 'Enrolled' } });
    expect(await stepsOf(ines, path)).toEqual(['invite', 'decline', 'enroll']);
    expect(await decline({ 'if-match': '*' })).toMatchObject(refusal(409, 'enrollment/not-possible'));
  });
});

test('who was told, and whether the mail arrived, is on the invitation', async () => {
  const { company, ines, path } = await invited(scene.cloud);
  await scene.cloud.settle();
  const member = (person: 'ines' | 'alan') => company.memberPath(person).split('/').at(-1);
  const arrived = { state: 'sent', delivery: 'delivered', sentAt: expect.any(String), sentTo: null };
  const { body } = await ines.get(`${path}/invitation`);
  expect(body).toMatchObject({ delivered: true, deadline: '2027-06-01T00:00:00.000Z' });
  expect(body.letters).toHaveLength(2);
  expect(body.letters).toContainEqual({ recipient: member('ines'), kind: 'invitation', ...arrived });
  expect(body.letters).toContainEqual({ recipient: member('alan'), kind: 'invitationNotice', ...arrived });
  const never = `${company.enrollment(company.locations[1])}/invitation`;
  expect(await ines.get(never)).toMatchObject(refusal(404, 'enrollment/unknown'));
});

describe('the operator', () => {
  const operatorOf = (path: string, ines: { get(path: string): Promise<{ headers: Headers }> }) => ({
    extend: async (lastDay: string) =>
      scene.cloud
        .as('olivia')
        .put(
          `${path}/invitation/deadline`,
          { lastDay, reason: 'A strike' },
          { 'if-match': (await ines.get(path)).headers.get('etag') ?? '' },
        ),
    resend: async (resendId: string) =>
      scene.cloud
        .as('olivia')
        .put(
          `${path}/invitation/resends/${resendId}`,
          { reason: 'They lost it' },
          { 'if-match': (await ines.get(path)).headers.get('etag') ?? '' },
        ),
  });

  test('extends a deadline, with the reason in the history; the mail names the new day', async () => {
    const { company, ines, path } = await invited(scene.cloud);
    const { invitedAt } = (await ines.get(path)).body.invitation;
    await scene.cloud.host.moveClock(new Date('2027-03-02T12:00:00.000Z'));
    const { extend } = operatorOf(path, ines);
    const extended = await extend('2027-08-31');
    expect(extended.body).toMatchObject({
      status: 'Invited',
      invitation: { deadline: '2027-09-01T00:00:00.000Z', invitedAt },
    });
    expect((await ines.get(`${path}/invitation`)).body.invitedAt).toBe(invitedAt);
    expect((await extend('2027-08-31')).body).toEqual(extended.body);
    expect(await extend('2027-08-30')).toMatchObject(refusal(409, 'invitation/deadline-not-later'));
    expect(await extend('2029-08-30')).toMatchObject(refusal(400, 'request/invalid'));
    const { body } = await ines.get(`${path}/history`);
    expect(body.value.at(-1)).toMatchObject({
      what: 'extend',
      by: 'operator',
      reasons: [{ code: 'operatorDecision', message: 'A strike' }],
    });
    await scene.cloud.settle();
    const [mail] = scene.cloud.mail.inbox(company.mail('ines'));
    expect(mail?.plainText).toContain('Extended: open until the end of 31 August 2027.');
  });

  test('sends an invitation again, once for each resendId', async () => {
    const { company, ines, path } = await invited(scene.cloud);
    const { resend } = operatorOf(path, ines);
    const resendId = randomUUID();
    await resend(resendId);
    expect((await resend(resendId)).status).toBe(200);
    await scene.cloud.settle();
    const subject = 'Partner Incentive Enrollment Invitation';
    expect(subjectsIn(scene.cloud, company.mail('ines'))).toEqual([subject, subject]);
    await resend(randomUUID());
    await scene.cloud.settle();
    expect(subjectsIn(scene.cloud, company.mail('ines'))).toHaveLength(3);
    expect(await stepsOf(ines, path)).toEqual(['invite', 'resend', 'resend']);
  });

  test('opens what was declined, not what is no longer eligible', async () => {
    const { company, office, ines, path, etag } = await invited(scene.cloud);
    await ines.put(`${path}/invitation/decline`, undefined, { 'if-match': etag });
    const { extend, resend } = operatorOf(path, ines);
    await company.report({ [office]: ineligible }, '2027-02-20');
    expect(await resend(randomUUID())).toMatchObject(refusal(409, 'enrollment/ineligible'));
    await company.report({ [office]: eligible }, '2027-02-21');
    expect(await extend('2027-08-31')).toMatchObject({ status: 200, body: { status: 'Invited' } });
  });

  test('does nothing for what was never invited', async () => {
    const { company, ines } = await invited(scene.cloud);
    const path = company.enrollment(company.locations[1]);
    const { extend } = operatorOf(path, ines);
    expect(await extend('2027-08-31')).toMatchObject(refusal(404, 'enrollment/unknown'));
    expect(await etagOf(ines, path)).toBe('');
  });
});

/** The process, line by line, as the vendor describes it: from migration to the invitation. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { eligible, found, openProgram, reseller } from './company.ts';
import { enroll, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const subject = 'Partner Incentive Enrollment Invitation';
const assign = 'Assign an Incentives administrator so that your locations can enroll';
const roleMissing = { status: 403, body: { error: { code: 'access/role-missing' } } };
const subjects = (address: string) => subjectsIn(scene.cloud, address);

test('No enrollment before the migration of the organization is completed', async () => {
  const company = await found(scene.cloud, { migration: 'inProgress' });
  const [office] = company.locations;
  await company.report({ [office]: eligible });
  const early = await enroll(company.as('ines'), company.enrollment(office, openProgram));
  const code = 'organization/migration-not-completed';
  expect(early).toMatchObject({ status: 409, body: { error: { code } } });
  expect(subjects(company.mail('ines'))).toEqual([]);

  const { path } = company;
  await scene.cloud.as('olivia').put(`${path}/migration`, { status: 'completed' }, { 'if-match': '*' });
  await scene.cloud.settle();
  expect(subjects(company.mail('ines'))).toEqual([subject]);
  for (const program of [reseller, openProgram]) {
    const late = await enroll(company.as('ines'), company.enrollment(office, program));
    expect(late.body).toMatchObject({ status: 'Enrolled', term: 'FY27', earnsFrom: '2027-03-01' });
  }
});

test('Global and Account administrators appoint Incentives administrators by location and program, themselves too; holding either role does not by itself allow enrolling', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  await company.report({ [office]: eligible });
  const scopes = [{ locations: [office], programs: [openProgram] }];
  for (const administrator of ['gloria', 'alan'] as const) {
    const client = company.as(administrator);
    const before = await enroll(client, company.enrollment(office, openProgram));
    const appointed = await client.put(company.rolePath(administrator, 'incentivesAdministrator'), {
      scopes,
    });
    const outside = await enroll(client, company.enrollment(office, reseller));
    const after = await enroll(client, company.enrollment(office, openProgram));
    expect(before).toMatchObject(roleMissing);
    expect(appointed).toMatchObject({ status: 201, body: { scopes } });
    expect(outside).toMatchObject(roleMissing);
    expect(after.body).toMatchObject({ status: 'Enrolled' });
  }
});

test('When a location becomes eligible, an invitation goes out by e-mail from Microsoft Partner Center to its Incentives administrators, with the Account administrators informed', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const { organizationId, locations, mail } = company;
  await company.appoint('alan', 'accountAdministrator', {});
  const of = (mpnId: string) => ({ scopes: [{ locations: [mpnId], programs: [reseller] }] });
  await company.appoint('ines', 'incentivesAdministrator', of(locations[0]));
  await company.appoint('ivan', 'incentivesAdministrator', of(locations[1]));
  await company.appoint('uma', 'incentivesUser');
  expect(subjects(mail('ines'))).toEqual([]);
  await company.report({ [locations[0]]: eligible, [locations[1]]: eligible });

  const from = { address: 'DoNotReply@partner.example', displayName: 'Microsoft Partner Center' };
  expect(scene.cloud.mail.inbox(mail('ines'))).toMatchObject([{ from, subject }]);
  const [invitation] = scene.cloud.mail.inbox(mail('ines'));
  const link = `${scene.cloud.desk.url}/invitations/${organizationId}/${locations[0]}/${reseller}`;
  expect(invitation?.html).toMatch(new RegExp(`<a[^>]*href="${link}"[^>]*>(<[^>]*>)*\\s*Get Started`));
  expect(invitation?.plainText).not.toContain(locations[1]);
  const [other] = scene.cloud.mail.inbox(mail('ivan'));
  expect(other).toMatchObject({ from, subject, plainText: expect.stringContaining(locations[1]) });
  expect(other?.plainText).not.toContain(locations[0]);
  const informed = 'Your locations are invited to incentive programs';
  expect(scene.cloud.mail.inbox(mail('alan'))).toMatchObject([{ from, subject: informed }]);
  expect(scene.cloud.mail.inbox(mail('alan'))[0]?.plainText).toContain('Can enroll it: ines.');
  for (const person of ['uma', 'mona', 'gloria', 'contact'] as const)
    expect(subjects(mail(person)), person).toEqual([]);
});

test('If the location has no Incentives administrator, the Global and Account administrators are told to assign one; the invitation is delivered, once, when one is assigned', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const [office] = company.locations;
  await company.appoint('alan', 'accountAdministrator', {});
  await company.report({ [office]: eligible });
  expect(subjects(company.mail('gloria'))).toEqual([assign]);
  expect(subjects(company.mail('alan'))).toEqual([assign]);
  expect(subjects(company.mail('contact'))).toEqual([]);

  await company.appoint('ines', 'incentivesAdministrator');
  await company.appoint('ivan', 'incentivesAdministrator');
  await scene.cloud.settle();
  await scene.cloud.host.runTimer('reconcileAllOrganizations');
  await scene.cloud.settle();
  expect(subjects(company.mail('ines'))).toEqual([subject]);
  expect(subjects(company.mail('gloria'))).toEqual([assign]);
});

test('If nobody at all is known there, the contact mail of the organization is told', async () => {
  const company = await found(scene.cloud, { appointed: 'none' });
  await company.report({ [company.locations[0]]: eligible });
  expect(subjects(company.mail('contact'))).toEqual([assign]);
});

test('The same invitation is on the home page; a user who selects it does not see it there again, others do, and the overview always lists it', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  await company.appoint('ivan', 'incentivesAdministrator');
  await company.report({ [office]: eligible });
  const { path } = company;
  const [ines, ivan] = [company.as('ines'), company.as('ivan')];
  const cards = async (client: typeof ines) => (await client.get(`${path}/home`)).body.value;
  const link = `${scene.cloud.desk.url}/invitations/${company.organizationId}/${office}/${reseller}`;
  const [card] = await cards(ines);
  expect(card).toMatchObject({ kind: 'invitation', mpnId: office, programId: reseller, link });

  const dismissal = `${path}/home/${card.cardId}/dismissal`;
  expect((await ines.put(dismissal)).status).toBe(200);
  expect((await ines.put(dismissal)).status).toBe(200);
  expect(await cards(ines)).toEqual([]);
  expect(await cards(ivan)).toEqual([card]);
  const overview = await ines.get(`${path}/incentives?program=${reseller}`);
  expect(overview.body.value).toMatchObject([{ mpnId: office, status: 'Invited', actionRequired: 'enroll' }]);
  const enrolled = await enroll(ines, company.enrollment(office));
  expect(enrolled.body).toMatchObject({ status: 'Enrolled' });
  expect(await cards(ivan)).toEqual([]);
});

/** The last Incentives administrator goes: who is told, once, and what happens when somebody comes again. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { type Company, openProgram, type Person } from './company.ts';
import { enroll, invited, stepsOf, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const administrator = 'incentivesAdministrator';
const gone = 'Your locations have no Incentives administrator any more';
const invitation = 'Partner Incentive Enrollment Invitation';

/** The directory disables or restores them, and is read. */
async function enable(company: Company, accountEnabled: boolean, ...people: Person[]): Promise<void> {
  for (const person of people)
    scene.cloud.directory.updateUser(company.tenantId, company.objectId(person), { accountEnabled });
  const operator = scene.cloud.as('olivia');
  await must(operator.put(`${company.path}/directories/${company.tenantId}/syncs/${randomUUID()}`));
  await scene.cloud.settle();
}

async function cardsOf(company: Company, person: Person): Promise<{ cardId: string; kind: string }[]> {
  return (await must(company.as(person).get(`${company.path}/home`))).body.value;
}

test('disabled in the directory: those who appoint are told once, the enrollment stays, and the mark goes with the return', async () => {
  const { company, ines, path } = await invited(scene.cloud);
  await enroll(ines, path);
  const { body: before } = await company.as('uma').get(path);
  await enable(company, false, 'ines');
  await enable(company, false, 'ines');
  for (const person of ['alan', 'gloria'] as const)
    expect(subjectsIn(scene.cloud, company.mail(person)).filter((subject) => subject === gone)).toHaveLength(
      1,
    );
  expect(await stepsOf(company.as('uma'), path)).toEqual(['invite', 'enroll', 'unattend']);
  const { body: after } = await company.as('uma').get(path);
  expect(after).toMatchObject({ status: 'Enrolled', term: before.term });
  expect(await cardsOf(company, 'gloria')).toMatchObject([{ kind: 'assignAdministrator' }]);

  await enable(company, true, 'ines');
  expect(await stepsOf(company.as('uma'), path)).toEqual(['invite', 'enroll', 'unattend', 'attend']);
  expect(await cardsOf(company, 'gloria')).toEqual([]);
  expect(subjectsIn(scene.cloud, company.mail('alan'))).toContain(gone);
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toEqual([invitation]);
});

test('revoked knowingly: the invitation waits, and reaches whoever is appointed next', async () => {
  const { company, path } = await invited(scene.cloud);
  const role = company.rolePath('ines', administrator);
  await must(company.as('alan').delete(`${role}?acknowledge=stranded`, { 'if-match': '*' }));
  await scene.cloud.settle();
  expect(subjectsIn(scene.cloud, company.mail('gloria'))).toContain(gone);
  expect((await company.as('uma').get(path)).body.invitation.delivered).toBe(false);
  const [card] = await cardsOf(company, 'alan');
  expect(card?.kind).toBe('assignAdministrator');
  await must(company.as('alan').put(`${company.path}/home/${card?.cardId}/dismissal`));

  await company.appoint('ivan', administrator);
  await scene.cloud.settle();
  expect(subjectsIn(scene.cloud, company.mail('ivan'))).toEqual([invitation]);
  expect(subjectsIn(scene.cloud, company.mail('ines'))).toEqual([invitation]);
  expect(await stepsOf(company.as('uma'), path)).toEqual(['invite', 'unattend', 'deliver']);

  const ivan = company.rolePath('ivan', administrator);
  await must(company.as('alan').delete(`${ivan}?acknowledge=stranded`, { 'if-match': '*' }));
  await scene.cloud.settle();
  const cards = await cardsOf(company, 'alan');
  expect(cards.map(({ cardId }) => cardId)).not.toContain(card?.cardId);
  expect(cards).toHaveLength(1);
});

test('with nobody left who appoints, the contact of the organization is told', async () => {
  const { company, office } = await invited(scene.cloud);
  await must(company.as('ines').put(company.enrollment(office, openProgram)));
  await enable(company, false, 'alan', 'gloria', 'ines');
  expect(subjectsIn(scene.cloud, company.mail('contact'))).toEqual([gone]);
});

/** The home page over HTTP: whose card is shown to whom, and for how long. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { type Client, must } from '../../infra/local/client.ts';
import { eligible, found, ineligible, type Person, reseller } from './company.ts';
import { enroll, etagOf, invited, refusal, stepsOf, usePrograms } from './enrolling.ts';

const scene = usePrograms();

test('Incentives administrators see their invitations, those who appoint see where nobody can enroll, others nothing', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const { path, locations } = company;
  const [office, branch] = locations;
  await company.appoint('alan', 'accountAdministrator', {});
  await company.appoint('ines', 'incentivesAdministrator', {
    scopes: [{ locations: [office], programs: 'all' }],
  });
  await company.appoint('uma', 'incentivesUser');
  await company.report({ [office]: eligible, [branch]: eligible });
  const cards = async (person: Person) => {
    const { body } = await company.as(person).get(`${path}/home`);
    return body.value.map(({ kind, mpnId }: Record<string, string>) => `${kind} ${mpnId}`);
  };
  expect(await cards('ines')).toEqual([`invitation ${office}`]);
  for (const person of ['alan', 'gloria'] as const)
    expect(await cards(person), person).toEqual([`assignAdministrator ${branch}`]);
  for (const person of ['uma', 'mona'] as const) expect(await cards(person), person).toEqual([]);
  const operator = await scene.cloud.as('olivia').get(`${path}/home`);
  expect(operator).toMatchObject(refusal(403, 'access/role-missing'));

  await company.appoint('ivan', 'incentivesAdministrator', {
    scopes: [{ locations: [branch], programs: 'all' }],
  });
  expect(await cards('gloria')).toEqual([]);
  expect(await cards('ivan')).toEqual([`invitation ${branch}`]);
});

test('a card is put away by whoever has it, and by nobody else', async () => {
  const { company, office, ines } = await invited(scene.cloud);
  const home = `${company.path}/home`;
  const [card] = (await ines.get(home)).body.value;
  expect(card).toMatchObject({ location: `Office ${office}`, program: 'CSP Indirect Reseller' });
  expect(card.deadline).toBe('2027-06-01T00:00:00.000Z');
  const foreign = await company.as('uma').put(`${home}/${card.cardId}/dismissal`);
  expect(foreign).toMatchObject(refusal(404, 'home/card-unknown'));
  const made = `invitation.${office}.${reseller}.${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`;
  expect(await ines.put(`${home}/${made}/dismissal`)).toMatchObject(refusal(404, 'home/card-unknown'));
  expect(await ines.put(`${home}/nonsense/dismissal`)).toMatchObject(refusal(400, 'request/invalid'));
  expect((await ines.get(home)).body.value).toEqual([card]);
});

test('what a requirement asks of them is a card of those who can complete it, again after each rejection', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  const operator = scene.cloud.as('olivia');
  const terms = { name: 'Demanding', guideUrl: 'https://partner.example/guides/demanding', state: 'active' };
  const rules = { openToAll: true, versions: [], calendar: {}, offBoarding: 'atTermEnd' };
  const asked = { requirement: 'tax', name: 'Tax profile' };
  await must(operator.put('/programs/demanding', { ...terms, ...rules, requirements: [asked] }));
  const path = company.enrollment(office, 'demanding');
  const home = `${company.path}/home`;
  const ines = company.as('ines');
  const cards = async (person: Person) => (await company.as(person).get(home)).body.value;
  const change = async (client: Client, below: string, body?: object) =>
    must(client.put(`${path}${below}`, body, { 'if-match': await etagOf(client, path) }));
  expect(await cards('ines')).toEqual([]);

  await enroll(ines, path);
  const [entered] = await cards('ines');
  expect(entered).toMatchObject({ kind: 'actionRequired', programId: 'demanding', requirement: asked });
  for (const person of ['uma', 'alan', 'gloria'] as const) expect(await cards(person), person).toEqual([]);
  await must(ines.put(`${home}/${entered.cardId}/dismissal`));
  expect(await cards('ines')).toEqual([]);

  const seen = [entered.cardId];
  for (const reason of ['No such number', 'Not yours']) {
    await change(ines, '/requirements/tax');
    expect(await cards('ines')).toEqual([]);
    await change(operator, '/requirements/tax/validation', { outcome: 'rejected', reason });
    const [rejected] = await cards('ines');
    expect(rejected).toMatchObject({ kind: 'actionRequired', requirement: asked });
    expect(seen).not.toContain(rejected.cardId);
    seen.push(rejected.cardId);
    await must(ines.put(`${home}/${rejected.cardId}/dismissal`));
    expect(await cards('ines')).toEqual([]);
  }
  await change(ines, '/requirements/tax');
  await change(operator, '/requirements/tax/validation', { outcome: 'validated' });
  const gone = await ines.put(`${home}/${seen[0]}/dismissal`);
  expect(gone).toMatchObject(refusal(404, 'home/card-unknown'));
});

test('pages: each card once, in the order of locations', async () => {
  const { company, ines } = await invited(scene.cloud);
  const [office, branch] = company.locations;
  await company.report({ [branch]: eligible });
  const home = `${company.path}/home`;
  const first = await ines.get(`${home}?top=1`);
  expect(first.body.value).toMatchObject([{ mpnId: office }]);
  const second = await ines.get(first.body.nextLink);
  expect(second.body).toMatchObject({ value: [{ mpnId: branch }] });
  expect(second.body.nextLink).toBeUndefined();
});

test('cards put away at the same moment are all put away', async () => {
  const { company, ines } = await invited(scene.cloud);
  const home = `${company.path}/home`;
  await company.report({ [company.locations[1]]: eligible });
  const cards: { cardId: string }[] = (await ines.get(home)).body.value;
  expect(cards).toHaveLength(2);
  const answers = await Promise.all(cards.map(({ cardId }) => ines.put(`${home}/${cardId}/dismissal`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await ines.get(home)).body.value).toEqual([]);
});

test('another invitation is another card, whatever was put away before', async () => {
  const { company, office, ines, path } = await invited(scene.cloud);
  const home = `${company.path}/home`;
  const [card] = (await ines.get(home)).body.value;
  await ines.put(`${home}/${card.cardId}/dismissal`);
  await company.report({ [office]: ineligible }, '2027-02-20');
  await company.report({ [office]: eligible }, '2027-02-25');
  expect(await stepsOf(ines, path)).toEqual(['invite', 'loseEligibility', 'invite']);
  const [again] = (await ines.get(home)).body.value;
  expect(again).toEqual({ ...card, cardId: again.cardId });
  expect(again.cardId).not.toBe(card.cardId);
});

test('from its deadline on, an invitation is no card and enrolls nobody, before any timer has run', async () => {
  const { company, ines, path } = await invited(scene.cloud);
  const home = `${company.path}/home`;
  const overview = `${company.path}/incentives?program=${reseller}`;
  await scene.cloud.host.moveClock(new Date('2027-05-31T23:30:00Z'));
  expect((await ines.get(home)).body.value).toHaveLength(1);
  await scene.cloud.host.moveClock(new Date('2027-06-01T00:00:00Z'));
  const expired = { status: 'Invitation expired', actionRequired: null, deadline: null };
  expect((await ines.get(home)).body.value).toEqual([]);
  expect((await ines.get(overview)).body.value).toMatchObject([expired]);
  expect(await enroll(ines, path)).toMatchObject(refusal(409, 'enrollment/invitation-expired'));
  expect(await stepsOf(ines, path)).not.toContain('expire');

  await scene.cloud.host.moveClock(new Date('2027-06-01T02:30:00Z'));
  expect((await stepsOf(ines, path)).at(-1)).toBe('expire');
  expect((await ines.get(path)).body).toMatchObject({
    ...{ status: 'Invitation expired' },
    reasons: [{ code: 'deadlinePassed' }],
  });
  expect(await enroll(ines, path)).toMatchObject(refusal(409, 'enrollment/invitation-expired'));

  await scene.cloud.host.moveClock(new Date('2027-07-01T02:30:00Z'));
  expect((await ines.get(home)).body.value).toHaveLength(1);
  expect((await enroll(ines, path)).body).toMatchObject({ status: 'Enrolled', term: 'FY28' });
});

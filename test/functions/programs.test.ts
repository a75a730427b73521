/** Programs over HTTP: written by the operator under preconditions, and what a change of one leads to. */
import { expect, test } from 'vitest';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { found } from './company.ts';
import { refusal, subjectsIn, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
const reseller = sampleProgram['csp-indirect-reseller'];
const open = sampleProgram['commerce-incentives'];
const [version] = reseller.versions;

test('a program is created, repeated, and changed under the ETag that was read', async () => {
  const path = '/programs/written';
  const terms = { ...reseller, name: 'Written', state: 'notOpen' };
  const created = await operator().put(path, terms);
  expect(created).toMatchObject({ status: 201, body: { programId: 'written', ...terms } });
  expect(created.headers.get('location')).toBe(`${scene.cloud.api}${path}`);
  expect(await operator().put(path, terms)).toMatchObject({ status: 200, body: created.body });

  const renamed = { ...terms, name: 'Renamed' };
  expect(await operator().put(path, renamed)).toMatchObject(refusal(428, 'request/precondition-required'));
  const etag = created.body.etag;
  const changed = await operator().put(path, renamed, { 'if-match': etag });
  expect(changed).toMatchObject({ status: 200, body: renamed });
  const late = await operator().put(path, terms, { 'if-match': etag });
  expect(late).toMatchObject(refusal(412, 'request/precondition-failed'));
  expect((await operator().get(path)).body).toEqual(changed.body);
});

test.each([
  ['body.calendar.timeZone', { calendar: { ...reseller.calendar, timeZone: 'Europe/Atlantis' } }],
  ['body.calendar.firstMonth', { calendar: { ...reseller.calendar, firstMonth: 13 } }],
  ['body.versions.1.effectiveFrom', { versions: [version, version] }],
  ['body.versions', { versions: [] }],
  ['body.versions', { openToAll: true }],
  ['body.versions.0.effectiveFrom', { versions: [{ ...version, effectiveFrom: '2027-02-30' }] }],
  ['body.guideUrl', { guideUrl: 'http://partner.example/guide' }],
  ['body.state', { state: 'open' }],
  ['body.color', { color: 'red' }],
])('a program is refused for its %s: %j', async (target, wrong) => {
  const refused = await operator().put('/programs/refused', { ...reseller, ...wrong });
  expect(refused).toMatchObject({ status: 400, body: { error: { target } } });
  expect(await operator().get('/programs/refused')).toMatchObject(refusal(404, 'program/unknown'));
});

test('a program that opens invites in all organizations, each once', async () => {
  const companies = [await found(scene.cloud), await found(scene.cloud), await found(scene.cloud)];
  const rule = { kind: 'country', in: ['SE'] };
  const terms = { ...reseller, versions: [{ effectiveFrom: '2027-01-01', rule }], state: 'notOpen' };
  const closed = await operator().put('/programs/opened', terms);
  const invitations = async () => {
    await scene.cloud.settle();
    const overviews = companies.map(({ as, path }) => as('ines').get(`${path}/incentives?program=opened`));
    const rows = (await Promise.all(overviews)).flatMap(({ body }) => body.value);
    return rows.map(({ mpnId, status }: Record<string, string>) => `${mpnId} ${status}`);
  };
  expect(await invitations()).toEqual([]);
  await operator().put('/programs/opened', { ...terms, state: 'active' }, { 'if-match': closed.body.etag });
  const everyLocation = companies.flatMap(({ locations }) => locations);
  expect(await invitations()).toEqual(everyLocation.map((mpnId) => `${mpnId} Invited`));
  for (const { mail } of companies) expect(subjectsIn(scene.cloud, mail('ines'))).toHaveLength(1);
});

test('a term that is running can be extended, one that is over cannot', async () => {
  await scene.cloud.host.moveClock(new Date('2027-10-01T00:00:00Z'));
  const company = await found(scene.cloud);
  const [office] = company.locations;
  await operator().put('/programs/dated', open);
  await company.as('ines').put(company.enrollment(office, 'dated'));
  const extend = (extendedEnds: Record<string, string>) =>
    operator().put(
      '/programs/dated',
      { ...open, calendar: { ...open.calendar, extendedEnds } },
      { 'if-match': '*' },
    );
  const over = await extend({ FY27: '2028-09-30' });
  expect(over).toMatchObject({ status: 400, body: { error: { target: 'body.calendar.extendedEnds.FY27' } } });
  expect((await extend({ FY28: '2028-09-30' })).status).toBe(200);
  const { body } = await company.as('ines').get(company.enrollment(office, 'dated'));
  expect(body).toMatchObject({ status: 'Enrolled', term: 'FY28' });
});

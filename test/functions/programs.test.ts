/** Programs over HTTP: written by the operator under preconditions, and what a change of one leads to. */
import { CosmosClient } from '@azure/cosmos';
import { QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, test } from 'vitest';
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
  [
    'body.requirements.1.requirement',
    { requirements: ['Tax', 'Taxes'].map((name) => ({ requirement: 'tax', name })) },
  ],
  [
    'body.calendar.extendedEnds.FY27',
    { calendar: { ...reseller.calendar, extendedEnds: { FY27: '2026-09-30' } } },
  ],
  [
    'body.calendar.extendedEnds.FY27',
    { calendar: { ...reseller.calendar, extendedEnds: { FY27: '2031-09-30' } } },
  ],
  ['body.versions.0.effectiveFrom', { versions: [{ ...version, effectiveFrom: '2150-07-01' }] }],
])('a program is refused for its %s: %j', async (target, wrong) => {
  const refused = await operator().put('/programs/refused', { ...reseller, ...wrong });
  expect(refused).toMatchObject({ status: 400, body: { error: { target } } });
  expect(await operator().get('/programs/refused')).toMatchObject(refusal(404, 'program/unknown'));
});

test('a program stored before there was a limit is answered as it is; a change of it is held to the limit', async () => {
  const deep = [1, 2, 3, 4, 5].reduce<object>((rule) => ({ kind: 'allOf', rules: [rule] }), {
    kind: 'nominated',
  });
  const terms = {
    ...reseller,
    versions: [{ effectiveFrom: '2020-07-01', rule: deep }],
    description: '',
    requirements: [],
  };
  const { settings } = scene.cloud;
  const client = new CosmosClient({
    endpoint: settings.COSMOS_ENDPOINT ?? '',
    key: settings.COSMOS_KEY ?? '',
  });
  const programs = client.database(settings.COSMOS_DATABASE ?? '').container('programs');
  await programs.items.create({ kind: 'program', schemaVersion: 1, id: 'deep', ...terms });
  client.dispose();
  const { body } = await operator().get('/programs/deep');
  const { programId: _, etag, ...read } = body;
  expect(await operator().put('/programs/deep', read)).toMatchObject({ status: 200, body: { etag } });
  const renamed = await operator().put('/programs/deep', { ...read, name: 'Renamed' }, { 'if-match': etag });
  expect(renamed).toMatchObject(refusal(400, 'program/invalid'));
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

describe('given a change of a program whose message is lost', () => {
  const rule = { kind: 'country', in: ['SE'] };
  const terms = { ...reseller, versions: [{ effectiveFrom: '2027-01-01', rule }] };

  /** The program opens while the queue is away. */
  async function changed(name: string) {
    const company = await found(scene.cloud);
    const settings = scene.cloud.settings.AzureWebJobsStorage ?? '';
    const queue = QueueServiceClient.fromConnectionString(settings).getQueueClient('organizations');
    await scene.cloud.host.drain();
    await queue.delete();
    expect((await operator().put(`/programs/${name}`, terms)).status).toBe(201);
    await queue.createIfNotExists();
    return async () => {
      await scene.cloud.settle();
      return (await company.as('ines').get(company.enrollment(company.locations[0], name))).body.status;
    };
  }

  test('when the write is repeated, then the organizations are looked at', async () => {
    const status = await changed('repeated');
    expect(await status()).toBeUndefined();
    expect((await operator().put('/programs/repeated', terms)).status).toBe(200);
    expect(await status()).toBe('Invited');
  });

  test('when nobody repeats it, then the minute timer looks at them, ten minutes later and once', async () => {
    const { host, now } = scene.cloud;
    const status = await changed('unrepeated');
    await host.runTimer('reconcileDueOrganizations');
    expect(await status()).toBeUndefined();
    await host.moveClock(new Date(now().getTime() + 11 * 60_000));
    expect(await status()).toBe('Invited');
    expect((await operator().get('/programs')).body.value).toContainEqual(
      expect.objectContaining({ programId: 'unrepeated' }),
    );
  });
});

test('a program that was discontinued is not opened again', async () => {
  const path = '/programs/discontinued';
  const over = { ...open, state: 'discontinued' };
  await operator().put(path, open);
  expect((await operator().put(path, over, { 'if-match': '*' })).status).toBe(200);
  const again = await operator().put(path, open, { 'if-match': '*' });
  expect(again.body.error).toMatchObject({ code: 'program/invalid', target: 'body.state' });
  expect((await operator().put(path, { ...over, name: 'Over' }, { 'if-match': '*' })).status).toBe(200);
});

test('what is answered is what was written, under its own ETag', async () => {
  const path = '/programs/tagged';
  const { body } = await operator().put(path, open);
  expect((await operator().get(path)).body).toEqual(body);
  const renamed = await operator().put(path, { ...open, name: 'Tagged' }, { 'if-match': body.etag });
  expect((await operator().get(path)).body).toEqual(renamed.body);
  expect(renamed.headers.get('etag')).toBe(renamed.body.etag);
});

test('a calendar cannot move the term that is running', async () => {
  const path = '/programs/moved';
  await operator().put(path, open);
  const calendar = { ...open.calendar, firstMonth: 10 };
  const moved = await operator().put(path, { ...open, calendar }, { 'if-match': '*' });
  expect(moved.body.error).toMatchObject({ code: 'program/invalid', target: 'body.calendar' });
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

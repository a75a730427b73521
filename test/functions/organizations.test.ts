/** What the operator records over HTTP: organizations, locations, agreements, figures. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { addDays, dayAt } from '../../shared/calendar/calendar.ts';
import { agreement, eligible, type Figures, found, ineligible, row } from './company.ts';
import { etagOf, invited, refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
const preconditionRequired = refusal(428, 'request/precondition-required');
const preconditionFailed = refusal(412, 'request/precondition-failed');
const stale = { 'if-match': '"stale"' };
const taken = refusal(409, 'organization/mpn-id-taken');

const profileOf = (globalMpnId: string) => ({
  legalName: `Company ${globalMpnId}`,
  country: 'SE',
  globalMpnId,
  contactMail: 'contact@company.example',
});

test('only the operator writes; the people of an organization read their own, and no other exists for them', async () => {
  const company = await found(scene.cloud);
  const { path, globalMpnId, locations } = company;
  const writes: [string, object][] = [
    [path, profileOf(globalMpnId)],
    [`${path}/migration`, { status: 'completed' }],
    [`${path}/agreements/${agreement}`, { activeFrom: '2020-09-01' }],
    [`${path}/locations/${locations[0]}`, { name: 'Office', country: 'SE' }],
    [`${path}/facts`, { asOf: '2027-02-18', locations: [row(locations[0])] }],
    ['/programs/new-program', sampleProgram['commerce-incentives']],
  ];
  const stranger = (await found(scene.cloud)).as('gloria');
  for (const [address, body] of writes) {
    expect(await company.as('gloria').put(address, body), address).toMatchObject(
      refusal(403, 'access/role-missing'),
    );
    const [status, code] = address.startsWith(path)
      ? ([404, 'organization/unknown'] as const)
      : ([403, 'access/role-missing'] as const);
    expect(await stranger.put(address, body), address).toMatchObject(refusal(status, code));
  }
  expect((await company.as('mona').get(path)).body).toMatchObject({
    globalMpnId,
    tenants: [company.tenantId],
  });
  const { body } = await company.as('mona').get(`${path}/locations`);
  expect(body.value).toMatchObject(locations.map((mpnId) => ({ mpnId })));
  expect(await stranger.get(path)).toMatchObject(refusal(404, 'organization/unknown'));
  const nowhere = await operator().get('/organizations/no-such-company');
  expect(nowhere).toMatchObject(refusal(404, 'organization/unknown'));
});

test('each write is repeatable, and a change needs the ETag of what was read', async () => {
  const { path, globalMpnId, locations } = await found(scene.cloud);
  const profile = (await operator().get(path)).body;
  const same = { ...profileOf(globalMpnId), contactMail: profile.contactMail };
  const office = { name: `Office ${locations[0]}`, country: 'SE' };
  const changes: [string, object, object][] = [
    [path, same, { ...same, legalName: 'Renamed' }],
    [`${path}/migration`, { status: 'completed' }, { status: 'inProgress' }],
    [`${path}/agreements/${agreement}`, { activeFrom: '2020-09-01' }, { activeFrom: '2021-09-01' }],
    [`${path}/locations/${locations[0]}`, office, { name: 'Here', country: 'NO' }],
  ];
  for (const [address, before, after] of changes) {
    const repeat = await operator().put(address, before);
    expect(repeat.status, address).toBe(200);
    expect(await operator().put(address, after), address).toMatchObject(preconditionRequired);
    expect(await operator().put(address, after, stale), address).toMatchObject(preconditionFailed);
    const changed = await operator().put(address, after, { 'if-match': repeat.body.etag });
    expect(changed, address).toMatchObject({ status: 200, body: after });
    const late = await operator().put(address, before, { 'if-match': repeat.body.etag });
    expect(late, address).toMatchObject(preconditionFailed);
  }
  const gone = await operator().put(`${path}/agreements/mpnAgreement`, { activeFrom: '2021-01-01' }, stale);
  expect(gone).toMatchObject(preconditionFailed);
  const organization = (await operator().get(path)).body;
  expect(organization).toMatchObject({ legalName: 'Renamed', migration: { status: 'inProgress' } });
  expect(organization.agreements).toEqual({ [agreement]: { activeFrom: '2021-09-01' } });
});

test('an MPN ID and a tenant belong to one organization, and an ID to its locations or to itself', async () => {
  const company = await found(scene.cloud);
  const other = await found(scene.cloud, { appointed: 'none' });
  const mine = profileOf(company.globalMpnId);
  const place = { name: 'Office', country: 'SE' };
  expect(await operator().put('/organizations/late-company', mine)).toMatchObject(taken);
  const late = await operator().get('/organizations/late-company');
  expect(late).toMatchObject(refusal(404, 'organization/unknown'));
  for (const id of [company.globalMpnId, company.locations[0]])
    expect(await operator().put(`${other.path}/locations/${id}`, place), id).toMatchObject(taken);
  const bound = await operator().put(`${other.path}/directories/${company.tenantId}`, {});
  expect(bound).toMatchObject(refusal(409, 'directory/tenant-taken'));
  const own = await operator().put(`${company.path}/locations/${company.globalMpnId}`, place);
  expect(own).toMatchObject(refusal(400, 'location/global-mpn-id'));
  const swapped = profileOf(company.locations[0]);
  expect(await operator().put(company.path, swapped, { 'if-match': '*' })).toMatchObject(taken);
  expect((await operator().get(company.path)).body.globalMpnId).toBe(company.globalMpnId);
});

test('figures are reported row by row, and older ones never overwrite newer ones', async () => {
  const { company, office, path, ines } = await invited(scene.cloud);
  const [, branch] = company.locations;
  const rows = (figures: Figures) => [office, branch, '999'].map((mpnId) => row(mpnId, figures));
  const report = async (asOf: string, figures: Figures) => {
    const { body } = await operator().put(`${company.path}/facts`, { asOf, locations: rows(figures) });
    await scene.cloud.settle();
    return body.value.map(({ outcome }: { outcome: string }) => outcome);
  };
  expect(await report('2027-02-17', ineligible)).toEqual(['older', 'written', 'unknown']);
  expect(await report('2027-02-18', eligible)).toEqual(['unchanged', 'written', 'unknown']);
  expect((await ines.get(`${path}/eligibility`)).body.eligible).toBe(true);
  expect(await report('2027-02-18', eligible)).toEqual(['unchanged', 'unchanged', 'unknown']);
  expect(await report('2027-03-01', ineligible)).toEqual(['written', 'written', 'unknown']);
  expect(await report('2027-02-28', eligible)).toEqual(['older', 'older', 'unknown']);
  expect((await ines.get(`${path}/eligibility`)).body.eligible).toBe(false);
  expect((await ines.get(path)).body).toMatchObject({
    status: 'Ineligible',
    reasons: [{ code: 'criteriaUnmet' }],
  });
  const wrong = await operator().put(`${company.path}/facts`, {
    asOf: '2027-03-01',
    locations: [{ ...row(office), revenue: 1 }],
  });
  const place = 'body.locations.0.revenue';
  expect(wrong.body.value).toMatchObject([{ mpnId: office, outcome: 'invalid', target: place }]);
});

test('of figures that are older, the day of the newer ones is told; today is the last day there is, where it is latest', async () => {
  const { company, office } = await invited(scene.cloud);
  const report = async (asOf: string) =>
    (await operator().put(`${company.path}/facts`, { asOf, locations: [row(office)] })).body;
  const today = dayAt('Pacific/Kiritimati', scene.cloud.now());
  expect((await report(today)).value).toEqual([{ mpnId: office, outcome: 'written' }]);
  const older = { mpnId: office, outcome: 'older', storedAsOf: today };
  expect((await report(addDays(today, -1))).value).toEqual([older]);
  expect((await report(addDays(today, 1))).error).toMatchObject({
    code: 'request/invalid',
    target: 'body.asOf',
    message: `Figures cannot be of a day to come: it is ${today} at UTC+14, the latest.`,
  });
});

test('a list that is complete has no next page', async () => {
  await found(scene.cloud, { appointed: 'none' });
  const all = (await operator().get('/organizations')).body;
  expect(all.nextLink).toBeUndefined();
  const { body } = await operator().get(`/organizations?top=${all.value.length}`);
  expect(body).toEqual(all);
  const first = (await operator().get('/organizations?top=1')).body;
  expect(first.nextLink).toContain('continuation=');
});

test('an agreement that ends takes the invitation back; one that is renewed brings it again', async () => {
  const { company, path, ines } = await invited(scene.cloud);
  const address = `${company.path}/agreements/${agreement}`;
  const record = async (period: object) => {
    const etag = await etagOf(operator(), company.path);
    expect((await operator().put(address, period, { 'if-match': etag })).status).toBe(200);
    await scene.cloud.settle();
    return (await ines.get(path)).body;
  };
  const ended = { activeFrom: '2020-09-01', activeTo: '2027-03-01' };
  const backwards = await operator().put(address, { ...ended, activeTo: '2020-08-31' }, { 'if-match': '*' });
  expect(backwards.body.error).toMatchObject({ code: 'request/invalid', target: 'body.activeTo' });
  expect(await record(ended)).toMatchObject({
    status: 'Ineligible',
    reasons: [{ code: 'agreementNotActive' }],
  });
  expect(await record({ ...ended, activeTo: '2027-12-31' })).toMatchObject({
    status: 'Invited',
    reasons: [],
  });
});

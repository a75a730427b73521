/** Previews and reports over HTTP. The clock only moves forward, so the tests go through one year in their order. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, must } from '../../infra/local/client.ts';
import { eligible, ineligible } from './company.ts';
import { enroll, refusal, subjectsIn, usePrograms } from './enrolling.ts';
import { everyDocument, everyRow, itIs, offerPaid, preview, varied } from './rollovers-scene.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
let one: Awaited<ReturnType<typeof varied>>;
let other: Awaited<ReturnType<typeof varied>>;
beforeAll(async () => {
  await offerPaid(scene.cloud);
  [one, other] = [await varied(scene.cloud), await varied(scene.cloud)];
});

const on = '2027-07-01';
// biome-ignore lint/suspicious/noExplicitAny: as the client answers it
const briefly = ({ organizationId, mpnId, programId, fromTerm, toTerm, outcome, reasons }: any) =>
  [
    organizationId,
    mpnId,
    programId,
    fromTerm,
    toTerm,
    outcome,
    ...reasons.map((one: { code: string }) => one.code),
  ].join(' ');

describe('given two companies whose enrollments come out in every way', () => {
  test('when the operator previews 1 July, then the report says what comes of each, and nothing else is written', async () => {
    const before = await everyDocument(scene.cloud);
    const { address, begun, report } = await preview(scene.cloud, operator(), { on });
    expect([begun.status, begun.headers.get('location')]).toEqual([202, `${scene.cloud.api}${address}`]);
    expect(report).toMatchObject({ kind: 'preview', on, warn: false, state: 'finished', failed: [] });
    expect(report.organizations).toEqual({ seen: 2, of: 2 });
    const totals = { fromTerm: 'FY27', toTerm: 'FY28' };
    expect(report.totals).toEqual([
      { ...totals, programId: 'commerce-incentives', outcome: 'rolledForward', enrollments: 4, reasons: {} },
      { ...totals, programId: 'commerce-paid', outcome: 'rolledForward', enrollments: 2, reasons: {} },
      {
        ...totals,
        programId: 'csp-indirect-reseller',
        outcome: 'lapsed',
        enrollments: 2,
        reasons: { criteriaUnmet: 2 },
      },
      {
        ...totals,
        programId: 'csp-indirect-reseller',
        outcome: 'rolledForward',
        enrollments: 2,
        reasons: {},
      },
    ]);
    const after = await everyDocument(scene.cloud);
    const added = [...after.keys()].filter((place) => !before.has(place));
    expect(added.filter((place) => !place.startsWith('runs undefined operator.:'))).toEqual([]);
    expect(
      [...before].filter(
        ([place, document]) => JSON.stringify(after.get(place)) !== JSON.stringify(document),
      ),
    ).toEqual([]);
  });

  test('when it is asked for again under its name, then that is the answer, whatever is said', async () => {
    const { address, report } = await preview(scene.cloud, operator(), { on });
    expect(await operator().put(address, { on: '2020-01-01', warn: true })).toMatchObject({
      status: 200,
      body: report,
    });
    expect(await operator().put(`/rollovers/${randomUUID()}`, { on: '2027-03-01' })).toMatchObject({
      status: 400,
      body: { error: { code: 'request/invalid', details: { first: '2027-03-02', last: '2029-05-10' } } },
    });
  });

  test('when a boundary comes and nothing has changed, then it does what the preview said', async () => {
    await scene.cloud.host.moveClock(new Date('2027-06-29T00:00:00Z'));
    await scene.cloud.settle();
    const { address } = await preview(scene.cloud, operator(), { on });
    const own = await preview(scene.cloud, one.company.as('gloria'), { path: one.company.path, on });
    const previewed = (await everyRow(operator(), `${address}/outcomes?top=3`)).map(briefly);
    await itIs(scene.cloud, '2027-07-01T00:05:00Z');
    const actual = [];
    for (const program of ['commerce-incentives', 'commerce-paid', 'csp-indirect-reseller'])
      actual.push(...(await everyRow(operator(), `/rollovers/${program}.FY27/outcomes?top=3`)).map(briefly));
    expect(actual.sort()).toEqual(previewed.sort());
    expect(previewed).toHaveLength(10);
    expect(await everyRow(operator(), '/rollovers/csp-indirect-reseller.FY27/changes')).toEqual([]);
    const { body } = await operator().get('/rollovers/csp-indirect-reseller.FY27');
    expect(body).toMatchObject({
      kind: 'boundary',
      state: 'finished',
      left: 0,
      endedAt: '2027-07-01T00:00:00.000Z',
    });
    expect(body.preview).toBe(address.split('/').at(-1));
    const counted = await must(
      one.company.as('gloria').get(`${one.company.path}/rollovers/csp-indirect-reseller.FY27`),
    );
    expect(counted.body.totals).toMatchObject([
      { outcome: 'lapsed', enrollments: 1, reasons: { criteriaUnmet: 1 } },
      { outcome: 'rolledForward', enrollments: 1 },
    ]);
    expect(counted.body.preview).toBe(own.address.split('/').at(-1));
  });

  test('when the operator looks at the list, then each boundary and each preview is in it', async () => {
    const { body } = await must(operator().get('/rollovers'));
    expect(body.value).toContainEqual({
      ...{
        runId: 'csp-indirect-reseller.FY27',
        programId: 'csp-indirect-reseller',
        fromTerm: 'FY27',
        toTerm: 'FY28',
      },
      ...{ endedAt: '2027-07-01T00:00:00.000Z', left: 0, rolledForward: 2, lapsed: 2, reopened: 0 },
    });
    expect(body.previews).toHaveLength(3);
    const { body: changes } = await must(operator().get('/rollovers/csp-indirect-reseller.FY26/changes'));
    expect(changes).toEqual({ value: [], preview: null });
    expect(await operator().get('/rollovers/csp-indirect-reseller.FY29')).toMatchObject(
      refusal(404, 'rollover/unknown'),
    );
    expect(await operator().get('/rollovers/nothing.FY27')).toMatchObject(refusal(404, 'rollover/unknown'));
    expect(await operator().get(`/rollovers/${randomUUID()}`)).toMatchObject(
      refusal(404, 'rollover/unknown'),
    );
  });
});

test('an organization finds its own previews again, and the boundaries that brought it something', async () => {
  const { path, as } = one.company;
  const { value, previews } = (await must(as('gloria').get(`${path}/rollovers`))).body;
  expect(previews).toMatchObject([{ on }]);
  const endedAt = '2027-07-01T00:00:00.000Z';
  expect(value).toHaveLength(3);
  expect(value).toContainEqual({
    ...{
      runId: 'csp-indirect-reseller.FY27',
      programId: 'csp-indirect-reseller',
      fromTerm: 'FY27',
      toTerm: 'FY28',
    },
    ...{ endedAt, left: 0, rolledForward: 1, lapsed: 1, reopened: 0 },
  });
});

test('the lapses alone are asked for by their outcome, of a preview and of a boundary', async () => {
  const { company, bad } = one;
  const gloria = company.as('gloria');
  const own = (await must(gloria.get(`${company.path}/rollovers`))).body.previews[0].runId;
  const all = (await must(operator().get('/rollovers'))).body.previews[0].runId;
  const placesOf = async (client: Client, run: string, outcome = 'lapsed') =>
    (await everyRow(client, `${run}/outcomes?top=1&outcome=${outcome}`)).map(({ mpnId }) => mpnId).sort();
  const boundary = 'rollovers/csp-indirect-reseller.FY27';
  for (const run of [`/rollovers/${all}`, `/${boundary}`])
    expect(await placesOf(operator(), run)).toEqual([bad, other.bad].sort());
  for (const run of [`${company.path}/rollovers/${own}`, `${company.path}/${boundary}`])
    expect(await placesOf(gloria, run)).toEqual([bad]);
  expect(await placesOf(operator(), `/rollovers/${all}`, 'rolledForward')).toHaveLength(8);
  expect(await placesOf(operator(), `/rollovers/${all}`, 'reopened')).toEqual([]);
  expect(await operator().get(`/${boundary}/outcomes?outcome=lost`)).toMatchObject(
    refusal(400, 'request/invalid'),
  );
});

test('what changed between the last preview and the boundary is a list', async () => {
  const next = '2028-07-01';
  await itIs(scene.cloud, '2028-03-01T00:00:00Z');
  const { address } = await preview(scene.cloud, operator(), { on: next });
  const { company, good, ines } = one;
  const path = company.enrollment(good, 'commerce-incentives');
  await must(ines.delete(path, { 'if-match': (await ines.get(path)).body.etag }));
  await must(enroll(other.ines, other.company.enrollment(other.good, 'commerce-paid')));
  const late = await varied(scene.cloud);
  await itIs(scene.cloud, '2028-07-01T00:05:00Z');
  const changes = async (program: string) => everyRow(operator(), `/rollovers/${program}.FY28/changes?top=1`);
  const carriedOn = { outcome: 'rolledForward', reasons: [] };
  const place = (mpnId: string, programId = 'commerce-incentives') => ({ mpnId, programId });
  const open = await changes('commerce-incentives');
  expect(open).toMatchObject([
    { ...place(good), previewed: carriedOn, actual: null },
    ...late.company.locations.map((mpnId) => ({ ...place(mpnId), previewed: null, actual: carriedOn })),
  ]);
  for (const { organization, location } of open)
    expect([organization, location]).not.toContainEqual(expect.stringMatching(/^[0-9]+$/));
  const { body } = await must(operator().get('/rollovers/commerce-incentives.FY28/changes'));
  expect(address).toContain(body.preview);
  expect(await changes('commerce-paid')).toMatchObject([
    { ...place(other.good, 'commerce-paid'), previewed: null, actual: carriedOn },
    { ...place(late.bad, 'commerce-paid'), previewed: null, actual: carriedOn },
  ]);
});

describe('warnings', () => {
  test('those who would lapse are told once, however often it is previewed, and however early; and again when the end is near', async () => {
    await itIs(scene.cloud, '2028-09-01T00:00:00Z');
    const { company, bad, ines } = await varied(scene.cloud);
    const warnings = () =>
      subjectsIn(scene.cloud, company.mail('ines')).filter((subject) => subject.includes('will end'));
    expect(warnings()).toHaveLength(0);
    for (let times = 1; times <= 2; times += 1) {
      const { report } = await preview(scene.cloud, operator(), { on: '2029-07-01', warn: true });
      expect(report).toMatchObject({ state: 'finished', warn: true, warned: times === 1 ? 1 : 0 });
      await scene.cloud.settle();
      expect(warnings()).toHaveLength(1);
    }
    const { body } = await ines.get(company.enrollment(bad));
    expect(body).toMatchObject({ status: 'Enrolled', warnings: [{ code: 'criteriaUnmet' }] });
    const rows = (await ines.get(`${company.path}/incentives?location=${bad}`)).body.value;
    expect(
      rows.map(({ programId, warnings }: { programId: string; warnings: string[] }) => [programId, warnings]),
    ).toContainEqual([body.programId, ['criteriaUnmet']]);
    const own = company
      .as('gloria')
      .put(`${company.path}/rollovers/${randomUUID()}`, { on: '2029-07-01', warn: true });
    expect(await own).toMatchObject(refusal(400, 'request/invalid'));
    await itIs(scene.cloud, '2029-06-02T03:00:00Z');
    expect(warnings()).toHaveLength(2);
    await company.report({ [bad]: eligible }, '2029-06-02');
    expect((await ines.get(company.enrollment(bad))).body.warnings).toEqual([]);
    await company.report({ [bad]: ineligible }, '2029-06-02');
    // So soon it is shown, and not told again.
    expect((await ines.get(company.enrollment(bad))).body.warnings).toHaveLength(1);
    expect(warnings()).toHaveLength(2);
    await itIs(scene.cloud, '2029-06-10T03:00:00Z');
    expect(warnings()).toHaveLength(3);
  });
});

describe('an organization’s own', () => {
  test('is seen by its Incentives administrators as far as their scopes reach, totals too', async () => {
    const { company, good } = one;
    await company.appoint('mona', 'incentivesAdministrator', {
      scopes: [{ locations: [good], programs: 'all' }],
    });
    const mona = company.as('mona');
    const { address, report } = await preview(scene.cloud, mona, { path: company.path, on: '2029-07-01' });
    expect(report.totals).toMatchObject([
      { programId: 'csp-indirect-reseller', outcome: 'rolledForward', enrollments: 1 },
    ]);
    const rows = await everyRow(mona, `${address}/outcomes`);
    expect(rows.map(({ mpnId }) => mpnId)).toEqual([good]);
    expect(await everyRow(company.as('gloria'), `${address}/outcomes`)).toHaveLength(3);
    const boundary = await must(mona.get(`${company.path}/rollovers/csp-indirect-reseller.FY27`));
    expect(boundary.body.totals).toMatchObject([{ outcome: 'rolledForward', enrollments: 1 }]);
    const listed = (await must(mona.get(`${company.path}/rollovers`))).body.value;
    const runId = 'csp-indirect-reseller.FY28';
    expect(listed).toContainEqual(expect.objectContaining({ runId, rolledForward: 1, lapsed: 0 }));
    expect(await operator().get(address.replace(company.path, ''))).toMatchObject(
      refusal(404, 'rollover/unknown'),
    );
  });
});

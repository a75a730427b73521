/** How previews run: one at a time, in messages that may fail or come twice, and read as pages or as CSV. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { refusal, usePrograms } from './enrolling.ts';
import { enlarge, fill, hostileNames, manyIds, withPartners } from './rollovers-many.ts';
import { everyRow, itIs, preview } from './rollovers-scene.ts';

const scene = usePrograms();
const operator = () => scene.cloud.as('olivia');
const count = 120;
beforeAll(() => fill(scene.cloud, count));

const on = '2027-07-01';
const ask = (runId = randomUUID()) => ({ runId, sent: operator().put(`/rollovers/${runId}`, { on }) });
const read = async (runId: string) => (await must(operator().get(`/rollovers/${runId}`))).body;

test('given more organizations than one message names, then each is in the list once, in their order', async () => {
  const { address, report } = await preview(scene.cloud, operator(), { on });
  expect(report.organizations).toEqual({ seen: count, of: count });
  expect(report.totals).toMatchObject([
    { programId: 'commerce-incentives', outcome: 'rolledForward', enrollments: 108 },
    { outcome: 'lapsed', enrollments: 12, reasons: { criteriaUnmet: 12, agreementNotActive: 12 } },
  ]);
  const rows = await everyRow(operator(), `${address}/outcomes?top=7`);
  expect(rows.map(({ organizationId }) => organizationId)).toEqual(manyIds(count));
  expect(await operator().get(`${address}/outcomes?continuation=eA`)).toMatchObject(
    refusal(400, 'request/continuation-invalid'),
  );
});

test('given two who ask at once, then one of them runs, and the other is told which', async () => {
  const both = [ask(), ask()];
  const answers = await Promise.all(both.map(({ sent }) => sent));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  const [refused] = answers.filter(({ status }) => status === 409);
  const [winner] = both.filter((_, n) => answers[n]?.status === 202);
  expect(refused?.body.error).toMatchObject({
    code: 'rollover/preview-running',
    details: { runId: winner?.runId },
  });
  await scene.cloud.host.drain();
  expect(await read(winner?.runId ?? '')).toMatchObject({ state: 'finished' });
  await must(ask().sent);
  await scene.cloud.host.drain();
});

test('given workers that are lost while they write, then their messages come again and nothing is counted twice', async () => {
  const { runId, sent } = ask();
  for (const after of [true, false])
    scene.cloud.cosmos.faults.add({ operation: 'upsert', drop: true, after, times: 2 });
  scene.cloud.cosmos.faults.add({ operation: 'replace', drop: true, after: true });
  await must(sent);
  await must(operator().put(`/rollovers/${runId}`, { on }));
  await scene.cloud.host.drain();
  scene.cloud.cosmos.faults.clear();
  expect(await read(runId)).toMatchObject({ state: 'finished', organizations: { seen: count, of: count } });
  expect(await everyRow(operator(), `/rollovers/${runId}/outcomes`)).toHaveLength(count);
});

test('given a run whose messages were given up, then it stops, and a quarter of an hour later another takes its place', async () => {
  const { runId, sent } = ask();
  scene.cloud.cosmos.faults.add({ operation: 'upsert', status: 500, times: 1000 });
  await must(sent);
  await scene.cloud.host.drain();
  scene.cloud.cosmos.faults.clear();
  expect(await read(runId)).toMatchObject({ state: 'running', organizations: { seen: 0, of: count } });
  expect(await ask().sent).toMatchObject(refusal(409, 'rollover/preview-running'));
  await itIs(scene.cloud, '2027-03-02T09:16:00Z');
  expect(await read(runId)).toMatchObject({ state: 'stopped', finishedAt: null });
  await must(ask().sent);
  await scene.cloud.host.drain();
});

test('given an organization that cannot be read, then it is named, and holds up nobody', async () => {
  const location = { id: 'location:7000003', organizationId: 'many-0003', kind: 'location', name: 7 };
  await withPartners(scene.cloud, async (partners) => {
    const before = await partners.item(location.id, location.organizationId).read();
    await partners.items.upsert(location);
    const { report } = await preview(scene.cloud, operator(), { on });
    expect(report).toMatchObject({ state: 'finished', failed: ['many-0003'] });
    expect(report.totals).toMatchObject([{ enrollments: 107 }, { enrollments: 12 }]);
    await partners.items.upsert(before.resource);
  });
});

/** The table as a browser fetches it, with the address of the part that follows. */
async function csv(address: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await scene.cloud.identity.tokenFor('olivia')}`;
  const url = address.startsWith('http') ? address : `${scene.cloud.api}${address}`;
  const answer = await fetch(url, { headers: { authorization, ...headers } });
  return { answer, text: await answer.text(), next: /<([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1] };
}

test('given hostile names, then the CSV holds no formula, and quotes what it must', async () => {
  const { address } = await preview(scene.cloud, operator(), { on });
  const { answer, text, next } = await csv(`${address}/outcomes?format=csv`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="rollover-[0-9a-f-]+\.csv"$/,
  );
  expect(next).toBeUndefined();
  expect((await csv(`${address}/outcomes`, { accept: 'text/csv' })).text).toBe(text);
  const lines = text.split('\r\n');
  expect(lines[0]).toBe(
    'organizationId,organization,mpnId,location,programId,fromTerm,toTerm,outcome,reasons,explanation',
  );
  expect(lines[1]).toMatch(/^many-0000,'=1\+1,7000000,'=1\+1,csp-indirect-reseller,FY27,FY28,lapsed,/);
  for (const [n, written] of [
    "'=1+1",
    "'+SUM(A1)",
    "'-2",
    "'@cmd",
    "'\tTab",
    '"\'\rReturn"',
    '"A ""quoted"", name"',
    '"Two\nlines"',
  ].entries())
    expect(text, hostileNames[n]).toContain(`\r\nmany-000${n},${written},`);
  const { value } = (await must(operator().get(`${address}/outcomes`, { accept: 'application/json' }))).body;
  expect(value[0].location).toBe('=1+1');
});

test('given a boundary of which some is left, then the report says so, and how many', async () => {
  await itIs(scene.cloud, '2027-06-30T23:59:00Z');
  await scene.cloud.host.moveClock(new Date('2027-07-01T00:01:00Z'));
  const report = async () => (await must(operator().get('/rollovers/commerce-incentives.FY27'))).body;
  const left = await report();
  expect(left).toMatchObject({ state: 'running', left: 108, totals: [] });
  expect(left.stillOpen).toHaveLength(50);
  expect(left.stillOpen[0]).toEqual({
    ...{ organizationId: 'many-0001', mpnId: '7000001', programId: 'commerce-incentives' },
  });
  // What is still to be decided has not come out otherwise.
  expect(left.preview).not.toBeNull();
  expect(await everyRow(operator(), '/rollovers/commerce-incentives.FY27/changes')).toEqual([]);
  await itIs(scene.cloud, '2027-07-01T00:05:00Z');
  expect(await report()).toMatchObject({
    state: 'finished',
    left: 0,
    stillOpen: [],
    totals: [{ enrollments: 108 }],
  });
  const { text } = await csv('/rollovers/csp-indirect-reseller.FY27/outcomes?format=csv&top=1');
  expect(text.split('\r\n')).toHaveLength(14);
  expect(text).toContain("many-0000,'=1+1,7000000,'=1+1,");
});

test('given more than 5,000 rows, then the CSV is one table in parts, of which only the first names the columns', async () => {
  const { address } = await preview(scene.cloud, operator(), { on: '2028-07-01' });
  await enlarge(scene.cloud, address.split('/').at(-1) ?? '', 5_001);
  const first = await csv(`${address}/outcomes?format=csv`);
  const second = await csv(first.next ?? '');
  expect(second.next).toBeUndefined();
  const [header, ...rows] = `${first.text}${second.text}`.trimEnd().split('\r\n');
  expect(header).toContain('organizationId,');
  expect([first.text, second.text].map((text) => text.trimEnd().split('\r\n').length)).toEqual([5_001, 1]);
  expect(new Set(rows.map((row) => row.split(',')[2])).size).toBe(5_001);
  const { text, next } = await csv(`${address}/outcomes?format=csv&outcome=lapsed`);
  expect([text.trimEnd().split('\r\n').length, next]).toEqual([502, undefined]);
});

/** What the app tells of itself: traces from a request to the calls it makes, counts of what happened, and nothing of anybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { samplesOf, seedFacts } from '../../infra/local/seed.ts';
import type { Span } from '../../infra/local/telemetry/otlp.ts';
import { below, counted, invocationsOf, namesOf, startTold, type Told } from './telemetry-scene.ts';

const berlin = '/organizations/contoso/locations/4100101/enrollments/csp-indirect-reseller';
const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;
const units = 'azure.cosmosdb.operation.request_charge';

let told: Told;
let reading: { requests: number; charge: number };
let codes: string[];

/** A reading within a caller's trace, refusals, and a service of each kind in trouble; then the app ends, and has told all. */
beforeAll(async () => {
  told = await startTold('partners');
  const { cloud } = told;
  cloud.mail.faults.add({ status: 500, times: 1 });
  await seedFacts(cloud);
  await cloud.settle();
  reading = await spentBy(() => must(cloud.as('ines').get(berlin, { traceparent })));
  codes = await refusals();
  cloud.graph.faults.add({ status: 403 });
  const [contoso] = samplesOf(cloud);
  await must(
    cloud.as('adele').put(`/organizations/contoso/directories/${contoso?.tenant.tenantId}/syncs/again`),
  );
  await cloud.host.drain();
  cloud.cosmos.faults.add({ operation: 'read', status: 503, times: 100 });
  codes.push((await cloud.as('ines').get('/me')).body.error.code);
  await cloud.close();
}, 120_000);
afterAll(() => told.close());

async function spentBy(call: () => Promise<unknown>) {
  const { cosmos } = told.cloud;
  const before = cosmos.spent();
  await call();
  const after = cosmos.spent();
  const total = ({ requests }: typeof after) =>
    Object.values(requests).reduce((sum, count) => sum + count, 0);
  return { requests: total(after) - total(before), charge: after.charge - before.charge };
}

async function refusals(): Promise<string[]> {
  const { cloud } = told;
  const answers = [
    await cloud.as('uma').put(berlin, undefined, { 'if-match': '*' }),
    await cloud.as('uma').put(berlin, undefined, { 'if-match': '*' }),
    await cloud.as('ines').get('/organizations/nobody'),
    await cloud.withToken('none').get('/me'),
  ];
  return answers.map(({ body }) => body.error.code);
}

describe('given a reading within a trace of its caller', () => {
  const invocation = () => invocationsOf(told.collector, 'getEnrollment').at(-1) as Span;

  test('when it is looked up, then the invocation is below the caller, and each request to the database below it', () => {
    expect(invocation()).toMatchObject({
      traceId: caller.traceId,
      parentSpanId: caller.spanId,
      attributes: { 'faas.trigger': 'http', 'http.response.status_code': 200 },
    });
    const requests = below(told.collector, invocation());
    expect(requests).toHaveLength(reading.requests);
    expect(new Set(namesOf(requests))).toEqual(new Set(['read partners', 'read programs']));
    expect(told.collector.spans.filter(({ traceId }) => traceId === caller.traceId)).toHaveLength(
      1 + reading.requests,
    );
  });

  test('when its costs are summed up, then they are those of the database', () => {
    const charges = below(told.collector, invocation()).map(({ attributes }) => Number(attributes[units]));
    expect(charges.reduce((sum, charge) => sum + charge, 0)).toBeCloseTo(reading.charge);
  });

  test('when a request is looked at, then it says of which service, container and operation it is', () => {
    expect(below(told.collector, invocation())[0]).toMatchObject({
      failed: false,
      attributes: {
        'db.system.name': 'azure.cosmosdb',
        'db.namespace': 'incentives',
        'db.collection.name': 'partners',
        'db.operation.name': 'read',
        'db.response.status_code': '200',
      },
    });
  });
});

describe('given work that a message set going', () => {
  test('when a directory was read, then the sync is in the trace of the request, with its calls of Graph below', () => {
    const [asked] = invocationsOf(told.collector, 'putSync');
    const message = below(told.collector, asked as Span).find(({ name }) => name === 'send directories');
    const [sync] = below(told.collector, message as Span);

    expect(sync).toMatchObject({ name: 'syncDirectory', attributes: { 'faas.trigger': 'pubsub' } });
    const names = namesOf(below(told.collector, sync as Span));
    expect(names).toEqual(expect.arrayContaining(['GET /directoryRoles/members', 'GET /users/delta']));
  });

  test('when Graph refuses, then its span failed, and the sync did not: it knows what to do', () => {
    const sync = invocationsOf(told.collector, 'syncDirectory').at(-1) as Span;
    expect(sync.failed).toBe(false);
    expect(below(told.collector, sync).filter(({ failed }) => failed)).toMatchObject([
      { name: 'GET /directoryRoles/members', attributes: { 'error.type': 'Authorization_RequestDenied' } },
    ]);
  });

  test('when letters were sent, then each request to the mail service is below the timer', () => {
    const ticks = invocationsOf(told.collector, 'sendDueLetters');
    const requests = ticks
      .flatMap((tick) => below(told.collector, tick))
      .filter(({ name }) => /emails/.test(name));
    expect(requests).toHaveLength(told.cloud.mail.counters.sendRequests);
    expect(new Set(namesOf(requests))).toEqual(new Set(['POST /emails:send']));
    expect(requests.filter(({ failed }) => failed)).toHaveLength(1);
  });
});

test('given queries across partitions, when the SDK first asks without a plan, then that is no failure', () => {
  const queries = told.collector.spans.filter(({ name }) => name.startsWith('query '));
  const refused = queries.filter(({ attributes }) => attributes['db.response.status_code'] === '400');
  expect(refused.length).toBeGreaterThan(0);
  expect(queries.filter(({ failed }) => failed)).toEqual([]);
});

describe('given the counters', () => {
  test('when letters are counted, then as many as arrived, and the one that did not', () => {
    const { collector, cloud } = told;
    expect(counted(collector, 'incentives.letters', { outcome: 'sent' })).toBe(cloud.mail.inbox().length);
    expect(counted(collector, 'incentives.letters', { outcome: 'postponed' })).toBe(1);
    expect(counted(collector, 'incentives.delivery.reports', { outcome: 'recorded' })).toBe(
      cloud.mail.inbox().length,
    );
  });

  test('when refusals are counted, then each under the code it was answered with', () => {
    const answered = Object.groupBy(codes, (code) => code);
    expect(codes).toContain('service/database-unavailable');
    for (const [code, all] of Object.entries(answered))
      expect([code, counted(told.collector, 'incentives.refusals', { code })]).toEqual([code, all?.length]);
    expect(counted(told.collector, 'incentives.refusals')).toBe(codes.length);
  });

  test('when syncs are counted, then four that succeeded and the one that Graph refused', () => {
    const syncs = (result: string) => counted(told.collector, 'incentives.syncs', { result });
    expect([syncs('succeeded'), syncs('consentMissing')]).toEqual([4, 1]);
    const people = samplesOf(told.cloud).flatMap(({ tenant }) => tenant.users);
    expect(counted(told.collector, 'incentives.members.changed')).toBe(people.length);
  });

  test('when decisions are counted, then as many as the log says, and each pass', () => {
    const logged = linesOf('reconciled');
    const sum = (key: string) => logged.reduce((total, line) => total + (line[key] ?? 0), 0);
    expect(counted(told.collector, 'incentives.decisions')).toBe(sum('decisions'));
    expect(counted(told.collector, 'incentives.decisions', { verb: 'invite' })).toBeGreaterThan(0);
    expect(counted(told.collector, 'incentives.reconciled')).toBe(sum('organizations'));
  });

  test('when invocations are counted, then by function and outcome', () => {
    const of = (name: string, outcome: string) =>
      counted(told.collector, 'incentives.invocations', { function: name, outcome });
    expect([of('putEnrollment', 'refused'), of('getEnrollment', 'succeeded'), of('getMe', 'failed')]).toEqual(
      [2, 1, 1],
    );
  });
});

test('given all that was exported, when it is compared, then it names one instance of the app', () => {
  const instances = told.collector.texts.map(
    (text) => /"service\.instance\.id","value":\{"stringValue":"([^"]+)"/.exec(text)?.[1],
  );
  expect([...new Set(instances)]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});

/** The structured lines of the log that begin with this word. */
function linesOf(word: string): Record<string, number>[] {
  return told.lines
    .map((line) => line.split(`: ${word} {`)[1])
    .filter((rest) => rest !== undefined)
    .map((rest) => JSON.parse(`{${rest}`));
}

describe('given all that was told and logged', () => {
  test('when it is searched for the people, then it holds no name, address or id of anybody, and no token', async () => {
    const { cloud, collector, lines } = told;
    const people = samplesOf(cloud).flatMap(({ tenant, profile }) => [
      profile.contactMail,
      ...tenant.users.flatMap(({ id, displayName, mail, userPrincipalName }) => [
        id,
        displayName,
        mail,
        userPrincipalName,
      ]),
    ]);
    const token = await cloud.identity.tokenFor('ines');
    const secrets = [...people, token.slice(0, 40), 'incentives@vendor.example', 'member:', 'Bearer']
      .filter((one) => one !== null)
      .map((one) => one.toLowerCase());

    expect(lines.length).toBeGreaterThan(10);
    for (const text of [...collector.texts, ...lines])
      expect(
        secrets.filter((one) => text.toLowerCase().includes(one)),
        text.slice(0, 2000),
      ).toEqual([]);
  });
});

/** Where telemetry goes, and that nobody notices: no destination, one that is gone, one that is silent, and Azure Monitor. */
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { createCertificate, trust } from '../../infra/local/certificate.ts';
import { startHost } from '../../infra/local/host/host.ts';
import { close, guarded, listen, readBody, sendJson } from '../../infra/local/http.ts';
import { root } from '../infra/programs.ts';
import { startTestCloud } from './harness.ts';
import { telling } from './telemetry-scene.ts';

const otel = Symbol.for('opentelemetry.js.api.1');

async function cloudTelling(endpoint: string | undefined) {
  const cloud = await startTestCloud('vendor', {
    startApp: (options) => startHost(endpoint ? telling(options, endpoint) : options),
  });
  onTestFinished(() => cloud.close());
  return cloud;
}

/** A port that answered once, and does no more. */
async function gone(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return `http://127.0.0.1:${port}`;
}

/** Takes everything and never answers. */
async function silent(): Promise<string> {
  const server = createServer(() => undefined);
  onTestFinished(() => close(server));
  return `http://127.0.0.1:${await listen(server)}`;
}

test.each([
  ['is gone', gone],
  ['is silent', silent],
])(
  'given a collector that %s, when the app is called and ended, then it answers as ever and ends',
  async (_, at) => {
    const cloud = await cloudTelling(await at());

    const answers = [await cloud.as('olivia').get('/programs'), await cloud.as('ines').get('/me')];
    await cloud.settle();
    await cloud.close();

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  },
);

test('given no destination, when the app has worked, then no SDK of telemetry has announced itself', async () => {
  const cloud = await cloudTelling(undefined);

  await cloud.as('olivia').get('/programs');

  const announced = (globalThis as { [otel]?: object })[otel] ?? {};
  expect(Object.keys(announced).filter((key) => key !== 'version')).toEqual([]);
});

test('given the sources of the app, when what it loads at its start is followed, then no SDK of telemetry is among it', async () => {
  const { metafile } = await bundle(root, 'dist');
  const loaded = new Set<string>();
  const follow = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import' && !external) follow(path);
  };
  follow('functions/index.ts');
  const sdk = /node_modules\/(@opentelemetry\/(?!api\/)|@azure\/monitor-)/;

  expect([...loaded].filter((file) => sdk.test(file))).toEqual([]);
  expect(Object.keys(metafile.inputs).some((file) => sdk.test(file))).toBe(true);
});

interface Envelope {
  name: string;
  tags: Record<string, string>;
  data: { baseData: { name?: string; type?: string; properties?: Record<string, string> } };
}

/** Application Insights as far as the exporter knows it, and the identity of the app that may write there. */
async function azureMonitor() {
  const taken: { by: string | undefined; envelopes: Envelope[] }[] = [];
  const tls = await createCertificate();
  trust(tls.ca);
  const ingestion = createTlsServer(
    tls,
    guarded(async (request, response) => {
      const envelopes: Envelope[] = JSON.parse(await textOf(request));
      taken.push({ by: request.headers.authorization, envelopes });
      const count = envelopes.length;
      sendJson(response, 200, { itemsReceived: count, itemsAccepted: count, errors: [] });
    }),
  );
  const identity = createServer((_, response) =>
    sendJson(response, 200, {
      access_token: 'of-the-app',
      expires_on: Math.floor(Date.now() / 1000) + 3600,
      resource: 'https://monitor.azure.com',
      token_type: 'Bearer',
    }),
  );
  for (const server of [ingestion, identity]) onTestFinished(() => close(server));
  const ports = [await listen(ingestion), await listen(identity)];
  const settings = {
    APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://localhost:${ports[0]}/`,
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    IDENTITY_ENDPOINT: `http://127.0.0.1:${ports[1]}/msi/token`,
    IDENTITY_HEADER: 'any',
  };
  return { taken, settings };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const body = await readBody(request);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}

test('given Application Insights, when the app has worked, then it was told under the identity of the app: calls of others as dependencies, messages as requests, counts as metrics', async () => {
  const { taken, settings } = await azureMonitor();
  const cloud = await startTestCloud('vendor', {
    startApp: (options) => startHost({ ...options, settings: { ...options.settings, ...settings } }),
  });
  onTestFinished(() => cloud.close());

  await cloud.as('ines').get('/organizations/contoso');
  await cloud.settle();
  await cloud.close();

  expect(new Set(taken.map(({ by }) => by))).toEqual(new Set(['Bearer of-the-app']));
  const envelopes = taken.flatMap((one) => one.envelopes);
  const named = (name: string, baseName: string) =>
    envelopes.filter((one) => one.name.endsWith(name) && one.data.baseData.name === baseName);
  expect(named('.RemoteDependency', 'putProgram')[0]?.data.baseData).toMatchObject({
    type: 'InProc',
    properties: { 'faas.invocation_id': expect.any(String) },
  });
  expect(named('.RemoteDependency', 'read partners')[0]?.data.baseData).toMatchObject({
    type: 'azure.cosmosdb',
    properties: { 'db.collection.name': 'partners' },
  });
  expect(named('.Request', 'reconcileOrganizations').length).toBeGreaterThan(0);
  expect(envelopes.map(({ tags }) => tags['ai.cloud.role'])).toContain('incentive-enrollment');
  expect(JSON.stringify(envelopes)).toContain('incentives.invocations');
});

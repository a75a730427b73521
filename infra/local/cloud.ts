/** The whole system on one desk: every stand-in, the built app in a local host, and a clock that can be moved. */
import { fileURLToPath } from 'node:url';
import { createCertificate, trust } from './certificate.ts';
import { type CosmosStandIn, startCosmos } from './cosmos/server.ts';
import { createDatabase, databaseName } from './database.ts';
import { type Desk, startDesk } from './desk.ts';
import { createDirectory, type Directory } from './directory.ts';
import { type LocalGraph, startGraph } from './graph.ts';
import { startAzurite } from './host/azurite.ts';
import { createClock } from './host/clock.ts';
import { type HostOptions, type LocalHost, type Log, startHost } from './host/host.ts';
import { type LocalIdentity, startIdentity } from './identity.ts';
import { reportQueue } from './mail/report-queue.ts';
import { type LocalMail, startMail } from './mail.ts';
import { sampleOperatorTenant, sampleOrganizations } from './sample/organizations.ts';

export interface LocalCloud {
  /** `http://127.0.0.1:PORT/api/v1` */
  api: string;
  ca: string;
  settings: Record<string, string>;
  host: LocalHost;
  cosmos: CosmosStandIn;
  directory: Directory;
  identity: LocalIdentity;
  graph: LocalGraph;
  mail: LocalMail;
  desk: Desk;
  now(): Date;
  close(): Promise<void>;
}

export interface CloudOptions {
  /** The API's port; the other services take the ones after it. 0: all of them any free port. */
  port?: number;
  startAt?: Date;
  say?: (line: string) => void;
  log?: Log;
  /** The folder of the built app. */
  appDirectory?: string;
  /** Whether there are blobs: another Functions host keeps the schedules and locks of its timers in them, ours does not. */
  blobs?: boolean;
  /** What the app runs in. Default: one host, in this process. */
  startApp?: (options: HostOptions & { ca: string }) => Promise<LocalHost>;
}

/** In the order of their ports, from the API's on. */
const services = ['API', 'desk', 'mail', 'identity', 'Graph', 'Cosmos DB', 'queues', 'blobs'] as const;
type Service = (typeof services)[number];

const audience = 'api://incentive-enrollment';
const sender = 'DoNotReply@partner.example';
const vendorMail = 'incentives@vendor.example';
/** Well known, so that local.settings.sample.json works as it stands: no secret. */
const mailAccessKey = Buffer.from('the mail of the local cloud, no secret').toString('base64');
const client = { clientId: '7d9a2c8e-4b1f-4e67-9a53-1c0f8e2b6d40', clientSecret: 'local-only' };
/** On a desk nobody wants to wait ten seconds for a message that failed. */
const retryAtOnce = { AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:00' };
const built = fileURLToPath(new URL('../../dist', import.meta.url));

/** Rejects, with everything ended again, where a port is taken or the app does not load. */
export async function startCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  const undo = new AsyncDisposableStack();
  try {
    const cloud = await launch(options, undo);
    let closing: Promise<void> | undefined;
    return { ...cloud, close: () => (closing ??= undo.disposeAsync()) };
  } catch (error) {
    await undo.disposeAsync();
    throw error;
  }
}

type Start = <T extends { close(): Promise<void> }>(
  service: Service,
  start: (port: number) => Promise<T>,
) => Promise<T>;

function starter({ port = 0, say = () => undefined }: CloudOptions, undo: AsyncDisposableStack): Start {
  return async (service, start) => {
    const wanted = port === 0 ? 0 : port + services.indexOf(service);
    say(`starting ${service}${wanted ? ` on port ${wanted}` : ''}`);
    try {
      const started = await start(wanted);
      undo.defer(() => started.close());
      return started;
    } catch (error) {
      throw (error as { code?: string }).code === 'EADDRINUSE' ? portTaken(service, wanted) : error;
    }
  };
}

function portTaken(service: Service, port: number): Error {
  return new Error(
    `Port ${port}, which the ${service} service of the local cloud needs, is taken by another program. ` +
      'End that program, or choose other ports with PORT=8071 npm start (it uses eight, from that one on).',
  );
}

async function launch(options: CloudOptions, undo: AsyncDisposableStack): Promise<Omit<LocalCloud, 'close'>> {
  const clock = createClock(options.startAt);
  const start = starter(options, undo);
  const tls = await createCertificate();
  trust(tls.ca);
  const directory = createDirectory([
    sampleOperatorTenant,
    ...sampleOrganizations(clock.now().toISOString().slice(0, 10)).map(({ tenant }) => tenant),
  ]);
  const cosmos = await start('Cosmos DB', (port) => startCosmos({ port }));
  await createDatabase(cosmos);
  const [queues] = await Promise.all([
    start('queues', (port) => startAzurite({ port })),
    options.blobs && start('blobs', (port) => startAzurite({ port, service: 'blob' })),
  ]);
  const identity = await start('identity', (port) =>
    startIdentity({ directory, tls, audience, clients: [client], port }),
  );
  const graph = await start('Graph', (port) => startGraph({ directory, tls, verify: identity.verify, port }));
  const senders = { [sender]: 'Microsoft Partner Center' };
  const mail = await start('mail', (port) =>
    startMail({
      accessKey: mailAccessKey,
      senders,
      port,
      now: () => clock.now(),
      report: reportQueue(queues.connectionString, 'mail-reports'),
    }),
  );
  const desk = await start('desk', (port) => startDesk({ directory, identity, mailUrl: mail.url, port }));
  const settings = settingsFor({ cosmos, queues, identity, graph, mail, desk });
  const { appDirectory = built, log, startApp = startHost } = options;
  const host = await start('API', (port) =>
    startApp({
      appDirectory,
      ca: tls.ca,
      settings: { ...settings, ...retryAtOnce },
      port,
      clock,
      ...(log ? { log } : {}),
    }),
  );
  desk.serve(host.url);
  const api = `${host.url}/api/v1`;
  return {
    api,
    ca: tls.ca,
    settings,
    host,
    cosmos,
    directory,
    identity,
    graph,
    mail,
    desk,
    now: () => clock.now(),
  };
}

interface Started {
  cosmos: CosmosStandIn;
  queues: { connectionString: string };
  identity: LocalIdentity;
  graph: LocalGraph;
  mail: LocalMail;
  desk: Desk;
}

/** The settings of the app, by the names that local.settings.sample.json describes. */
function settingsFor({ cosmos, queues, identity, graph, mail, desk }: Started): Record<string, string> {
  return {
    COSMOS_ENDPOINT: cosmos.endpoint,
    COSMOS_KEY: cosmos.key,
    COSMOS_DATABASE: databaseName,
    AzureWebJobsStorage: queues.connectionString,
    API_AUDIENCE: audience,
    AUTHORITY_HOST: identity.authorityHost,
    OPERATOR_TENANT_ID: sampleOperatorTenant.tenantId,
    GRAPH_ENDPOINT: graph.endpoint,
    GRAPH_CLIENT_ID: client.clientId,
    GRAPH_CLIENT_SECRET: client.clientSecret,
    EMAIL_ENDPOINT: mail.endpoint,
    EMAIL_ACCESS_KEY: mail.accessKey,
    EMAIL_SENDER: sender,
    EMAIL_PER_MINUTE: '100000',
    EMAIL_PER_HOUR: '1000000',
    PORTAL_URL: desk.url,
    VENDOR_MAIL: vendorMail,
    REOPEN_WITHIN_DAYS: '90',
  };
}

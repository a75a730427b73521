/** The settings: all faults at once, by name, and never a value. */
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../shared/config.ts';

const good = {
  COSMOS_ENDPOINT: 'https://account.documents.example:443/',
  COSMOS_KEY: 'c2VjcmV0LWtleQ==',
  COSMOS_DATABASE: 'incentives',
  AzureWebJobsStorage: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0LXN0b3JhZ2U=;',
  API_AUDIENCE: 'api://incentive-enrollment',
  AUTHORITY_HOST: 'https://login.example/',
  OPERATOR_TENANT_ID: '0e4d0400-0000-4000-8000-000000000000',
  GRAPH_ENDPOINT: 'https://graph.example/',
  GRAPH_CLIENT_ID: '7d9a2c8e-4b1f-4e67-9a53-1c0f8e2b6d40',
  GRAPH_CLIENT_SECRET: 'secret-of-graph',
  EMAIL_ENDPOINT: 'https://mail.example/',
  EMAIL_ACCESS_KEY: 'c2VjcmV0LW1haWw=',
  EMAIL_SENDER: 'DoNotReply@partner.example',
  PORTAL_URL: 'https://portal.example/',
  VENDOR_MAIL: 'incentives@vendor.example',
};
/** In Azure the app's own identity stands in for them. */
const secrets = ['COSMOS_KEY', 'GRAPH_CLIENT_SECRET', 'EMAIL_ACCESS_KEY'];

function messageOf(environment: Record<string, string | undefined>): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)));

describe('given settings that are good', () => {
  test('when they are read, then each is where it belongs, addresses without a slash at the end', () => {
    expect(readConfig(good)).toEqual({
      cosmos: { endpoint: good.COSMOS_ENDPOINT, key: good.COSMOS_KEY, database: 'incentives' },
      queues: { connectionString: good.AzureWebJobsStorage },
      identity: {
        authorityHost: 'https://login.example',
        audience: 'api://incentive-enrollment',
        operatorTenantId: good.OPERATOR_TENANT_ID,
      },
      graph: {
        endpoint: 'https://graph.example',
        clientId: good.GRAPH_CLIENT_ID,
        clientSecret: 'secret-of-graph',
      },
      email: {
        endpoint: 'https://mail.example',
        accessKey: good.EMAIL_ACCESS_KEY,
        sender: good.EMAIL_SENDER,
      },
      mailLimits: { perMinute: 30, perHour: 100 },
      portalUrl: 'https://portal.example',
      vendorMail: 'incentives@vendor.example',
      reopenWithinDays: 90,
      managedIdentityClientId: undefined,
    });
  });

  test('when telemetry has a destination, then it is known, and otherwise that there is none', () => {
    const insights =
      'InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://in.example/';
    const told = {
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/',
    };

    expect(readConfig({ ...good, ...told }).telemetry).toEqual({
      connectionString: insights,
      otlpEndpoint: 'http://127.0.0.1:4318',
    });
    expect(readConfig(good).telemetry).toBeUndefined();
    const broken = Object.fromEntries(Object.keys(told).map((name) => [name, 'InstrumentationKey=mine']));
    const message = messageOf({ ...good, ...broken });
    expect(Object.keys(told).filter((name) => !message.includes(`${name}: not a valid`))).toEqual([]);
  });

  test('when no secret is set, then the app’s own identity serves', () => {
    const own = {
      AzureWebJobsStorage__queueServiceUri: 'https://a.queue.example',
      AZURE_CLIENT_ID: '3f6f8a52-92a4-4b0e-8a8b-0d7b1c9e5a11',
    };

    const config = readConfig({ ...without('AzureWebJobsStorage', ...secrets), ...own });

    expect([config.cosmos.key, config.graph.clientSecret, config.email.accessKey]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(config.queues).toEqual({ serviceUri: 'https://a.queue.example' });
    expect(config.managedIdentityClientId).toBe(own.AZURE_CLIENT_ID);
  });

  test('when only the secret for Entra is set, then a developer’s own login serves for the rest, unnamed', () => {
    const config = readConfig(without('COSMOS_KEY', 'EMAIL_ACCESS_KEY'));

    expect([config.cosmos.key, config.managedIdentityClientId]).toEqual([undefined, undefined]);
  });

  test('when other settings are there too, then they are none of its business', () => {
    expect(readConfig({ ...good, PATH: '/bin' })).toEqual(readConfig(good));
  });
});

describe('given settings with faults', () => {
  const optional = ['COSMOS_KEY', 'EMAIL_ACCESS_KEY'];
  const needed = Object.keys(good).filter((name) => !optional.includes(name));

  test('when there are none at all, then every one is named at once', () => {
    const message = messageOf({});
    expect(needed.filter((name) => !message.includes(`${name}`))).toEqual([]);
  });

  test.each(needed)('when %s is missing, then it alone is named', (name) => {
    const message = messageOf(without(name));

    expect(message).toContain(`${name}`);
    expect(message).toContain('missing');
    expect(needed.filter((other) => message.includes(`  ${other}:`) && other !== name)).toEqual([]);
  });

  test.each([
    ['AzureWebJobsStorage', 'AzureWebJobsStorage__queueServiceUri'],
    ['GRAPH_CLIENT_SECRET', 'AZURE_CLIENT_ID'],
  ])('when %s is missing, and so is %s, then both are named', (key, instead) => {
    expect(messageOf(without(key))).toBe(`The settings are not usable:\n  ${key} or ${instead}: missing`);
  });

  test('when every one is malformed, then all are named, and no value', () => {
    const bad = Object.fromEntries(
      Object.keys(good).map((name) => [name, name === 'COSMOS_KEY' ? '' : 'hunter2 is no address']),
    );
    const message = messageOf(bad);

    const free = [
      'COSMOS_DATABASE',
      'API_AUDIENCE',
      'AzureWebJobsStorage',
      'GRAPH_CLIENT_SECRET',
      'EMAIL_ACCESS_KEY',
    ];
    const named = Object.keys(good).filter((name) => message.includes(`${name}: not a valid`));
    expect(named.sort()).toEqual(
      Object.keys(good)
        .filter((name) => !free.includes(name))
        .sort(),
    );
    expect(message).not.toContain('hunter2');
  });

  test('when some are malformed and some missing, then both are named in one message', () => {
    const message = messageOf({
      ...without('EMAIL_SENDER', 'AzureWebJobsStorage'),
      GRAPH_CLIENT_ID: 'secret-of-graph',
    });

    for (const name of ['EMAIL_SENDER', 'AzureWebJobsStorage', 'GRAPH_CLIENT_ID'])
      expect(message).toContain(name);
    expect(Object.values(good).filter((value) => message.includes(value))).toEqual([]);
  });
});

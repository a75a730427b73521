/** The settings that are deployed: those that the app reads, each with the value it is for, and those of the host. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settingNames } from '../../shared/config.ts';
import { at, find, readBicep } from './bicep.ts';
import { root } from './programs.ts';

const settings = find(readBicep(`${root}infra/modules/app.bicep`), 'resource', 'settings');
const deployed = Object.entries(at(settings, 'properties'));
const names = deployed.map(([name]) => name);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are Bicep's
/** Of the host and its worker, which read them before the app is there. */
const ofTheHost: Record<string, string> = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: "'ClientId=${identityClientId};Authorization=AAD'",
  APPLICATION_INSIGHTS_NO_STATSBEAT: "'true'",
  AzureWebJobsStorage__blobServiceUri: "'https://${storageName}.blob.${environment().suffixes.storage}'",
  AzureWebJobsStorage__clientId: 'identityClientId',
  AzureWebJobsStorage__credential: "'managedidentity'",
  FUNCTIONS_NODE_BLOCK_ON_ENTRY_POINT_ERROR: "'true'",
};
/** Of the app, where the value is not the parameter of the same name. */
const named: Record<string, string> = {
  API_AUDIENCE: 'apiClientId',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'insightsConnectionString',
  AUTHORITY_HOST: 'environment().authentication.loginEndpoint',
  AZURE_CLIENT_ID: 'identityClientId',
  AzureWebJobsStorage__queueServiceUri: "'https://${storageName}.queue.${environment().suffixes.storage}'",
  EMAIL_PER_HOUR: 'mailPerHour',
  EMAIL_PER_MINUTE: 'mailPerMinute',
  GRAPH_CLIENT_ID: 'apiClientId',
  GRAPH_ENDPOINT: "'https://graph.microsoft.com'",
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are Bicep's
/** An identity stands in for them, or Application Insights. */
const onlyOnTheDesk = [
  'AzureWebJobsStorage',
  'COSMOS_KEY',
  'EMAIL_ACCESS_KEY',
  'GRAPH_CLIENT_SECRET',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
];

/** `COSMOS_ENDPOINT` → `cosmosEndpoint`. */
const parameterFor = (name: string) =>
  name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('given the settings that are deployed', () => {
  test('when they are compared with those the app reads, then they are the same, and no key', () => {
    const ofTheApp = names.filter((name) => ofTheHost[name] === undefined);

    expect(ofTheApp.sort()).toEqual(settingNames.filter((name) => !onlyOnTheDesk.includes(name)).sort());
    expect(settings.value).toMatchObject({ parent: 'site', name: "'appsettings'" });
  });

  test('when their values are read, then each is what it says', () => {
    const expected = names.map((name) => [name, ofTheHost[name] ?? named[name] ?? parameterFor(name)]);

    const plain = deployed.map(([name, value]) => [name, String(value).replace(/^string\((\w+)\)$/, '$1')]);
    expect(Object.fromEntries(plain)).toEqual({ ...Object.fromEntries(expected), ...ofTheHost });
  });

  test('when main gives their values, then each comes from where it belongs', () => {
    const app = at(find(readBicep(`${root}infra/main.bicep`), 'module', 'app'), 'params');

    expect(app).toMatchObject({
      identityClientId: 'identity.outputs.clientId',
      insightsConnectionString: 'telemetry.outputs.connectionString',
      storageName: 'storage.outputs.name',
      cosmosEndpoint: 'database.outputs.endpoint',
      cosmosDatabase: 'database.outputs.databaseName',
      emailEndpoint: 'mail.outputs.endpoint',
      emailSender: 'mail.outputs.sender',
    });
    const own = [
      'apiClientId',
      'operatorTenantId',
      'mailPerMinute',
      'mailPerHour',
      'vendorMail',
      'reopenWithinDays',
    ];
    expect(app).toMatchObject(Object.fromEntries(own.map((name) => [name, name])));
  });

  test('when an operator looks one up, then docs/operate.md says what it is for', () => {
    const told = readFileSync(`${root}docs/operate.md`, 'utf8');

    expect([...names, ...onlyOnTheDesk].filter((name) => !told.includes(`| \`${name}\``))).toEqual([]);
  });
});

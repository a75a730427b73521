/** What is deployed agrees with what the code expects: one definition of containers, queues, settings and names. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { containerResources } from '../../infra/containers.ts';
import { declared, keysOf, readBicep } from './bicep.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const moduleNamed = (name: string) => readBicep(`${root}infra/modules/${name}.bicep`);
const textsIn = (folder: string, ending: string): string =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith(ending))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');

describe('given the one definition of a thing in the code', () => {
  /** After a change of the definition: `npx vitest run test/infra/bicep.test.ts -u`, with the path first. */
  test('when the containers are deployed, then they are those of the app', async () => {
    const expected = `${JSON.stringify(containerResources, null, 2)}\n`;

    await expect(expected).toMatchFileSnapshot('../../infra/containers.json');
    const { text } = moduleNamed('database');
    expect(text).toContain("loadJsonContent('../containers.json')");
    expect(text).toContain("var databaseName = 'incentives'");
  });

  test('when queues are deployed, then they are those that functions take from', () => {
    const taken = [...read('functions/app.ts').matchAll(/queueName: '([\w-]+)'/g)].map(([, name]) => name);
    const storage = moduleNamed('storage');
    const [queueNames] = declared(storage, 'var').filter(({ name }) => name === 'queueNames');

    const deployed = [...(queueNames?.text.matchAll(/'([\w-]+)'/g) ?? [])].map(([, name]) => name);
    expect(deployed.sort()).toEqual(taken.sort());
    const [reports] = declared(storage, 'output').filter(({ name }) => name === 'mailReportsQueue');
    expect(taken).toContain(/= '([\w-]+)'/.exec(reports?.text ?? '')?.[1]);
  });

  const settings = keysOf(
    declared(moduleNamed('app'), 'resource').find(({ name }) => name === 'settings')?.text ?? '',
    'properties',
  );
  /** Of the host and its worker, which read them before the app is there. */
  const ofTheHost = [
    'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
    'APPLICATION_INSIGHTS_NO_STATSBEAT',
    'AzureWebJobsStorage__blobServiceUri',
    'AzureWebJobsStorage__clientId',
    'AzureWebJobsStorage__credential',
    'FUNCTIONS_NODE_BLOCK_ON_ENTRY_POINT_ERROR',
  ];
  /** An identity stands in for them, or Application Insights. */
  const onlyOnTheDesk = [
    'AzureWebJobsStorage',
    'COSMOS_KEY',
    'EMAIL_ACCESS_KEY',
    'GRAPH_CLIENT_SECRET',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ];

  test('when settings are deployed, then every one that the app reads, and no key', () => {
    const declaredIn = /const Settings = z\.object\(\{([\s\S]*?)\n\}\)/.exec(read('shared/config.ts'))?.[1];
    const known = [...(declaredIn ?? '').matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name ?? '');

    const ofTheApp = settings.filter((name) => !ofTheHost.includes(name));
    expect(ofTheApp).toEqual(known.filter((name) => !onlyOnTheDesk.includes(name)).sort());
    expect(settings).toEqual(expect.arrayContaining(ofTheHost));
  });

  test('when an operator looks a setting up, then docs/operate.md says what it is for', () => {
    const told = read('docs/operate.md');
    expect([...settings, ...onlyOnTheDesk].filter((name) => !told.includes(`| \`${name}\``))).toEqual([]);
  });
});

describe('given the alerts', () => {
  const { text } = moduleNamed('alerts');
  const names = [
    ...[...text.matchAll(/^ {4}name: '([\w-]+)'$/gm)].map(([, name]) => name),
    ...[...text.matchAll(/^ {2}name: '\$\{environmentName\}-([a-z-]+)'$/gm)].map(([, name]) => name),
  ];

  test('when one fires, then docs/operate.md says what to do', () => {
    const headings = [...read('docs/operate.md').matchAll(/^### ([\w-]+)$/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(headings.sort()).toEqual(names.sort());
  });

  test('when they look for a line of the log or a function, then the code has it', () => {
    const product = textsIn('functions', '.ts');
    const lines = [...text.matchAll(/Message startswith '([^']+?) ?\{?'/g)].map(([, line]) => line ?? '');
    const functions = [...text.matchAll(/\['function'\] == '(\w+)'/g)].map(([, name]) => name ?? '');

    expect([lines.length, functions.length]).toEqual([1, 1]);
    expect(lines.filter((line) => !product.includes(`\`${line} \${`))).toEqual([]);
    expect(functions.filter((name) => !new RegExp(`\\b${name}: \\{`).test(product))).toEqual([]);
  });
});

describe('given azure.yaml', () => {
  const azd = read('azure.yaml');

  test('when it is read, then it deploys the built folder, as it is, to what the Bicep tags', () => {
    const services = [...azd.slice(azd.indexOf('\nservices:')).matchAll(/^ {2}(\w+):$/gm)];
    const tagged = [...textsIn('infra/modules', '.bicep').matchAll(/'azd-service-name': '(\w+)'/g)].map(
      ([, name]) => name,
    );

    expect(services.map(([, name]) => name).filter((name) => !tagged.includes(name))).toEqual([]);
    expect(azd).toMatch(/project: \.\n +language: ts\n +host: function\n +dist: dist\n +remoteBuild: false/);
  });
});

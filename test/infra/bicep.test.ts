/** What is deployed agrees with what the code expects: containers, queues, delivery reports, alerts. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConsistencyLevel } from '@azure/cosmos';
import { describe, expect, test } from 'vitest';
import { containerResources } from '../../infra/containers.ts';
import { databaseName } from '../../infra/local/database.ts';
import { at, find, readBicep } from './bicep.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const moduleNamed = (name: string) => readBicep(`${root}infra/modules/${name}.bicep`);
const textsIn = (folder: string, ending: string): string =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith(ending))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');

describe('given the database', () => {
  const module = moduleNamed('database');
  const resource = (name: string) => find(module, 'resource', name);

  /** After a change of the definition: `npx vitest run test/infra/bicep.test.ts -u`, with the path first. */
  test('when containers are deployed, then those of the app, whole: keys, indexes, lifetimes', async () => {
    const expected = `${JSON.stringify(containerResources, null, 2)}\n`;

    await expect(expected).toMatchFileSnapshot('../../infra/containers.json');
    expect(find(module, 'var', 'containers').value).toBe("loadJsonContent('../containers.json')");
    expect(resource('collections')).toMatchObject({
      loop: 'container in containers',
      value: { parent: 'database', name: 'container.id', properties: { resource: 'container' } },
    });
  });

  test('when the app opens it, then it is there, as strongly consistent as the app demands', () => {
    const level = at(resource('account'), 'properties.consistencyPolicy.defaultConsistencyLevel');

    expect(level).toBe(`'${ConsistencyLevel.Strong}'`);
    expect(read('shared/azure/database.ts')).toContain('found === ConsistencyLevel.Strong');
    expect(find(module, 'var', 'databaseName').value).toBe(`'${databaseName}'`);
    expect(resource('database').value).toMatchObject({
      parent: 'account',
      name: 'databaseName',
      properties: { resource: { id: 'databaseName' } },
    });
  });
});

describe('given the queues', () => {
  const taken = [...read('functions/app.ts').matchAll(/queueName: ('[\w-]+')/g)].map(([, name]) => name);
  const storage = moduleNamed('storage');

  test('when they are deployed, then those that functions take from, each with its poison queue', () => {
    const names = find(storage, 'var', 'queueNames').value;

    expect([names].flat().sort()).toEqual(taken.sort());
    expect(find(storage, 'var', 'poisonQueueNames').value).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep's
      "map(queueNames, queueName => '${queueName}-poison')",
    );
    expect(find(storage, 'resource', 'queues')).toMatchObject({
      loop: 'queueName in concat(queueNames, poisonQueueNames)',
      value: { parent: 'queueService', name: 'queueName' },
    });
  });

  test('when mail was delivered, or not, then what the app reads comes to the queue it reads', () => {
    const reports = find(moduleNamed('delivery-reports'), 'resource', 'reports');
    const [, asked] = /eventType !== ('[\w.]+')/.exec(read('shared/letters/report.ts')) ?? [];

    expect(at(reports, 'properties.filter')).toEqual({ includedEventTypes: [asked] });
    const destination = 'properties.deliveryWithResourceIdentity.destination';
    expect(at(reports, `${destination}.properties.queueName`)).toBe('queueName');
    const given = at(find(readBicep(`${root}infra/main.bicep`), 'module', 'deliveryReports'), 'params');
    expect(given).toMatchObject({ queueName: 'storage.outputs.mailReportsQueue' });
    expect(taken).toContain(find(storage, 'output', 'mailReportsQueue').value);
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

/** The app that is deployed: the settings it needs and the functions it registers. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { settingNames } from '../../shared/config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loader = fileURLToPath(new URL('./load-app.ts', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
/** `About` is for people: the Functions tools read what they know, and ignore the rest. */
const sample: Record<'About' | 'Values', Record<string, string>> = JSON.parse(
  read('local.settings.sample.json'),
);
/** Of the platform and of Node, not of the app. */
const { FUNCTIONS_WORKER_RUNTIME: _, NODE_EXTRA_CA_CERTS: __, ...settings } = sample.Values;

/** In a process of its own, with nothing in its environment but this. */
function load(env: Record<string, string>) {
  const run = spawnSync(process.execPath, [loader], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout, complaint: run.stderr };
}

interface Registered {
  name: string;
  trigger: Partial<Record<'type' | 'route' | 'schedule' | 'queueName' | 'authLevel', string>> & {
    methods?: string[];
  };
}

describe('given the settings of the sample', () => {
  test('when its descriptions are compared with what the app reads, then each is there, and none besides', () => {
    const ofOthers = ['FUNCTIONS_WORKER_RUNTIME', 'NODE_EXTRA_CA_CERTS'];

    expect(Object.keys(sample.About).sort()).toEqual([...settingNames, ...ofOthers].sort());
  });

  test('when they are compared with their descriptions, then each is described, and of the others it says why not set', () => {
    const left = Object.entries(sample.About).filter(([name]) => !(name in sample.Values));

    expect(Object.keys(sample.Values).filter((name) => !sample.About[name])).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter(([, about]) => !about.startsWith('not set here, '))).toEqual([]);
    expect(Object.values(settings).filter((value) => value === '')).toEqual([]);
  });

  test('when they are all there is, then the app loads', () => {
    const { status, output } = load(settings);

    expect(status).toBe(0);
    expect(JSON.parse(output).length).toBeGreaterThan(30);
  });

  test('when there are none, then the load stops, naming every one that is needed', () => {
    const { status, complaint } = load({});

    const optional = ['COSMOS_KEY', 'EMAIL_ACCESS_KEY'];
    expect(status).not.toBe(0);
    expect(
      Object.keys(settings).filter((name) => !optional.includes(name) && !complaint.includes(name)),
    ).toEqual([]);
  });
});

describe('given the functions that the app registers', () => {
  let all: Registered[] = [];
  beforeAll(() => {
    all = JSON.parse(load(settings).output);
  });
  const routes = () => all.filter(({ trigger }) => trigger.type === 'httpTrigger');

  test('when any two routes are compared, then no path and method reaches both', () => {
    const segments = (route = '') => route.toLowerCase().split('/');
    const meet = (one: string[], other: string[]) =>
      one.length === other.length &&
      one.every(
        (part, index) => part.startsWith('{') || other[index]?.startsWith('{') || part === other[index],
      );
    const clashes = routes().flatMap((one, index) =>
      routes()
        .slice(index + 1)
        .filter(({ trigger }) => meet(segments(one.trigger.route), segments(trigger.route)))
        .filter(({ trigger }) => trigger.methods?.some((method) => one.trigger.methods?.includes(method)))
        .map((other) => `${one.name} and ${other.name}`),
    );

    expect(clashes).toEqual([]);
  });

  test('when they are listed, then each has a name of its own, one method, and no key of the platform', () => {
    expect(new Set(all.map(({ name }) => name.toLowerCase())).size).toBe(all.length);
    expect(routes().filter(({ trigger }) => trigger.methods?.length !== 1)).toEqual([]);
    expect(routes().filter(({ trigger }) => trigger.authLevel !== 'anonymous')).toEqual([]);
    expect(routes().filter(({ trigger }) => /^(admin|runtime)/.test(trigger.route ?? ''))).toEqual([]);
  });

  test('when the clock goes round, then each timer has its turn: letters and changes every minute', () => {
    const timers = all.filter(({ trigger }) => trigger.type === 'timerTrigger');

    expect(Object.fromEntries(timers.map(({ name, trigger }) => [name, trigger.schedule]))).toEqual({
      sendDueLetters: '0 * * * * *',
      reconcileDueOrganizations: '0 * * * * *',
      requestSyncs: '0 */15 * * * *',
      rollOverEndedTerms: '0 5 * * * *',
      reconcileAllOrganizations: '0 30 2 * * *',
    });
  });

  test('when messages come, then each queue has its function', () => {
    const queues = all.filter(({ trigger }) => trigger.type === 'queueTrigger');

    expect(queues.map(({ trigger }) => trigger.queueName).sort()).toEqual([
      'directories',
      'mail-reports',
      'organizations',
      'previews',
    ]);
  });
});

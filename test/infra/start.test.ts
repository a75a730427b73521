/** `npm start` and `npm run token`, as a newcomer meets them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { childrenOf, freePorts, isAlive, type Program, root, start } from './programs.ts';

const secondHost = fileURLToPath(new URL('./second-host.ts', import.meta.url));
let port = 0;
let cloud: Program;
const own = () => `${root}.local/ca-${port}.pem`;
const api = () => `http://127.0.0.1:${port}/api/v1`;

/** The settings of the sample, with the ports of this cloud. */
function sample(): Record<string, string> {
  const { Values } = JSON.parse(readFileSync(`${root}local.settings.sample.json`, 'utf8'));
  const moved = (digit: string) => String(port + Number(digit) - 1);
  return JSON.parse(JSON.stringify(Values).replaceAll(/\b707([1-8])\b/g, (_, digit) => moved(digit)));
}

async function run(file: string, args: string[] = [], env: Record<string, string> = {}) {
  const program = start(file, { PORT: String(port), ...env }, args);
  return { code: await program.ended, output: program.output().trim() };
}

beforeAll(async () => {
  port = await freePorts();
  cloud = start('infra/local/start.ts', { PORT: String(port) });
  await cloud.says('Ready after');
});
afterAll(() => cloud.child.kill('SIGKILL'));

describe('given the local cloud, ready', () => {
  test('when its health is asked for, then it is healthy', async () => {
    const response = await fetch(`${api()}/health`);

    expect([response.status, await response.json()]).toMatchObject([200, { status: 'healthy' }]);
  });

  test('when a token is asked for by name, then it works as it is printed', async () => {
    const { code, output } = await run('infra/local/token.ts', ['ines']);

    const response = await fetch(`${api()}/me`, { headers: { authorization: `Bearer ${output}` } });
    expect(code).toBe(0);
    expect(await response.json()).toMatchObject({ organizations: [{ organizationId: 'contoso' }] });
  });

  test.each([['nobody'], ['']])(
    'when the name is unknown (%s), then it fails and says who there is',
    async (name) => {
      const { code, output } = await run('infra/local/token.ts', [name]);

      expect(code).toBe(1);
      for (const known of ['ines', 'adele', 'olivia']) expect(output).toContain(known);
    },
  );

  test('when it is started again on the same ports, then that fails, naming port and service, and the first goes on', async () => {
    const { code, output } = await run('infra/local/start.ts');

    expect(code).toBe(1);
    expect(output).toContain(`Port ${port + 5}, which the Cosmos DB service`);
    expect((await fetch(`${api()}/health`)).status).toBe(200);
    expect(existsSync(own())).toBe(true);
  });

  test('when another Functions host runs beside it with the settings of the sample, then they serve as they stand', async () => {
    const token = await run('infra/local/token.ts', ['olivia']);

    const { code, output } = await run(secondHost, [token.output], sample());

    expect([code, output]).toEqual([0, JSON.stringify({ health: 200, programs: 200, mailAccepted: false })]);
  });

  test('when the host of Azure looks for its blobs, by the settings of the sample, then they are there', async () => {
    const [, blobs = ''] = /BlobEndpoint=([^;]+)/.exec(sample().AzureWebJobsStorage ?? '') ?? [];

    const { headers } = await fetch(`${blobs}?comp=list`);

    expect(headers.get('server')).toContain('Azurite-Blob');
  });

  test('when it is ended by Ctrl-C, then it ends well, and leaves no process and no file', async () => {
    const started = childrenOf(cloud.child.pid ?? 0);
    cloud.child.kill('SIGINT');

    expect(await cloud.ended).toBe(0);
    expect(started.length).toBeGreaterThan(0);
    await expect.poll(() => started.filter(isAlive)).toEqual([]);
    expect(existsSync(own())).toBe(false);
    expect(existsSync(`${root}.local`) ? readdirSync(`${root}.local`) : ['none']).not.toEqual([]);
  });
});

describe('given the local cloud, started with --trace', () => {
  test('when letters were sent, then the terminal and a file say which calls that took, and it ends by Ctrl-C', async () => {
    const traced = start('infra/local/start.ts', { PORT: String(await freePorts()) }, ['--trace']);
    onTestFinished(() => void traced.child.kill('SIGKILL'));
    await traced.says('Ready after');
    await traced.says('    POST /emails:send');

    traced.child.kill('SIGINT');

    expect(await traced.ended).toBe(0);
    expect(traced.output()).toContain('incentives.letters outcome=sent: 7');
    expect(readFileSync(`${root}.local/telemetry.log`, 'utf8')).toContain('  sendDueLetters  ');
  });
});

describe('given no local cloud', () => {
  test('when a token is asked for, then it fails and says what to do', async () => {
    const { code, output } = await run('infra/local/token.ts', ['ines'], { PORT: String(await freePorts()) });

    expect(code).toBe(1);
    expect(output).toContain('npm start');
  });

  test('when the port is none, then it fails and says what a port is', async () => {
    const { code, output } = await run('infra/local/start.ts', [], { PORT: 'eighty' });

    expect(code).toBe(1);
    expect(output).toContain('PORT has to be a number');
  });
});

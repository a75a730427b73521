/** The built app refuses to start on a database that may answer yesterday's grants. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type CosmosOptions, startCosmos } from '../../infra/local/cosmos/server.ts';
import { startHost } from '../../infra/local/host/host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { Values: sample } = JSON.parse(readFileSync(`${root}local.settings.sample.json`, 'utf8'));

async function startOn({ endpoint, key }: { endpoint: string; key: string }) {
  const settings = { ...sample, COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key };
  const host = await startHost({ appDirectory: `${root}dist`, settings, log: () => undefined });
  await host.close();
}

async function account(options: CosmosOptions) {
  const standIn = await startCosmos(options);
  onTestFinished(() => standIn.close());
  return standIn;
}

test.each(['BoundedStaleness', 'Session', 'ConsistentPrefix', 'Eventual'] as const)(
  'given an account with the level %s, when the app starts, then it fails, naming the level and the one that is needed',
  async (consistency) => {
    await expect(startOn(await account({ consistency }))).rejects.toThrow(
      `The database account has the consistency level ${consistency}; this needs Strong.`,
    );
  },
);

test('given a database that cannot be reached, when the app starts, then it fails: nobody knows its level', async () => {
  const gone = await startCosmos();
  await gone.close();

  await expect(startOn(gone)).rejects.toMatchObject({ code: 'service/database-unavailable' });
});

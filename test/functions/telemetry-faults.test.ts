/** A connection that breaks under a request for a person's document: the log says so, and not whose it was. */
import { globSync, readFileSync } from 'node:fs';
import { format } from 'node:util';
import { CosmosClient } from '@azure/cosmos';
import { InvocationContext } from '@azure/functions';
import { expect, onTestFinished, test } from 'vitest';
import { startCosmos } from '../../infra/local/cosmos/server.ts';
import { respondFault } from '../../shared/http/response.ts';
import { Refusal } from '../../shared/refusal.ts';
import { root } from '../infra/programs.ts';

const id = 'member:11111111-1111-4111-8111-111111111111:22222222-2222-4222-8222-222222222222';

/** What the client throws of a write, which it does not repeat. */
async function resetOnWrite(): Promise<unknown> {
  const cosmos = await startCosmos();
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  onTestFinished(async () => {
    client.dispose();
    await cosmos.close();
  });
  const { database } = await client.databases.createIfNotExists({ id: 'faults' });
  const { container } = await database.containers.createIfNotExists({ id: 'partners', partitionKey: '/id' });
  cosmos.faults.add({ drop: true });
  return container
    .item(id, id)
    .replace({ id })
    .catch((error: unknown) => error);
}

test('given a connection that breaks, when it is answered 503, then the log has its code and stack, and no address and no person', async () => {
  const cause = await resetOnWrite();
  const lines: string[] = [];
  const context = new InvocationContext({
    logHandler: (level, ...said) => void lines.push(`${level} ${format(...said)}`),
  });

  const { status } = respondFault(
    context,
    new Refusal('service/database-unavailable', 'Try again.', { cause }),
  );

  expect([status, lines.length]).toEqual([503, 1]);
  expect(format(cause)).toContain('member:');
  expect(lines[0]).toMatch(/^error service\/database-unavailable RestError \[ECONNRESET\]: .+\n {4}at /);
  expect(lines[0]).not.toMatch(/member:|11111111|22222222|docs\//);
});

test('given every place that logs something beside its text, when it is read, then it is what may be logged of an error', () => {
  const files = globSync(['functions/**/*.ts', 'shared/**/*.ts'], { cwd: root });
  const sources = files.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n');
  const logged = [
    ...sources.matchAll(/\b(?:log|context)\.(?:log|warn|error)\(\s*(?:`[^`]*`|'[^']*'|[\w.]+),\s*(\w+)/g),
  ].map(([, begins]) => begins);

  expect(logged.length).toBeGreaterThan(7);
  expect([...new Set(logged)]).toEqual(['loggable']);
});

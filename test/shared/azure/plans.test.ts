import { CosmosClient } from '@azure/cosmos';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CosmosStandIn, startCosmos } from '../../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../../infra/local/database.ts';
import { withoutPlans } from '../../../shared/azure/plans.ts';

let cosmos: CosmosStandIn;
beforeAll(async () => {
  cosmos = await startCosmos();
  await createDatabase(cosmos);
});
afterAll(() => cosmos.close());

const query = 'SELECT * FROM c ORDER BY c.kind';
const plans = () => cosmos.spent().requests.plan ?? 0;
function partners() {
  const { endpoint, key } = cosmos;
  return new CosmosClient({ endpoint, key, ...withoutPlans }).database(databaseName).container('partners');
}

test('within a partition no plan is asked for, page after page', async () => {
  const container = partners();
  for (const kind of ['c', 'a', 'b'])
    await container.items.create({ id: kind, kind, organizationId: 'contoso' });
  const before = plans();
  const pages = container.items.query(query, { partitionKey: 'contoso', maxItemCount: 2 });
  const [first, second] = [await pages.fetchNext(), await pages.fetchNext()];
  expect([...first.resources, ...second.resources].map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(plans()).toBe(before);
});

test('across partitions the plan is still asked for, and used', async () => {
  const container = partners();
  await container.items.create({ id: 'd', kind: 'd', organizationId: 'fabrikam' });
  const before = plans();
  const { resources } = await container.items.query(query).fetchNext();
  expect(resources.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(plans()).toBeGreaterThan(before);
});

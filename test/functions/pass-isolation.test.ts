/** One document that cannot be written any more holds up nothing else of its organization. */
import { CosmosClient, type JSONObject } from '@azure/cosmos';
import { expect, test } from 'vitest';
import { databaseName } from '../../infra/local/database.ts';
import { eligible, ineligible } from './company.ts';
import { invited, stepsOf, usePrograms } from './enrolling.ts';

const scene = usePrograms();

test('given an enrollment as large as a document may be, when the organization is looked at, then the rest is decided', async () => {
  const { company, office, ines, path } = await invited(scene.cloud);
  const partners = new CosmosClient(scene.cloud.cosmos).database(databaseName).container('partners');
  const item = partners.item(`enrollment:csp-indirect-reseller:${office}`, company.organizationId);
  const { resource } = await item.read<JSONObject & { history: JSONObject[] }>();
  const [step = {}] = resource?.history ?? [];
  const room = 2 * 1024 * 1024 - 400 - JSON.stringify(resource).length;
  const reasons = [{ code: 'operatorDecision', message: 'x'.repeat(room) }];
  await item.replace({ ...resource, history: [{ ...step, reasons }] } as JSONObject);

  const branch = company.enrollment(company.locations[1]);
  await company.report({ [office]: ineligible, [company.locations[1]]: eligible }, '2027-02-20');

  expect((await ines.get(branch)).body.status).toBe('Invited');
  expect(await stepsOf(ines, branch)).toEqual(['invite']);
  expect((await ines.get(path)).body.status).toBe('Invited');
});

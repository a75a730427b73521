import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, must } from '../../infra/local/client.ts';
import { type Instance, startInstance } from '../../infra/local/fleet/instance.ts';
import { memberPath, samplesOf } from '../../infra/local/seed.ts';
import { useCloud } from './harness.ts';

const given = useCloud('invited');
const appDirectory = fileURLToPath(new URL('../../dist', import.meta.url));
let beside: Instance;
const berlin = '/organizations/contoso/locations/4100101/enrollments/csp-indirect-reseller';

beforeAll(async () => {
  const { settings, ca, now } = given.cloud;
  const aheadMs = now().getTime() - Date.now();
  beside = await startInstance({ appDirectory, settings, ca, aheadMs, timersByHand: true });
});
afterAll(() => beside.close());

test('given a grant revoked and answered on one instance, when the next call comes to another, then it is refused', async () => {
  const { cloud } = given;
  const ines = createClient(`${beside.url}/api/v1`, () => cloud.identity.tokenFor('ines'));
  const invitation = await must(ines.get(berlin));
  const [contoso] = samplesOf(cloud);
  if (!contoso) throw new Error('no sample');
  const path = `${memberPath(contoso, 'ines')}/roles/incentivesAdministrator`;
  const { headers } = await must(cloud.as('adele').get(path));

  const revoked = await cloud
    .as('adele')
    .delete(`${path}?acknowledge=stranded`, { 'if-match': headers.get('etag') ?? '' });
  const enrolling = await ines.put(berlin, undefined, { 'if-match': invitation.body.etag });

  expect([revoked.status, enrolling.status, enrolling.body.error.code]).toEqual([
    204,
    403,
    'access/role-missing',
  ]);
  const { body } = await must(cloud.as('adele').get(berlin));
  expect(body.status).toBe('Invited');
});

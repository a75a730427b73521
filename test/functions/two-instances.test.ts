import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, must } from '../../infra/local/client.ts';
import { memberPath, samplesOf } from '../../infra/local/seed.ts';
import { useCloud } from './harness.ts';

const given = useCloud('invited');
const beside: { child?: ChildProcess; api: string } = { api: '' };
const berlin = '/organizations/contoso/locations/4100101/enrollments/csp-indirect-reseller';

beforeAll(async () => {
  const { settings, ca } = given.cloud;
  const program = fileURLToPath(new URL('./beside.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify({ settings, ca })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  beside.child = child;
  const [line] = await once(child.stdout, 'data');
  beside.api = `${String(line).trim()}/api/v1`;
});
afterAll(async () => {
  if (!beside.child) return;
  beside.child.stdin?.end();
  await once(beside.child, 'exit');
});

test('given a grant revoked and answered on one instance, when the next call comes to another, then it is refused', async () => {
  const { cloud } = given;
  const ines = createClient(beside.api, () => cloud.identity.tokenFor('ines'));
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

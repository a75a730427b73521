/** Nobody left stranded, over HTTP: the last one goes only knowingly. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { type Company, everywhere, found, openProgram } from './company.ts';
import { enroll, etagOf, invited, refusal, stepsOf, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const administrator = 'incentivesAdministrator';
const last = refusal(409, 'role/last-administrator');
const any = { 'if-match': '*' };

/** Without Gloria, Alan alone appoints. */
async function disableGloria(company: Company): Promise<void> {
  const { tenantId } = company;
  scene.cloud.directory.updateUser(tenantId, company.objectId('gloria'), { accountEnabled: false });
  await must(company.as('alan').put(`${company.path}/directories/${tenantId}/syncs/without-gloria`));
  await scene.cloud.settle();
}

test('the last Incentives administrator of an invited location is revoked only knowingly', async () => {
  const { company, office } = await invited(scene.cloud);
  const alan = company.as('alan');
  const role = company.rolePath('ines', administrator);
  const refused = await alan.delete(role, any);
  expect(refused).toMatchObject(last);
  expect(refused.body.error).toMatchObject({
    target: 'query.acknowledge',
    details: {
      locations: [{ location: office, programs: ['csp-indirect-reseller'] }],
      more: 0,
      nobodyAppoints: false,
    },
  });
  expect(JSON.stringify(refused.body)).toContain('acknowledge=stranded');
  expect((await alan.get(role)).status).toBe(200);

  const strange = await alan.delete(`${role}?acknowledge=everything`, any);
  expect(strange).toMatchObject(refusal(400, 'request/invalid'));
  expect(strange.body.error.target).toBe('query.acknowledge');
  expect((await alan.delete(`${role}?acknowledge=stranded`, any)).status).toBe(204);
  expect((await alan.delete(role, any)).status).toBe(204);
});

test('narrower scopes that leave an enrolled location behind are refused, others are not', async () => {
  const { company, office, ines, path } = await invited(scene.cloud);
  await enroll(ines, path);
  const [, branch] = company.locations;
  const alan = company.as('alan');
  const role = company.rolePath('ines', administrator);
  const there = { scopes: [{ locations: [branch], programs: 'all' }] };
  expect(await alan.put(role, there, any)).toMatchObject(last);
  const here = { scopes: [{ locations: [office], programs: 'all' }] };
  expect((await alan.put(role, here, any)).status).toBe(200);
  const knowingly = await alan.put(`${role}?acknowledge=stranded`, there, any);
  expect(knowingly).toMatchObject({ status: 200, body: there });
});

test('while somebody else covers the location, or nothing is live, anybody may go', async () => {
  const { company } = await invited(scene.cloud);
  await company.appoint('ivan', administrator);
  const alan = company.as('alan');
  expect((await alan.delete(company.rolePath('ines', administrator), any)).status).toBe(204);
  expect(await alan.delete(company.rolePath('ivan', administrator), any)).toMatchObject(last);
  const idle = await found(scene.cloud);
  expect((await idle.as('alan').delete(idle.rolePath('ines', administrator), any)).status).toBe(204);
});

test('the last Account administrator goes while a Global administrator is there, else only knowingly', async () => {
  const company = await found(scene.cloud);
  const role = company.rolePath('alan', 'accountAdministrator');
  expect((await company.as('gloria').delete(role, any)).status).toBe(204);
  await company.appoint('alan', 'accountAdministrator', {});
  await disableGloria(company);
  const refused = await company.as('alan').delete(role, any);
  expect(refused).toMatchObject(last);
  expect(refused.body.error.details).toMatchObject({ locations: [], nobodyAppoints: true });
  expect((await company.as('alan').delete(`${role}?acknowledge=stranded`, any)).status).toBe(204);
  const operator = scene.cloud.as('olivia');
  expect((await operator.put(role, {})).status).toBe(201);
});

test('an enrollment that appears while the last one is being revoked is seen', async () => {
  const company = await found(scene.cloud);
  const role = company.rolePath('ines', administrator);
  const path = company.enrollment(company.locations[0], openProgram);
  const etag = await etagOf(company.as('alan'), role);
  await scene.cloud.host.drain();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  scene.cloud.cosmos.faults.add({
    operation: 'batch',
    get latencyMs() {
      hold();
      return 600;
    },
  });
  const revoking = company.as('alan').delete(role, { 'if-match': etag });
  await held;
  expect((await company.as('ines').put(path)).status).toBe(201);
  expect(await revoking).toMatchObject(last);
  expect((await company.as('alan').get(role)).body).toMatchObject(everywhere);
  expect(await stepsOf(company.as('ines'), path)).toEqual(['enroll']);
});

test('the answer to a knowing revocation is lost: it is done once, and audited once', async () => {
  const { company } = await invited(scene.cloud);
  const role = company.rolePath('ines', administrator);
  const etag = await etagOf(company.as('alan'), role);
  await scene.cloud.host.drain();
  scene.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });
  const path = `${role}?acknowledge=stranded`;
  expect((await company.as('alan').delete(path, { 'if-match': etag })).status).toBe(204);
  const { body } = await company.as('alan').get(`${company.path}/audit`);
  expect(body.value.filter(({ what }: { what: string }) => what === 'revoke')).toHaveLength(1);
});

/** Every route for everybody: what the design's table of permissions says is what happens over HTTP. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createClient, must } from '../../infra/local/client.ts';
import { memberPath, samplesOf } from '../../infra/local/seed.ts';
import { permissions } from '../../shared/access/permissions.ts';
import { type TestCloud, useCloud } from './harness.ts';
import { callers } from './permission-people.ts';
import { contoso, requests } from './permission-requests.ts';
import { type Column, columns, expectedOf, markOf, type Row, rows } from './permission-table.ts';

const held = useCloud('invited');
let tokens: Record<Column, string>;
let before: unknown;

beforeAll(async () => {
  tokens = await callers(held.cloud);
  before = await everything(held.cloud);
});

/** What the operator and an administrator can read of what the requests are about. */
async function everything(cloud: TestCloud) {
  const { body: programs } = await cloud.as('olivia').get('/programs');
  const { body: organizations } = await cloud.as('olivia').get('/organizations');
  const { body: members } = await cloud.as('adele').get('/organizations/contoso/members');
  const { body: incentives } = await cloud.as('adele').get('/organizations/contoso/incentives');
  return { programs, organizations, members, incentives };
}

async function ask(row: Row, column: Column) {
  const { method, path, body } = requests[row];
  const client = createClient(held.cloud.api, async () => tokens[column]);
  if (method === 'GET') return client.get(path);
  return method === 'PUT' ? client.put(path, body) : client.delete(path);
}

async function marks(row: Row) {
  const answers = await Promise.all(columns.map((column) => ask(row, column)));
  return Object.fromEntries(
    answers.map(({ status, body }, index) => [
      columns[index],
      markOf({ status, code: status >= 400 ? body.error.code : undefined }),
    ]),
  );
}

describe('given an organization with somebody of every kind', () => {
  test.each(rows)('when each of them calls %s, then the design decides', async (row) => {
    expect(await marks(row)).toEqual(expectedOf(row));
  });

  test('when all of that was tried, then nothing has changed', async () => {
    expect(await everything(held.cloud)).toEqual(before);
  });

  test('when a route is added, then it has a row', async () => {
    const { body } = await ask('getOpenApi', 'nobody');
    const described = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);

    expect([...new Set(rows.map((row) => row.split(' ')[0]))].sort()).toEqual(described.sort());
  });

  test('when an operation has a row of permissions, then some route asks for it', () => {
    const table = readFileSync(new URL('../../functions/app.ts', import.meta.url), 'utf8');

    const unused = Object.keys(permissions).filter((operation) => !table.includes(`'${operation}'`));

    expect(unused).toEqual([]);
  });
});

describe('given a refusal for want of a role', () => {
  test('when an Incentives administrator of another location enrolls, then it names role, place and who can grant it', async () => {
    const { status, body } = await ask('putEnrollment', 'incentivesAdministratorElsewhere');

    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'access/role-missing',
      details: {
        operation: 'enroll',
        anyOf: ['incentivesAdministrator'],
        grantedBy: ['globalAdministrator', 'accountAdministrator'],
        location: '4100101',
        program: 'csp-indirect-reseller',
      },
    });
  });

  test('when somebody from outside asks, then an organization that is there and one that is not look the same', async () => {
    const outsider = held.cloud.withToken(tokens.otherOrganization);
    const there = await outsider.get('/organizations/contoso');
    const absent = await outsider.get('/organizations/nowhere');

    const text = (answer: typeof there) => JSON.stringify(answer.body).replaceAll(/contoso|nowhere/g, '…');
    expect([there.status, text(there)]).toEqual([absent.status, text(absent)]);
  });
});

describe('given an organization without an Account administrator', () => {
  test('when the operator appoints the first one, then it is allowed, and a second one is not', async () => {
    const northwind = samplesOf(held.cloud).find(({ organizationId }) => organizationId === 'northwind');
    const operator = held.cloud.as('olivia');
    const appoint = (nickname: string) =>
      operator.put(`${memberPath(northwind ?? contoso, nickname)}/roles/accountAdministrator`, {});

    await must(appoint('noah'));
    const second = await appoint('nora');

    expect(second.status).toBe(403);
  });

  test('when a revoked administrator calls again, then the very next call is refused', async () => {
    const adele = held.cloud.as('adele');
    const path = `${memberPath(contoso, 'otto')}/roles/accountAdministrator`;
    const { headers } = await must(adele.put(path, {}));
    const otto = held.cloud.as('otto');
    const allowed = await otto.get('/organizations/contoso/members');
    await must(adele.delete(path, { 'if-match': headers.get('etag') ?? '' }));

    const refused = await otto.get('/organizations/contoso/members');

    expect([allowed.status, refused.status]).toEqual([200, 403]);
  });
});

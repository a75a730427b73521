/** "First partner" of docs/operate.md, call by call as it stands there, against a service that has nothing yet. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Answered } from '../../infra/local/client.ts';
import { sampleOperatorTenant } from '../../infra/local/sample/organizations.ts';
import { useCloud } from '../functions/harness.ts';

const page = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8');
const [, chapter = ''] = /\n## First partner\n([\s\S]*?)\n## /.exec(page) ?? [];
const line =
  /^ *(?:TOKEN=\$(?<who>\w+)|(?<verb>put|get) (?<path>\S+)(?: '(?<body>[^']*)')?(?: -H 'If-Match: (?<ifMatch>\S+)')?)$/gm;

const given = useCloud('nothing');
const { tenantId, users } = sampleOperatorTenant;
const oscar = users.find(({ nickname }) => nickname === 'oscar');
const people: Record<string, string> = { OPERATOR: 'olivia', PARTNER: 'oscar' };

test('given an empty service, when an operator does what the page says, then the first partner is invited', async () => {
  const { cloud } = given;
  const answers = new Map<string, Answered>();
  let who = 'olivia';
  for (const { groups = {} } of chapter.matchAll(line)) {
    who = people[groups.who ?? ''] ?? who;
    const { verb, body, ifMatch } = groups;
    const path = groups.path?.replace('$TENANT', tenantId).replace('$PERSON', `${tenantId}:${oscar?.id}`);
    if (path === undefined) continue;
    const headers: Record<string, string> = ifMatch ? { 'if-match': ifMatch } : {};
    const put = () => cloud.as(who).put(path, body && JSON.parse(body), headers);
    const answered = await (verb === 'put' ? put() : cloud.as(who).get(path));
    expect(answered.status, `${path} ${JSON.stringify(answered.body)}`).toBeLessThan(300);
    answers.set(`${verb} ${path.split('/').at(-1)}`, answered);
    await cloud.settle();
  }

  expect(answers.size).toBe(15);
  expect(answers.get('get first')?.body).toMatchObject({ state: 'succeeded', read: 2 });
  expect(answers.get('get incentives')?.body.value).toMatchObject([{ mpnId: '4700101', status: 'Invited' }]);
  expect(answers.get('get letters')?.body.value).toMatchObject([{ state: 'sent', delivery: 'delivered' }]);
  expect(answers.get('get eligibility')?.body.eligible).toBe(true);
});

/** The letters as the operator sees them: what left, what did not and why; and sending one once more. */
import { describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { useCloud } from './harness.ts';

const held = useCloud('invited');
const contoso = '/organizations/contoso/letters';
const retryTo = (letterId: string, retryId = '7a1e0000-0000-4000-8000-000000000001') =>
  `${contoso}/${letterId}/retries/${retryId}`;

async function letters(path = contoso) {
  return (await must(held.cloud.as('olivia').get(path))).body.value;
}

/** Follows every nextLink. */
async function pages(path: string) {
  const found = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { body } = await must(held.cloud.as('olivia').get(next));
    found.push(...body.value);
    next = body.nextLink;
  }
  return found;
}

const sentTo = (nickname: string) => held.cloud.mail.inbox(`${nickname}@contoso.example`);

describe('given a mail service that refuses the invitation of Ines', () => {
  test('when the letters leave, then hers is listed as failed, with the reason and no address', async () => {
    held.cloud.mail.faults.add({ status: 400, times: 100 });
    await held.cloud.settle();
    held.cloud.mail.faults.clear();

    const failed = await letters(`${contoso}?state=failed&kind=invitation`);

    expect(failed).toMatchObject([
      { kind: 'invitation', state: 'failed', reason: 'ServiceUnavailable (400)', attempts: 1 },
    ]);
    expect(JSON.stringify(failed)).not.toContain('@');
    const told = await letters(`${contoso}?kind=mailReturned`);
    expect(told).toMatchObject([{ occasion: `returned:${failed[0].letterId}:${failed[0].letterId}` }]);
  });

  test('when the operator retries it, then it is sent, under another operation, and the same retry changes nothing', async () => {
    const olivia = held.cloud.as('olivia');
    held.cloud.mail.reports.decide({ to: 'ines@contoso.example', statuses: ['Bounced'] });
    const [{ letterId }] = await letters(`${contoso}?state=failed&kind=invitation`);

    const first = await olivia.put(retryTo(letterId));
    const second = await olivia.put(retryTo(letterId));
    await held.cloud.settle();
    const third = await olivia.put(retryTo(letterId));

    expect([first.status, second.status, third.status]).toEqual([201, 200, 200]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ state: 'due', attempts: 0 });
    expect(sentTo('ines')).toHaveLength(1);
    expect(sentTo('ines')[0]?.operationId).not.toBe(letterId);
    expect(third.body).toMatchObject({ state: 'sent', delivery: 'bounced' });
  });

  test('when it bounced, then an Account administrator is told, and it may be retried by another name', async () => {
    await held.cloud.settle();
    const [{ letterId }] = await letters(`${contoso}?state=sent&kind=invitation`);
    const told = await letters(`${contoso}?kind=mailReturned&state=sent`);
    const bounced = await letters(`${contoso}?delivery=bounced`);
    expect(bounced).toMatchObject([{ letterId, delivery: 'bounced', deliveryCode: '5.1.1' }]);
    expect(await letters('/letters?delivery=bounced')).toEqual(bounced);
    expect(JSON.stringify(bounced)).not.toContain('@');
    expect(told).toMatchObject([
      { state: 'sent', occasion: expect.stringContaining(`returned:${letterId}:`) },
    ]);
    expect(sentTo('alex')).not.toHaveLength(0);

    held.cloud.mail.reports.decide({ to: 'ines@contoso.example' });
    await must(held.cloud.as('olivia').put(retryTo(letterId, '7a1e0000-0000-4000-8000-000000000002')));
    await held.cloud.settle();

    const [again] = await letters(`${contoso}?state=sent&kind=invitation`);
    expect(again).toMatchObject({ letterId, delivery: 'delivered' });
    expect(again).not.toHaveProperty('deliveryCode');
    expect(await letters(`${contoso}?delivery=bounced`)).toEqual([]);
    expect(sentTo('ines')).toHaveLength(2);
  });

  test.each([
    ['a state that is none', '/letters?state=lost', 'query.state'],
    ['a delivery that is none', '/letters?delivery=lost', 'query.delivery'],
    ['a kind that is none', `${contoso}?kind=greeting`, 'query.kind'],
    ['an organization that cannot be', '/letters?organizationId=Contoso', 'query.organizationId'],
  ])('when the operator asks for %s, then it is named', async (_, path, target) => {
    const { status, body } = await held.cloud.as('olivia').get(path);
    expect([status, body.error.code, body.error.target]).toEqual([400, 'request/invalid', target]);
  });

  test('when a retry has no GUID for a name, then it is refused', async () => {
    const { status, body } = await held.cloud.as('olivia').put(retryTo('letter', 'again'));
    expect([status, body.error.target]).toEqual([400, 'path.letterId']);
  });

  test('when it has arrived, or is unknown, then it cannot be retried', async () => {
    const olivia = held.cloud.as('olivia');
    const [{ letterId }] = await letters(`${contoso}?state=sent&kind=invitation`);

    const arrived = await olivia.put(retryTo(letterId, '7a1e0000-0000-4000-8000-000000000003'));
    const unknown = await olivia.put(retryTo('00000000-0000-4000-8000-000000000000'));

    expect([arrived.status, arrived.body.error.code]).toEqual([409, 'letter/not-failed']);
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'letter/unknown']);
  });
});

describe('given letters of several organizations', () => {
  test('when the operator lists them in pages, then each is there once', async () => {
    const all = await letters('/letters');

    const paged = await pages('/letters?top=2');

    const ids = (found: { letterId: string }[]) => found.map(({ letterId }) => letterId).sort();
    expect(ids(paged)).toEqual(ids(all));
    expect(new Set(all.map((one: { organizationId: string }) => one.organizationId)).size).toBeGreaterThan(1);
    const ofContoso = ids(await pages(`${contoso}?top=1`));
    expect(ofContoso).toEqual(ids(await letters('/letters?organizationId=contoso')));
    expect(ids(await letters('/letters?state=failed')).length).toBeLessThan(all.length);
  });

  test('when one of them cannot be read, then the others are listed, and sent', async () => {
    const { settings } = held.cloud;
    const before = await letters('/letters');
    await createBroken(settings);

    expect(await letters('/letters')).toHaveLength(before.length);
    expect((await letters()).length).toBeGreaterThan(0);
    await held.cloud.host.runTimer('sendDueLetters');
  });
});

async function createBroken(settings: Record<string, string>) {
  const { CosmosClient } = await import('@azure/cosmos');
  const client = new CosmosClient({
    endpoint: settings.COSMOS_ENDPOINT ?? '',
    key: settings.COSMOS_KEY ?? '',
  });
  const partners = client.database(settings.COSMOS_DATABASE ?? '').container('partners');
  const due = { kind: 'letter', state: 'due', dueAt: '2020-01-01T00:00:00.000Z', priority: 0 };
  await partners.items.create({ ...due, id: 'letter:broken', organizationId: 'contoso' });
  client.dispose();
}

/** The page of an enrollment through its life: the buttons there are for whom, what stands against it, and what happened. The clock only moves forward, so the tests go on in their order. */
import { describe, expect, test } from 'vitest';
import { useCloud } from '../functions/harness.ts';
import { formsIn, hidden, visitorOf } from './desk-visitor.ts';

const local = useCloud('invited');
const { open, use } = visitorOf(local);
const boise = '/invitations/adventure-works/4400103/csp-indirect-reseller';

async function buttons(path: string, as: string): Promise<string[]> {
  const { status, html } = await open(`${path}?as=${as}`);
  expect(status).toBe(200);
  return formsIn(html).map((form) => hidden(form, 'do'));
}

/** What its Incentives administrator, the operator and an Account administrator can do. */
async function expectButtons(path: string, [ines, alex]: [string, string], all: [string[], string[]]) {
  const [partner, operator] = all;
  expect({ [ines]: await buttons(path, ines), olivia: await buttons(path, 'olivia') }).toEqual({
    [ines]: partner,
    olivia: operator,
  });
  expect(await buttons(path, alex)).toEqual([]);
}

async function figures(trailing12MonthRevenueUsd: number, asOf: string) {
  const row = { mpnId: '4400103', trailing12MonthRevenueUsd, designations: [], scores: { modernWork: 31 } };
  const locations = [{ ...row, nominations: [], activity: {} }];
  await local.cloud.as('olivia').put('/organizations/adventure-works/facts', { asOf, locations });
  await local.cloud.settle();
}

test('a mail that bounces is seen where its invitation is, and its Account administrators are told', async () => {
  const { mail } = local.cloud;
  await local.cloud.settle();
  const [invitation] = mail.inbox('ines@contoso.example').toReversed();
  const address = `${mail.endpoint}/messages/${invitation?.messageId}`;
  expect(await (await fetch(address)).text()).toContain('<button name="status" value="Bounced">');
  const body = new URLSearchParams({ status: 'Bounced' });
  const page = await fetch(`${address}/delivery`, { method: 'POST', body });
  expect(await page.text()).toContain('<dd>Bounced</dd>');
  await mail.reports.posted();
  await local.cloud.settle();

  const { html } = await open('/invitations/contoso/4100103/csp-indirect-reseller?as=alex');
  expect(html).toMatch(/<td>Ines Richter<\/td><td>invitation<\/td><td>sent[^<]*<\/td><td>bounced<\/td>/);
  const [told] = mail.inbox('alex@contoso.example');
  expect(told?.subject).toBe('An incentive invitation could not be delivered by mail');
});

describe('only what is possible has a button', () => {
  test('in a program open to all nobody was invited: enroll, then withdraw, and back again', async () => {
    const place = '/invitations/contoso/4100101/commerce-incentives';
    const people: [string, string] = ['ines', 'alex'];
    await expectButtons(place, people, [['enroll'], []]);
    expect((await use(place, { as: 'ines', do: 'enroll' })).html).toContain('Now it is: Enrolled.');
    await expectButtons(place, people, [['withdraw'], []]);
    expect((await use(place, { as: 'ines', do: 'withdraw' })).html).toContain('Now it is: Withdrawn.');
    await expectButtons(place, people, [['enroll'], []]);
    expect((await use(place, { as: 'ines', do: 'enroll' })).html).toContain('Now it is: Enrolled.');
  });

  test('an invitation is accepted or declined by the partner, and extended or sent again by the operator', async () => {
    const place = '/invitations/contoso/4100103/csp-indirect-reseller';
    const people: [string, string] = ['ines', 'alex'];
    await expectButtons(place, people, [
      ['enroll', 'decline'],
      ['extend', 'resend'],
    ]);
    await use(place, { as: 'ines', do: 'decline' });
    await expectButtons(place, people, [['enroll'], ['extend', 'resend']]);
    await use(place, { as: 'ines', do: 'enroll' });
    await expectButtons(place, people, [['withdraw'], []]);
  });

  test('before the migration there is nothing to press, nor for what is no longer eligible', async () => {
    expect(await buttons('/invitations/northwind/4300101/commerce-incentives', 'olivia')).toEqual([]);
    await figures(19_200, '2027-03-01');
    await expectButtons(boise, ['amir', 'aaron'], [[], []]);
    expect((await open(`${boise}?as=aaron`)).html).toContain('(found: US$19,200, as of 2027-03-01)');
    await figures(26_000, '2027-03-02');
    await expectButtons(
      boise,
      ['amir', 'aaron'],
      [
        ['enroll', 'decline'],
        ['extend', 'resend'],
      ],
    );
  });
});

describe('given Boise enrolled, and its revenue below the threshold', () => {
  test('when the end of its term comes near, then its page says what stands against the next one', async () => {
    await use(boise, { as: 'amir', do: 'enroll' });
    expect((await open(`${boise}?as=amir`)).html).not.toContain('not be carried into the next term');
    await figures(19_200, '2027-03-02');
    await local.cloud.host.moveClock(new Date('2027-06-02T08:00:00Z'));
    await local.cloud.settle();
    for (const person of ['amir', 'aaron', 'olivia']) {
      const { html } = await open(`${boise}?as=${person}`);
      expect(html).toMatch(
        /not be carried into the next term:.*US\$25,000 \(found: US\$19,200, as of 2027-03-02\)/,
      );
      const overview = await open(`/organizations/adventure-works?as=${person}`);
      expect(overview.html).toContain('it lapses at the end of the term: criteria not met');
      expect(html).toMatch(/<td>enrolled<\/td><td>Amir Haddad<\/td><td>FY27<\/td>/);
    }
  });

  test('when the term is over, then it lapsed, its people cannot act, and the operator re-opens it', async () => {
    await local.cloud.host.moveClock(new Date('2027-07-01T00:05:00Z'));
    await local.cloud.settle();
    await expectButtons(boise, ['amir', 'aaron'], [[], ['reopen']]);
    const { html } = await open(`${boise}?as=aaron`);
    expect(html).toMatch(/csp-indirect-reseller\.FY27\?as=aaron">FY27 to FY28<\/a>.*<td>lapses<\/td>/);

    const again = await use(boise, { as: 'olivia', do: 'reopen', reason: 'Wrong <figure>' });
    expect(again.html).toMatch(/<td>re-opened<\/td><td>the operator<\/td>.*Wrong &lt;figure&gt;/);
    await expectButtons(boise, ['amir', 'aaron'], [['withdraw'], []]);
  });
});

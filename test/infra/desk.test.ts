/** The pages of the desk, as people see them: what they say, to whom, and what comes of their buttons. */
import { describe, expect, test } from 'vitest';
import { useCloud } from '../functions/harness.ts';
import { hidden, visitorOf } from './desk-visitor.ts';

const local = useCloud('invited');
const berlin = '/invitations/contoso/4100101/csp-indirect-reseller';

const { open, press } = visitorOf(local);

describe('the pages', () => {
  test.each<[string, string[]]>([
    ['/', ['Global administrator', 'operator', 'Diana Sommer', 'disabled: cannot sign in', 'guest, no role']],
    [`${berlin}`, ['who are you?', 'Ines Richter', 'disabled: cannot sign in']],
    [
      `${berlin}?as=INES`,
      ['Partner Incentive Enrollment Invitation', 'You are', 'Ines Richter', '(UTC)', '<button>Enroll'],
    ],
    [
      '/organizations/contoso?as=ines',
      ['Invitation: CSP Indirect Reseller', `${berlin}?as=ines`, '>enroll<'],
    ],
    ['/organizations/northwind?as=nora', ['migration of this organization is not completed']],
    [
      '/organizations/fabrikam?as=frida',
      ['Assign an Incentives administrator: ', 'href="/organizations/fabrikam/appoint?as=frida"'],
    ],
    ['/organizations/fabrikam/appoint?as=frida', ['Felix Åberg', 'Account administrator', 'curl -X PUT']],
    ['/home/olivia', ['Contoso GmbH', 'Northwind Traders Ltd', 'href="/rollovers?as=olivia"']],
    ['/rollovers?as=olivia', ['<button>Preview', 'None yet.', 'curl -X PUT', 'None yet that concerned']],
  ])('%s answers with what matters', async (path, words) => {
    const { status, html } = await open(path);

    expect(status).toBe(200);
    for (const word of words) expect(html).toContain(word);
  });

  test('the deadline is named by the last day on which it is not too late', async () => {
    const { body } = await local.cloud
      .as('ines')
      .get('/organizations/contoso/locations/4100101/enrollments/csp-indirect-reseller');
    const lastDay = new Date(Date.parse(body.invitation.deadline) - 1).getUTCDate();

    expect((await open(`${berlin}?as=ines`)).html).toContain(`end of ${lastDay} `);
  });

  test('who may not enroll is told which role it takes and who can grant it, and finds no button', async () => {
    for (const [person, status] of [
      ['uma', 200],
      ['otto', 403],
    ] as const) {
      const page = await open(`${berlin}?as=${person}`);
      expect(page.status).toBe(status);
      for (const words of ['Incentives administrator', 'Adele Vogt', 'Alex Wilber'])
        expect(page.html).toContain(words);
      expect(page.html).not.toContain('<button');
    }
  });

  test.each([
    ['/home/nobody', 404, 'no sample person nobody'],
    ['/home/diana', 403, 'Diana Sommer is disabled'],
    ['/tokens/diana', 403, 'Diana Sommer is disabled'],
    ['/tokens/', 404, 'ines'],
    [`${berlin}?as=nobody`, 404, 'no sample person nobody'],
    [`${berlin}?as=oscar`, 404, 'There is no organization'],
    ['/organizations/fabrikam/appoint?as=fanny', 403, 'access/role-missing'],
    ['/nowhere', 404, 'no such page'],
  ])('%s is refused in words', async (path, status, words) => {
    const page = await open(path);

    expect(page.status).toBe(status);
    expect(page.html).toContain(words);
    expect(page.html).not.toMatch(/^\{/);
  });

  test('names are escaped', async () => {
    const { cloud } = local;
    const path = '/organizations/adventure-works';
    const { body } = await cloud.as('olivia').get(path);
    const { legalName: _, country, globalMpnId, contactMail } = body;
    const renamed = { legalName: '<b>"Works" & Co</b>', country, globalMpnId, contactMail };
    await cloud.as('olivia').put(path, renamed, { 'if-match': body.etag });

    const { html } = await open('/organizations/adventure-works?as=amir');
    expect(html).toContain('&lt;b&gt;&quot;Works&quot; &amp; Co&lt;/b&gt;');
    expect(html).not.toContain('<b>');
    expect((await open('/?refused=%3Cb%3E')).html).toContain('&lt;b&gt;');
  });
});

describe('the buttons', () => {
  test('a refusal after Enroll is shown as one, in words', async () => {
    const { html } = await press(berlin, { as: 'ines', etag: '"stale"' });

    expect(html).toContain('<p class="refused" role="alert">It has changed since you read it.');
  });

  test('Enroll enrolls, and the page shows the term', async () => {
    const munich = '/invitations/contoso/4100102/csp-indirect-reseller';
    const before = await open(`${munich}?as=ines`);
    const { html } = await press(munich, { as: 'ines', etag: hidden(before.html, 'etag') });

    for (const words of ['class="done"', 'FY27', 'Earning from', '1 March 2027', '<h1>CSP Indirect Reseller'])
      expect(html).toContain(words);
    for (const words of ['Open until', 'Enroll</button>']) expect(html).not.toContain(words);
  });

  test('an invitation is declined by its Incentives administrator, opened again by the operator, and a mistake is said in words', async () => {
    const hamburg = '/invitations/contoso/4100103/csp-indirect-reseller';
    const on = async (as: string, fields: Record<string, string>) => {
      const { html } = await open(`${hamburg}?as=${as}`);
      const resendId = hidden(html, 'resendId');
      return press(hamburg, { as, etag: hidden(html, 'etag'), ...(resendId && { resendId }), ...fields });
    };
    expect((await on('ines', { do: 'decline' })).html).toContain('Done. Now it is: Declined.');
    const late = await on('olivia', { do: 'extend', lastDay: '2020-01-01', reason: 'They asked' });
    expect(late.html).toContain('class="refused" role="alert">The new deadline has to be later than now');
    const extended = await on('olivia', { do: 'extend', lastDay: '2027-08-31', reason: 'They asked' });
    expect(extended.html).toContain('end of 31 August 2027 (UTC)');
    expect((await on('olivia', { do: 'resend', reason: 'They asked' })).html).toContain(
      'Now it is: Invited.',
    );
    expect((await on('olivia', { do: 'dance' })).html).toContain('There is no such button.');
  });

  test('requirements are completed by the partner, judged by the operator, and the steps say whose turn it is', async () => {
    const terms = {
      name: 'Demanding',
      guideUrl: 'https://partner.example/guides/demanding',
      state: 'active',
    };
    const rules = { openToAll: true, versions: [], calendar: {}, offBoarding: 'atTermEnd' };
    const requirements = [{ requirement: 'tax', name: 'Tax <profile>' }];
    await local.cloud.as('olivia').put('/programs/demanding', { ...terms, ...rules, requirements });
    const place = '/invitations/contoso/4100101/demanding';
    const on = async (as: string, fields: Record<string, string>) => {
      const { html } = await open(`${place}?as=${as}`);
      return (await press(place, { as, etag: hidden(html, 'etag'), requirement: 'tax', ...fields })).html;
    };
    const accepted = await on('ines', { do: 'enroll' });
    for (const words of [
      'Action required',
      'Complete by 31 March to earn from 1 March.',
      'Complete</button>',
    ])
      expect(accepted).toContain(words);
    expect(accepted).toContain(
      '<strong>Complete: Tax &lt;profile&gt;</strong> — now, by Incentives administrator',
    );
    const page = await open('/organizations/contoso?as=ines');
    expect(page.html).toContain('Action required: Demanding at');
    expect(page.html).toContain('complete: Tax &lt;profile&gt;');

    expect(await on('ines', { do: 'complete' })).toContain('Validating enrollment');
    expect(await on('olivia', { do: 'reject', reason: 'No such number' })).toContain('Action required');
    expect((await open(`${place}?as=ines`)).html).toContain('rejected: No such number');
    expect(await on('ines', { do: 'complete' })).toContain('Validating enrollment');
    expect(await on('olivia', { do: 'validate' })).toContain('1 March 2027');
    expect((await open(`${place}?as=uma`)).html).toContain('Enrolled');
  });

  test('Appoint appoints, twice too', async () => {
    const path = '/organizations/fabrikam/appoint';
    const { html: before } = await open(`${path}?as=frida`);
    const form = { as: 'frida', member: hidden(before, 'member'), name: 'Frida', etag: '' };

    for (const _ of ['once', 'again'])
      expect((await press(path, form)).html).toContain('Frida is Incentives administrator for all');
    expect((await press(path, { ...form, as: 'fanny' })).html).toContain('access/role-missing');
  });

  test('the clock moves forward only, and says so', async () => {
    for (const [now, words] of [
      ['', 'Say a day and a time'],
      ['2020-01-01T00:00', 'only moves forward'],
      ['2027-03-05T12:00', 'The clock has moved'],
    ] as const)
      expect((await press('/clock', { now })).html).toContain(words);
  });

  test('a lapsed invitation is not called one any more, and says why', async () => {
    const row = { mpnId: '4200102', trailing12MonthRevenueUsd: 10, designations: [], scores: {} };
    const rows = [{ ...row, nominations: [], activity: {} }];
    const facts = { asOf: '2027-03-02', locations: rows };
    await local.cloud.as('olivia').put('/organizations/fabrikam/facts', facts);
    await local.cloud.settle();

    const { html } = await open('/invitations/fabrikam/4200102/csp-indirect-reseller?as=frida');
    expect(html).toContain('Ineligible');
    expect(html).toContain('<li>Not met: Trailing 12-month revenue');
    expect(html).not.toContain('Open until');
  });
});

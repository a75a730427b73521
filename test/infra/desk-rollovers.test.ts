/** The pages of the rollovers: previews and ends of terms as a person reads them. The clock only moves forward, so the tests go on in their order. */
import { beforeAll, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { useCloud } from '../functions/harness.ts';
import { hidden, visitorOf } from './desk-visitor.ts';

const local = useCloud('invited');
const { open, press } = visitorOf(local);
const all = '/rollovers';
const own = '/organizations/adventure-works/rollovers';
const on = '2027-07-01';
const lapse =
  /<td>Adventure Works &lt;Inc&gt;<\/td>.*Adventure Works Boise<\/a>.*<td>lapses<\/td>.*found: US\$19,200/;

beforeAll(async () => {
  for (const mpnId of ['4400102', '4400103']) {
    const path = `/organizations/adventure-works/locations/${mpnId}/enrollments/csp-indirect-reseller`;
    await must(local.cloud.as('amir').put(path, undefined, { 'if-match': '*' }));
  }
  const { body } = await local.cloud.as('olivia').get('/organizations/adventure-works');
  const { country, globalMpnId, contactMail, etag } = body;
  const renamed = { legalName: 'Adventure Works <Inc>', country, globalMpnId, contactMail };
  await must(local.cloud.as('olivia').put('/organizations/adventure-works', renamed, { 'if-match': etag }));
});

/** Asked for with the button of that page. @returns the report's page, once it has finished. */
async function preview(path: string, as: string, more: Record<string, string> = {}) {
  const runId = hidden((await open(`${path}?as=${as}`)).html, 'runId');
  const begun = await press(path, { as, runId, on, ...more });
  expect(begun.html).toContain(`The preview of ${more.on ?? on} is asked for.`);
  expect(new URL(begun.url).pathname).toBe(`${path}/${runId}`);
  await local.cloud.host.drain();
  return { runId, ...(await open(`${path}/${runId}?as=${as}`)) };
}

async function lowerBoise() {
  const row = { mpnId: '4400103', trailing12MonthRevenueUsd: 19_200, designations: [] };
  const locations = [{ ...row, scores: { modernWork: 31 }, nominations: [], activity: {} }];
  const facts = { asOf: '2027-03-02', locations };
  await must(local.cloud.as('olivia').put('/organizations/adventure-works/facts', facts));
  await local.cloud.settle();
}

test('a preview that is under way says so, and looks again by itself; pressing twice asks once', async () => {
  const runId = hidden((await open(`${all}?as=olivia`)).html, 'runId');
  for (const _ of ['once', 'again'])
    expect((await press(all, { as: 'olivia', runId, on })).html).toContain('Preview until 1 July 2027');
  await local.cloud.host.drain();
  const { html } = await open(`${all}/${runId}?as=olivia`);
  expect(html).toContain('<progress aria-label="Organizations seen" max="4" value="4">');
  expect(html).not.toContain('http-equiv="refresh"');
  expect(html).not.toContain('Changed since');
  expect(html).not.toContain('<button name="warn" value="yes">Warn those');
  const list = await open(`${all}?as=olivia`);
  expect(list.html.split(`/${runId}?`)).toHaveLength(2);
  expect(list.html).toMatch(/<td>finished<\/td><td>2<\/td><td>0<\/td><td>nobody<\/td>/);
});

test('the next preview names who would lapse and why, what is otherwise than before, and can warn them', async () => {
  await lowerBoise();
  const { runId, html } = await preview(all, 'olivia');
  expect(html).toMatch(lapse);
  expect(html).toContain('<td>1</td><td>criteria not met: 1</td>');
  expect(html).toMatch(
    /Changed since the preview of that day.*<td>continues<\/td><td>lapses \(criteria not met\)/,
  );
  const warned = await press(all, { as: 'olivia', runId: hidden(html, 'runId'), on, warn: 'yes' });
  expect(warned.url).not.toContain(runId);
  await local.cloud.settle();
  const [mail] = local.cloud.mail.inbox('amir@adventure-works.example');
  expect(mail?.subject).toBe('Incentive enrollment will end unless you act');
  const { html: after } = await open(`${new URL(warned.url).pathname}?as=olivia`);
  expect(after).toContain('<td>those who would lapse at the next end of their term: 1</td>');
  expect(after).toContain('Nothing: every enrollment came out the same.');
});

test('every enrollment is in the table for a spreadsheet, for whoever may see it', async () => {
  const { runId } = await preview(all, 'olivia');
  const file = await open(`${all}/${runId}/outcomes.csv?as=olivia`);
  expect(file.html.split('\r\n')).toHaveLength(4);
  expect(file.html.startsWith('\uFEFForganizationId,')).toBe(true);
  expect(file.html).toContain('Adventure Works Boise,csp-indirect-reseller,FY27,FY28,lapsed');
  expect((await open(`${all}/${runId}/outcomes.csv?as=ines`)).status).toBe(403);
  expect((await open(`${all}/outcomes.csv?as=olivia`)).status).toBe(404);
});

test.each(['aaron', 'amir', 'olivia'])(
  '%s previews the organization alone, warns nobody, and finds it again',
  async (as) => {
    const { runId, html } = await preview(own, as);
    expect(html).toMatch(lapse);
    expect(html).not.toContain('name="warn"');
    expect(html.includes('Changed since the preview of that day')).toBe(as !== 'aaron');
    const list = await open(`${own}?as=${as}`);
    expect(list.html).toContain(`href="${own}/${runId}?as=${as}">1 July 2027</a>`);
    expect(list.html).toMatch(/<td>finished<\/td><td>1<\/td><td>1<\/td><\/tr>/);
    expect(list.html).toContain('None yet that concerned an enrollment.');
  },
);

test('who may not is told so in words', async () => {
  expect((await open(`${all}?as=ines`)).html).toContain('Only the operator does this.');
  const runId = hidden((await open(`${all}?as=olivia`)).html, 'runId');
  const page = await open(`${own}?as=april`);
  expect(page.html).toContain('your roles let you ask for no preview');
  expect(page.html).not.toContain('<button');
  const ends = `href="${own}?as=`;
  for (const as of ['april', 'amir', 'aaron', 'olivia'])
    expect((await open(`/organizations/adventure-works?as=${as}`)).html.includes(ends)).toBe(as !== 'april');
  const refused = await press(own, { as: 'april', runId, on });
  expect(refused.html).toContain('class="refused" role="alert"');
  const past = await press(all, { as: 'olivia', runId, on: '2020-07-01' });
  expect(past.html).toContain('A preview is for a day that is ahead');
  expect(new URL(past.url).pathname).toBe(all);
});

test('a preview that looks beyond two ends of terms is asked for', async () => {
  await preview(all, 'olivia', { on: '2028-07-01' });
});

test('between the end of the term and its rollover the report names what is still to do', async () => {
  for (const at of ['2027-06-30T23:10:00Z', '2027-07-01T00:00:00Z'])
    await local.cloud.host.moveClock(new Date(at));
  const { html } = await open(`${all}/csp-indirect-reseller.FY27?as=olivia`);
  expect(html).toMatch(/2 enrollments: <a href="\/invitations\/adventure-works\/440010[23]\//);
  expect(html).toMatch(/Changed since the last preview.*Nothing so far/);
});

test('after the end of the term its report says what came of each, for the operator and the organization', async () => {
  await local.cloud.host.moveClock(new Date('2027-07-01T00:05:00Z'));
  await local.cloud.settle();
  const list = await open(`${all}?as=olivia`);
  expect(list.html).toMatch(
    /CSP Indirect Reseller, FY27<\/a><\/td><td>1 July 2027, 00:00<\/td><td>1<\/td><td>1</,
  );
  for (const [path, as] of [
    [all, 'olivia'],
    [own, 'aaron'],
    [own, 'amir'],
  ]) {
    const { html } = await open(`${path}/csp-indirect-reseller.FY27?as=${as}`);
    expect(html).toContain('<h1>CSP Indirect Reseller: the end of FY27</h1>');
    expect(html).toMatch(lapse);
    expect(html).toContain('Nothing: every enrollment came out the same.');
    const { html: found } = await open(`${path}?as=${as}`);
    expect(found).toContain(`href="${path}/csp-indirect-reseller.FY27?as=${as}"`);
    expect(found).not.toContain('csp-direct-bill.FY27');
  }
});

test('the next preview of the later day says nothing of the term that has ended since', async () => {
  const { html } = await preview(all, 'olivia', { on: '2028-07-01' });
  expect(html).toMatch(/<td>FY28 to FY29<\/td><td>continues<\/td>/);
  expect(html).not.toContain('FY27');
  expect(html).toMatch(/Changed since the preview of that day.*Nothing: every enrollment came out the same/);
});

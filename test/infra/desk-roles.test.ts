/** The pages of an organization's people: what each is given and for what, and the buttons that give, narrow and revoke it. */
import { expect, test } from 'vitest';
import { useCloud } from '../functions/harness.ts';
import { formsIn, hidden, visitorOf } from './desk-visitor.ts';

const local = useCloud('invited');
const { open, press } = visitorOf(local);

/** The address of somebody's roles, as the list of people leads to it. */
async function rolesOf(organizationId: string, name: string, as: string): Promise<string> {
  const { html } = await open(`/organizations/${organizationId}/appoint?as=${as}`);
  const found = new RegExp(`href="([^"?]*)\\?as=${as}">${name}</a>`).exec(html);
  return found?.[1] ?? '';
}

/** A button of the page, with the ETag that its form holds. */
async function use(path: string, sent: { as: string; do: string; role: string } & Record<string, string>) {
  const { html } = await open(`${path}?as=${sent.as}`);
  const isIt = (one: string) => hidden(one, 'do') === sent.do && hidden(one, 'role') === sent.role;
  const form = formsIn(html).find(isIt) ?? '';
  return press(path, { etag: hidden(form, 'etag'), name: hidden(form, 'name'), ...sent });
}

const role = 'incentivesAdministrator';

test('administrators are led to the people and their roles, others are not', async () => {
  const people = 'href="/organizations/contoso/appoint?as=';
  for (const as of ['adele', 'alex', 'ines'])
    expect((await open(`/organizations/contoso?as=${as}`)).html.includes(people)).toBe(as !== 'ines');
});

test('the last administrator keeps what is needed, unless it is said that it is known', async () => {
  const ines = await rolesOf('contoso', 'Ines Richter', 'alex');
  const { html } = await open(`${ines}?as=alex`);
  for (const words of [
    '<h1>The roles of Ines Richter',
    'Given by hand: all locations, all programs',
    'curl -X DELETE',
  ])
    expect(html).toContain(words);

  const narrowed = { as: 'alex', do: 'give', role, locations: '4100101, 4100102', programs: 'all' };
  const refused = await use(ines, narrowed);
  expect(refused.html).toMatch(
    /class="refused" role="alert">This takes away the last Incentives administrator/,
  );
  expect((await use(ines, { as: 'alex', do: 'revoke', role })).html).toContain('class="refused"');

  const known = await use(ines, { ...narrowed, acknowledge: 'stranded' });
  expect(known.html).toContain(
    'The role Incentives administrator of Ines Richter is given as you see below.',
  );
  expect(known.html).toContain('Given by hand: locations 4100101, 4100102, all programs');
  const unknown = await use(ines, { ...narrowed, locations: '4100101 999' });
  expect(unknown.html).toContain('999 is not one of your locations.');
});

test('a role is given and revoked again', async () => {
  const otto = await rolesOf('contoso', 'Otto [^<]*', 'alex');
  const given = await use(otto, { as: 'alex', do: 'give', role: 'accountAdministrator' });
  expect(given.html).toContain('The role Account administrator of Otto');
  expect((await use(otto, { as: 'alex', do: 'revoke', role: 'accountAdministrator' })).html).toContain(
    'is revoked.',
  );
  const stale = await press(otto, { as: 'alex', do: 'give', role: 'nothing' });
  expect(stale.html).toContain('class="refused" role="alert"');
  expect((await open(`${otto}?as=ines`)).status).toBe(403);
});

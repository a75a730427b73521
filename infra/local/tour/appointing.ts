/** The first half of the story: the directory, the appointments, the invitation. */
import type { Criterion } from '../../../shared/programs/criterion.ts';
import { foundInWords } from '../../../shared/programs/wording.ts';
import { memberPath } from '../seed.ts';
import { type Cast, deliver, enrollmentPath, inboxOf, reportFigures, sample, sync } from './cast.ts';

const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };

export async function readDirectory(cast: Cast): Promise<void> {
  const { teller } = cast;
  teller.chapter("Adele, Contoso's Global administrator, has the company's Azure AD users read");
  const contoso = sample(cast, 'contoso');
  const { read } = await sync(cast, 'adele', 'contoso');
  teller.say(`the sync read ${read} people through Microsoft Graph`);
  teller.check(read === contoso.tenant.users.length, 'everybody in the directory is known');
  const { body } = await teller.ask('adele', { method: 'GET', path: '/organizations/contoso/members' });
  const names = (holds: (member: Record<string, unknown>) => boolean) =>
    body.value.filter(holds).map((member: { displayName: string }) => member.displayName);
  teller.check(
    names((one) => one.globalAdministrator === true).join() === 'Adele Vogt',
    'Adele is the Global administrator',
  );
  teller.check(
    names((one) => one.enabled === false).join() === 'Diana Sommer',
    'Diana is disabled: nothing she is given would take effect',
  );
}

export async function appoint(cast: Cast): Promise<void> {
  const { teller } = cast;
  teller.chapter('Adele appoints an Account administrator and an Incentives administrator');
  const contoso = sample(cast, 'contoso');
  const alex = `${memberPath(contoso, 'alex')}/roles/accountAdministrator`;
  const account = await teller.ask('adele', { method: 'PUT', path: alex, body: {} });
  teller.check(account.status === 201, 'Alex is Account administrator');
  const ines = `${memberPath(contoso, 'ines')}/roles/incentivesAdministrator`;
  const global = { scopes: [{ locations: ['4100000'], programs: 'all' }] };
  const refused = await teller.ask('alex', { method: 'PUT', path: ines, body: global });
  teller.check(
    refused.body.error.code === 'location/global-mpn-id',
    'a global MPN ID is refused, and the locations are named',
  );
  const appointed = await teller.ask('alex', { method: 'PUT', path: ines, body: everywhere });
  teller.check(appointed.status === 201, 'Ines is Incentives administrator for every location and program');
  const again = await teller.ask('alex', { method: 'PUT', path: ines, body: everywhere });
  teller.check(again.status === 200, 'asking twice changes nothing');
}

export async function invite(cast: Cast): Promise<void> {
  const { teller } = cast;
  teller.chapter("Contoso's figures arrive: locations become eligible and are invited");
  await reportFigures(cast, 'contoso');
  const [mail] = await inboxOf(cast, 'ines@contoso.example');
  teller.say(`mail to Ines: “${mail?.subject}” from ${mail?.from.displayName} <${mail?.from.address}>`);
  teller.check(
    mail?.from.displayName === 'Microsoft Partner Center',
    'it comes from Microsoft Partner Center',
  );
  teller.check(
    mail?.subject === 'Partner Incentive Enrollment Invitation',
    'with the subject people look for',
  );
  teller.check(/Get Started/.test(mail?.html ?? ''), 'and a Get Started link');
  teller.check((await inboxOf(cast, 'ines@contoso.example')).length === 1, 'one mail for all her locations');
  const [copy] = await inboxOf(cast, 'alex@contoso.example');
  teller.check(copy?.plainText.includes('Ines Richter') === true, 'Alex is informed, and told who can act');
}

export async function explain({ teller }: Cast): Promise<void> {
  teller.chapter('Anyone concerned can ask why');
  const bill = enrollmentPath('contoso', '4100103', 'csp-direct-bill');
  const { body } = await teller.ask('ines', { method: 'GET', path: `${bill}/eligibility` });
  for (const criterion of leaves(body.criteria))
    teller.say(
      `${criterion.met ? 'met  ' : 'unmet'} ${criterion.criterion} (found: ${foundInWords(criterion) ?? 'nothing'})`,
    );
  teller.check(body.eligible === false, 'Hamburg is not eligible for direct bill, criterion by criterion');
}

function leaves(criteria: Criterion[]): Criterion[] {
  return criteria.flatMap((criterion) => (criterion.criteria ? leaves(criterion.criteria) : [criterion]));
}

export async function nobodyToInvite(cast: Cast): Promise<void> {
  const { teller } = cast;
  teller.chapter(
    'Fabrikam has no Incentives administrator: its administrators are told, and the invitation waits',
  );
  const fabrikam = sample(cast, 'fabrikam');
  await sync(cast, 'frida', 'fabrikam');
  await reportFigures(cast, 'fabrikam');
  const [told] = await inboxOf(cast, 'frida@fabrikam.example');
  teller.say(`mail to Frida, in Swedish: “${told?.subject}”`);
  teller.check(told !== undefined, 'the Global administrator is told that somebody has to be assigned');
  const home = await teller.ask('frida', { method: 'GET', path: '/organizations/fabrikam/home' });
  teller.check(home.body.value[0]?.kind === 'assignAdministrator', 'her home page says so too');
  const path = `${memberPath(fabrikam, 'felix')}/roles/incentivesAdministrator`;
  await teller.ask('frida', { method: 'PUT', path, body: everywhere });
  await deliver(cast);
  const [invitation] = await inboxOf(cast, 'felix@fabrikam.example');
  teller.check(
    invitation?.subject === 'Partner Incentive Enrollment Invitation',
    'the invitation reaches Felix the moment he is appointed',
  );
}

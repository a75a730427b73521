/** The second half of the story: Get Started, enrolled, and what is refused on the way. */
import { memberPath } from '../seed.ts';
import { type Cast, enrollmentPath, inboxOf, sample, sync } from './cast.ts';

const reseller = 'csp-indirect-reseller';
const berlin = enrollmentPath('contoso', '4100101', reseller);

export async function homePage({ teller }: Cast): Promise<void> {
  teller.chapter('The same invitation is on the home page, and putting its card away does not lose it');
  const home = await teller.ask('ines', { method: 'GET', path: '/organizations/contoso/home' });
  const card = home.body.value.find((one: { programId: string }) => one.programId === reseller);
  teller.check(card !== undefined, `a card: ${card?.program} at ${card?.location}`);
  await teller.ask('ines', { method: 'PUT', path: `/organizations/contoso/home/${card.cardId}/dismissal` });
  const after = await teller.ask('ines', { method: 'GET', path: '/organizations/contoso/home' });
  const gone = !after.body.value.some((one: { cardId: string }) => one.cardId === card.cardId);
  teller.check(gone, 'Ines does not see that card again');
  const path = `/organizations/contoso/incentives?program=${reseller}&location=${card.mpnId}`;
  const overview = await teller.ask('ines', { method: 'GET', path });
  teller.check(overview.body.value[0]?.status === 'Invited', 'the overview still lists the invitation');
}

export async function getStarted(cast: Cast): Promise<void> {
  const { teller, cloud } = cast;
  teller.chapter('Ines follows Get Started and enrolls Berlin');
  const [mail] = await inboxOf(cast, 'ines@contoso.example');
  const link = /http\S+\/invitations\/contoso\/4100101\/csp-indirect-reseller/.exec(
    mail?.plainText ?? '',
  )?.[0];
  teller.say(`Get Started: ${link}`);
  teller.check(link !== undefined, 'the link leads to the invitation');
  const page = await (await fetch(`${link}?as=ines`)).text();
  teller.check(
    page.includes('CSP Indirect Reseller') && page.includes('Contoso Berlin'),
    'the page shows it',
  );
  teller.check(page.includes(`${cloud.api}${berlin}`), 'and the request that enrolls');

  const invitation = await teller.ask('ines', { method: 'GET', path: berlin });
  const careless = await teller.ask('ines', { method: 'PUT', path: berlin });
  teller.check(careless.status === 428, 'without the ETag of what she read, nothing happens');
  const enrolled = await teller.ask('ines', { method: 'PUT', path: berlin, ifMatch: invitation.body.etag });
  teller.check(
    enrolled.body.status === 'Enrolled' && enrolled.body.term === 'FY27',
    `enrolled for FY27, earning from ${enrolled.body.earnsFrom}`,
  );
  const repeat = await teller.ask('ines', { method: 'PUT', path: berlin, ifMatch: invitation.body.etag });
  teller.check(
    repeat.status === 200 && repeat.body.etag === enrolled.body.etag,
    'a repeated request changes nothing',
  );
}

export async function requirements({ teller }: Cast): Promise<void> {
  teller.chapter('CSP Direct Bill asks for more: one list says what is left, and whose turn it is');
  const munich = enrollmentPath('contoso', '4100102', 'csp-direct-bill');
  const invitation = await teller.ask('ines', { method: 'GET', path: munich });
  let { body } = await teller.ask('ines', { method: 'PUT', path: munich, ifMatch: invitation.body.etag });
  const blocking = () => body.checklist.find(({ state }: { state: string }) => state === 'blocking');
  teller.check(
    body.status === 'Action required' && blocking().name === 'Payout profile',
    `next: ${blocking().name}; complete by ${body.completeBy?.day} to earn from ${body.completeBy?.earnsFrom}`,
  );
  const act = async (who: string, way: string, asked?: object) => {
    const path = `${munich}/requirements/${way}`;
    const request = { method: 'PUT' as const, path, ifMatch: body.etag };
    ({ body } = await teller.ask(who, asked ? { ...request, body: asked } : request));
  };
  await act('ines', 'payout-profile');
  await act('ines', 'tax-profile');
  teller.check(body.status === 'Validating enrollment', "now it is the vendor's turn");
  await act('olivia', 'payout-profile/validation', { outcome: 'validated' });
  const reason = 'The form is of last year.';
  await act('olivia', 'tax-profile/validation', { outcome: 'rejected', reason });
  teller.check(blocking().reason === reason, `one is rejected: ${reason}`);
  await act('ines', 'tax-profile');
  await act('olivia', 'tax-profile/validation', { outcome: 'validated' });
  teller.check(
    body.status === 'Enrolled',
    `everything validated: enrolled, earning from ${body.earnsFrom}, the month in which it was completed`,
  );
}

export async function openProgram({ teller }: Cast): Promise<void> {
  teller.chapter('Open programs need no invitation: no mail, no card, on the overview');
  const commerce = enrollmentPath('contoso', '4100102', 'commerce-incentives');
  const overview = await teller.ask('ines', {
    method: 'GET',
    path: '/organizations/contoso/incentives?program=commerce-incentives',
  });
  teller.check(overview.body.value.length === 3, 'it is offered at all three locations');
  const enrolled = await teller.ask('ines', { method: 'PUT', path: commerce });
  teller.check(enrolled.status === 201, 'München is enrolled');
}

export async function refusals(cast: Cast): Promise<void> {
  const { teller } = cast;
  teller.chapter('Only an Incentives administrator in scope enrolls, and only after the migration');
  const adele = await teller.ask('adele', {
    method: 'PUT',
    path: enrollmentPath('contoso', '4100102', reseller),
  });
  teller.check(adele.body.error.code === 'access/role-missing', 'being Global administrator is not enough');
  const stranger = await teller.ask('felix', {
    method: 'PUT',
    path: enrollmentPath('contoso', '4100102', reseller),
  });
  teller.check(stranger.status === 404, 'to people of other companies Contoso does not exist');

  const northwind = sample(cast, 'northwind');
  await sync(cast, 'nora', 'northwind');
  const scopes = [{ locations: ['4300101'], programs: 'all' }];
  const path = `${memberPath(northwind, 'nora')}/roles/incentivesAdministrator`;
  await teller.ask('nora', { method: 'PUT', path, body: { scopes } });
  const early = enrollmentPath('northwind', '4300101', 'commerce-incentives');
  const refused = await teller.ask('nora', { method: 'PUT', path: early });
  teller.check(
    refused.body.error.code === 'organization/migration-not-completed',
    'Northwind has to complete its migration first',
  );
}

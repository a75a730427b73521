/** The end of the story: 1 July, when enrollments roll forward by themselves, or lapse with their reasons. */
import { setTimeout as delay } from 'node:timers/promises';
import { memberPath } from '../seed.ts';
import { type Cast, deliver, enrollmentPath, inboxOf, reportFigures, sample, sync } from './cast.ts';

const reseller = 'csp-indirect-reseller';
const berlin = enrollmentPath('contoso', '4100101', reseller);
const boise = enrollmentPath('adventure-works', '4400103', reseller);

export async function barelyEligible(cast: Cast): Promise<void> {
  const { teller } = cast;
  teller.chapter('Adventure Works Boise enrolls just above the threshold, then falls below it');
  const organization = sample(cast, 'adventure-works');
  await sync(cast, 'anna', 'adventure-works');
  const path = `${memberPath(organization, 'amir')}/roles/incentivesAdministrator`;
  const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };
  await teller.ask('anna', { method: 'PUT', path, body: everywhere });
  await reportFigures(cast, 'adventure-works');
  const invitation = await teller.ask('amir', { method: 'GET', path: boise });
  const enrolled = await teller.ask('amir', { method: 'PUT', path: boise, ifMatch: invitation.body.etag });
  teller.check(enrolled.body.status === 'Enrolled', 'Boise is enrolled');
  const asOf = cast.cloud.now().toISOString().slice(0, 10);
  await reportFigures(cast, 'adventure-works', { asOf, revenue: { '4400103': 19_200 } });
  const still = await teller.ask('amir', { method: 'GET', path: boise });
  teller.check(still.body.status === 'Enrolled', 'this program lets it finish its term');
}

export async function warned(cast: Cast): Promise<void> {
  const { teller, cloud } = cast;
  teller.chapter('Thirty days before the end of the term, those concerned hear what is coming');
  await cloud.host.moveClock(new Date('2027-06-02T03:00:00.000Z'));
  await deliver(cast);
  const [mail] = await inboxOf(cast, 'amir@adventure-works.example');
  teller.check(
    mail?.subject.includes('will end') === true && mail.plainText.includes('Boise'),
    `Amir is warned while there is time: “${mail?.subject}”`,
  );
}

export async function lastInstant({ teller, cloud }: Cast): Promise<void> {
  teller.chapter('The clock moves to the last second of the fiscal year, and over it');
  // What the timers passed find to do is done before the last second begins.
  await cloud.host.moveClock(new Date('2027-06-30T23:59:00.000Z'));
  await cloud.host.moveClock(new Date('2027-06-30T23:59:59.000Z'));
  const before = await teller.ask('ines', { method: 'GET', path: berlin });
  teller.check(
    before.body.status === 'Enrolled' && before.body.term === 'FY27',
    'at 23:59:59 Berlin is enrolled for FY27',
  );
  await delay(1100);
  const after = await teller.ask('ines', { method: 'GET', path: berlin });
  teller.check(
    after.body.status === 'Enrolled — renewal pending',
    'at 00:00:00 every reader already sees the truth',
  );
}

export async function july(cast: Cast): Promise<void> {
  const { teller, cloud } = cast;
  teller.chapter('Five past midnight: the hourly timer rolls over what is still eligible');
  await cloud.host.moveClock(new Date('2027-07-01T00:05:01.000Z'));
  await deliver(cast);
  const rolled = await teller.ask('ines', { method: 'GET', path: berlin });
  teller.check(
    rolled.body.status === 'Enrolled' && rolled.body.term === 'FY28',
    'Berlin continues in FY28 without anybody acting',
  );
  const history = await teller.ask('ines', { method: 'GET', path: `${berlin}/history` });
  for (const entry of history.body.value)
    teller.say(`${entry.at}  ${entry.from ?? '–'} → ${entry.to}${entry.term ? ` (${entry.term})` : ''}`);
  const steps = history.body.value.map((entry: { what: string }) => entry.what).join(', ');
  teller.check(steps === 'invite, enroll, rollForward', 'the history says what happened, once each');

  const lapsed = await teller.ask('amir', { method: 'GET', path: boise });
  teller.check(lapsed.body.status === 'Lapsed', `Boise lapsed. ${lapsed.body.reasons[0]?.message}`);
  const [mail] = await inboxOf(cast, 'amir@adventure-works.example');
  teller.check(
    mail?.plainText.includes('Boise') === true && /19.?200/.test(mail.plainText),
    'Amir is told, with the figure that was used',
  );
  teller.say('within the next hour the same timer runs again; here, now');
  await cloud.host.runTimer('rollOverEndedTerms');
  await deliver(cast);
  const again = await teller.ask('ines', { method: 'GET', path: berlin });
  teller.check(again.body.etag === rolled.body.etag, 'running it again changes nothing');
}

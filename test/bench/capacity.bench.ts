/** What each thing that happens costs in request units, as the stand-in estimates them: the table of docs/operate.md, "Capacity". */
import { must } from '../../infra/local/client.ts';
import { startCloud } from '../../infra/local/cloud.ts';
import { as, factsOf, samplesOf, seedFacts, seedPartners, seedVendor } from '../../infra/local/seed.ts';
import { printTable } from './harness.ts';

const cloud = await startCloud({ startAt: new Date('2027-03-02T09:00:00.000Z'), log: () => undefined });
const { host } = cloud;
const samples = samplesOf(cloud);
const [contoso] = samples;
const ines = as(cloud, 'ines');
const olivia = as(cloud, 'olivia');
const berlin = '/organizations/contoso/locations/4100101/enrollments/csp-indirect-reseller';

/** Request units of what happens, for each of so many. */
async function cost(happening: () => Promise<unknown>, among = 1): Promise<string> {
  const before = cloud.cosmos.spent().charge;
  await happening();
  return ((cloud.cosmos.spent().charge - before) / among).toFixed(1);
}

const inMinutes = (minutes: number) => host.moveClock(new Date(cloud.now().getTime() + minutes * 60_000));

async function reportAndDecide(): Promise<void> {
  if (contoso) await must(olivia.put('/organizations/contoso/facts', factsOf(contoso)));
  await host.drain();
}

await seedVendor(cloud);
await seedPartners(cloud);
await host.drain();
const rows: [string, string][] = [];
rows.push(['figures reported, decided on, invitations and letters written', await cost(reportAndDecide)]);
const due = (await must(olivia.get('/letters?state=due'))).body.value.length;
rows.push(['one letter sent', await cost(() => host.runTimer('sendDueLetters'), due)]);
await seedFacts(cloud);
await host.runTimer('sendDueLetters');
await cloud.mail.reports.posted();
await host.drain();
rows.push(['home page', await cost(() => ines.get('/organizations/contoso/home'))]);
rows.push(['overview of incentives', await cost(() => ines.get('/organizations/contoso/incentives'))]);
rows.push(['one enrollment, read', await cost(() => ines.get(berlin))]);
const { etag } = (await must(ines.get(berlin))).body;
rows.push(['enroll', await cost(() => must(ines.put(berlin, undefined, { 'if-match': etag })))]);
await inMinutes(20);
const quiet = async () => {
  await host.runTimer('reconcileDueOrganizations');
  await host.runTimer('sendDueLetters');
};
rows.push(['the timers of a minute in which nothing is due', await cost(quiet)]);
await inMinutes(1);
const all = async (timer: string) => {
  await host.runTimer(timer);
  await host.drain();
};
rows.push([
  'daily look at an unchanged organization',
  await cost(() => all('reconcileAllOrganizations'), samples.length),
]);
await cloud.host.moveClock(new Date('2027-03-02T10:14:00.000Z'));
const directories = () => cloud.host.moveClock(new Date('2027-03-02T10:15:01.000Z'));
rows.push([
  'unchanged directory looked at, timers of the minute included',
  await cost(directories, samples.length),
]);
printTable(['what', 'RU'], rows);
await cloud.close();

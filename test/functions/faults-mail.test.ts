/** The mail service in trouble: nobody has to wait for it, and every letter leaves once in the end. */
import { describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import type { LocalMail } from '../../infra/local/mail.ts';
import { seedFacts } from '../../infra/local/seed.ts';
import { springMorning, useCloud } from './harness.ts';

type MailFault = Parameters<LocalMail['faults']['add']>[0];

const addresses = (mail: LocalMail) =>
  mail
    .inbox()
    .flatMap(({ to }) => to.map(({ address }) => address))
    .sort();
const minutesLater = (minutes: number) => new Date(springMorning.getTime() + minutes * 60_000);
/** Of each organization that is migrated those to invite or to tell, and of the other the one who can migrate it. */
const everybody = ['aaron', 'alex', 'amir', 'felix', 'frida', 'ines', 'nora'];

describe.each<[string, MailFault, number]>([
  ['asks to wait', { status: 429, times: 1000 }, everybody.length],
  ['accepts and does not say so', { drop: true, after: true, times: 1000 }, 0],
])('given a mail service that %s', (_, fault, sentAgain) => {
  const held = useCloud('partners');

  test('when locations are invited, then they enroll, and each letter is sent once when the service is back', async () => {
    const { cloud } = held;
    cloud.mail.faults.add(fault);
    await seedFacts(cloud);
    await cloud.settle();
    const ines = cloud.as('ines');
    const path = '/organizations/contoso/locations/4100102/enrollments/csp-indirect-reseller';
    const invited = await must(ines.get(path));

    const enrolled = await ines.put(path, undefined, { 'if-match': invited.body.etag });

    expect([enrolled.status, enrolled.body.status]).toEqual([200, 'Enrolled']);
    cloud.mail.faults.clear();
    const before = cloud.mail.counters.sendRequests;
    await cloud.host.moveClock(minutesLater(10));
    const sent = addresses(cloud.mail);
    expect(sent.map((address) => address.split('@')[0])).toEqual(everybody);
    expect(cloud.mail.counters.sendRequests - before).toBe(sentAgain);
    await cloud.host.moveClock(minutesLater(90));
    expect(addresses(cloud.mail)).toEqual(sent);
  });
});

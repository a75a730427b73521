/** Letters that came to nothing, and who hears of it: from the mail service's refusal or report to the next mail. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordDelivery } from '../../../functions/delivery-reports.ts';
import { memberId } from '../../../shared/access/member.ts';
import { emptyRoster, enter } from '../../../shared/access/roster.ts';
import { compose } from '../../../shared/letters/compose.ts';
import { listDeliveries } from '../../../shared/letters/delivery-store.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { occasionOfReturn } from '../../../shared/letters/report.ts';
import { invited, now, occasion } from './occasion.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { adele, bertil } from './people.ts';
import { factsOf } from './sample.ts';

let outbox: Outbox;
let events: object[];
beforeEach(async () => {
  events = [];
  outbox = await openOutbox({ report: async (event) => void events.push(event), now: () => now });
});
afterEach(() => outbox.close());

const contactMail = 'partner@contoso.example';
const told = (on: string) => listDeliveries(outbox.partners, 'contoso', on);

async function report(): Promise<void> {
  await outbox.mail.reports.posted();
  for (const event of events.splice(0)) await recordDelivery(outbox.deps)(event, { log: () => undefined });
}

describe('given an invitation that the mail service refuses for good', () => {
  let id = '';
  beforeEach(async () => {
    [id = ''] = await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(adele)] });
    outbox.mail.faults.add({ status: 400 });
    expect(await outbox.tick()).toEqual(['letters {"failed":1}']);
  });

  test('then an Account administrator is told, as of one that bounced', async () => {
    expect(await told(occasionOfReturn({ id }))).toMatchObject([
      { recipient: memberId(bertil), kind: 'mailReturned', state: 'due' },
    ]);
    expect(await outbox.tick()).toEqual(['letters {"sent":1}']);
    expect(outbox.mail.inbox('bertil@contoso.example')).toMatchObject([
      { plainText: expect.stringContaining('Ett brev till Adele') },
    ]);
  });
});

test('a letter that nobody waits for is refused, and nobody is told', async () => {
  await outbox.givenLetters({ kind: 'invitationNotice', recipients: [memberId(bertil)] });
  outbox.mail.faults.add({ status: 400 });
  expect(await outbox.tick()).toEqual(['letters {"failed":1}']);
  expect(await outbox.tick()).toEqual([]);
});

describe('given that only Bertil can appoint, and nobody can enroll', () => {
  let id = '';
  beforeEach(async () => {
    await outbox.partners.items.upsert(enter(emptyRoster('contoso'), bertil));
    await outbox.partners.items.upsert(invited(false));
    [id = ''] = await outbox.givenLetters({ kind: 'assignAdministrator', recipients: [memberId(bertil)] });
  });

  test.each<[string, () => void]>([
    ['bounces', () => outbox.mail.reports.decide({ to: 'bertil@contoso.example', statuses: ['Bounced'] })],
    ['is refused for good', () => outbox.mail.faults.add({ status: 400 })],
  ])('when the call for an administrator %s, then the contact is asked, once', async (_, arrange) => {
    arrange();
    await outbox.tick();
    await report();
    expect(await outbox.tick()).toEqual(['letters {"sent":1}']);
    expect(outbox.mail.inbox(contactMail)).toMatchObject([
      { plainText: expect.stringContaining('Assign an administrator') },
    ]);
    expect((await told(occasion)).map(({ recipient }) => recipient).sort()).toEqual([
      memberId(bertil),
      'contact',
    ]);
    await report();
    expect([await outbox.tick(), (await outbox.read(id))?.letterKind]).toEqual([[], 'assignAdministrator']);
  });

  test('when it bounces from the contact too, then that is seen on the letter, and nobody is left', async () => {
    for (const to of ['bertil@contoso.example', contactMail])
      outbox.mail.reports.decide({ to, statuses: ['Bounced'] });
    for (const _ of ['to Bertil', 'to the contact']) {
      await outbox.tick();
      await report();
    }
    expect(await outbox.tick()).toEqual([]);
    expect((await told(occasion)).map(({ delivery }) => delivery)).toEqual(['bounced', 'bounced']);
  });
});

describe('given somebody without a mailbox', () => {
  const mailless = { ...adele, profile: { ...adele.profile, mail: null } };
  let id = '';
  beforeEach(async () => {
    await outbox.partners.items.upsert(mailless);
    [id = ''] = await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(adele)] });
  });

  test('then the letter goes to the contact, and says so before it leaves', async () => {
    const seen: (Letter | undefined)[] = [];
    const send: Outbox['deps']['mailer']['send'] = async (mail) => {
      seen.push(await outbox.read(id));
      await outbox.deps.mailer.send(mail);
    };
    await outbox.tick(now, { mailer: { ...outbox.deps.mailer, send } });
    expect(seen).toMatchObject([{ state: 'due', sentTo: 'contact' }]);
    expect(await outbox.read(id)).toMatchObject({ state: 'sent', sentTo: 'contact', attempts: 1 });
    expect(outbox.mail.inbox(contactMail)).toHaveLength(1);
    expect(await told(occasion)).toMatchObject([{ recipient: memberId(adele), sentTo: 'contact' }]);
  });

  test('when it comes back, then it is said that the contact address is wrong', async () => {
    outbox.mail.reports.decide({ to: contactMail, statuses: ['Bounced'] });
    await outbox.tick();
    await report();
    await outbox.tick();
    const [mail] = outbox.mail.inbox('bertil@contoso.example');
    expect(mail?.plainText).toContain('så brevet gick till kontaktadressen för Contoso AB');
  });

  test('when they have one at the next attempt, then it goes there, and is said to', async () => {
    outbox.mail.faults.add({ status: 429 });
    await outbox.tick();
    expect(await outbox.read(id)).toMatchObject({ state: 'due', sentTo: 'contact' });
    await outbox.partners.items.upsert(adele);
    await outbox.tick(new Date(now.getTime() + 60_000));
    expect(await outbox.read(id)).not.toHaveProperty('sentTo');
    expect(outbox.mail.inbox('adele@contoso.example')).toHaveLength(1);
  });
});

test.each(['en', 'sv'] as const)(
  'in %s, it is told that a mail came back from the contact',
  async (language) => {
    const { plainText } = compose({ ...factsOf('mailReturned', language), returnedFrom: 'contact' });
    await expect(plainText).toMatchFileSnapshot(`golden/mailReturned-from-contact.${language}.txt`);
  },
);

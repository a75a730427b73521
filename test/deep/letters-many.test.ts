/** A hundred thousand reminders due at once, by the quota of a new domain: an invitation does not wait for them. */
import { afterEach, expect, test } from 'vitest';
import { memberId } from '../../shared/access/member.ts';
import { giveCrowd } from '../shared/letters/crowd.ts';
import { type Outbox, openOutbox } from '../shared/letters/outbox.ts';
import { adele, bertil } from '../shared/letters/people.ts';
import { afterMinutes } from './letters-world.ts';

let outbox: Outbox;
afterEach(() => outbox.close());

const mailLimits = { perMinute: 30, perHour: 100 };
const addressees = () => outbox.mail.inbox().flatMap(({ to }) => to.map(({ address }) => address));

test('an invitation leaves with the tick after it was made, whether the quota is fresh or nearly used up', async () => {
  outbox = await openOutbox();
  await giveCrowd(outbox, 100_000, 3);

  await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(adele)] });
  await outbox.tick(afterMinutes(0), { mailLimits });
  expect(addressees()).toContain('adele@contoso.example');
  for (let minute = 1; minute < 10; minute += 1) await outbox.tick(afterMinutes(minute), { mailLimits });
  expect(addressees()).toHaveLength(51);

  await outbox.givenLetters({ kind: 'invitationNotice', recipients: [memberId(bertil)] });
  await giveCrowd(outbox, 20, 1);
  await outbox.tick(afterMinutes(10), { mailLimits });
  expect(addressees().filter((address) => address.startsWith('b'))).toHaveLength(20);
});

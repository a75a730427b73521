/** What letters of special kinds need besides their enrollments, read from the database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gather } from '../../../shared/letters/gathering-store.ts';
import { operator } from '../../../shared/letters/letter.ts';
import { invited, told } from './occasion.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { adele, bertil } from './people.ts';

let outbox: Outbox;
beforeAll(async () => {
  outbox = await openOutbox();
  const fence = {
    kind: 'reconciliation',
    schemaVersion: 1,
    id: 'reconciliation',
    organizationId: 'contoso',
    invitationsWaiting: 2,
  };
  const returned = { ...told('invitation', adele), state: 'sent' as const, delivery: 'bounced' as const };
  await outbox.given([{ create: fence }, { create: returned }]);
});
afterAll(() => outbox.close());

test('a letter about one that came back brings that letter, whom it was for, and its enrollments', async () => {
  const occasion = told('invitation', adele).id.replace('letter:', 'returned:');
  const { returned, recipient, enrollments } = await gather(outbox.deps, {
    ...told('mailReturned', bertil),
    occasion,
  });
  expect(returned).toMatchObject({ letter: { delivery: 'bounced' }, recipient: { id: adele.id } });
  expect(recipient).toMatchObject({ id: bertil.id });
  expect(enrollments).toMatchObject([{ id: invited().id }]);
});

test('one about a letter that is not there any more brings nothing', async () => {
  const letter = {
    ...told('mailReturned', bertil),
    occasion: 'returned:0b1e7c52-0000-5000-8000-00000000000b',
  };
  expect(await gather(outbox.deps, letter)).toMatchObject({ returned: undefined, enrollments: [] });
});

test('a letter about the migration brings how many invitations wait, and no enrollment', async () => {
  const letter = { ...told('completeMigration', bertil), occasion: 'migration' };
  expect(await gather(outbox.deps, letter)).toMatchObject({ invitationsWaiting: 2, enrollments: [] });
});

test('the operator is no member', async () => {
  const known = await gather(outbox.deps, told('validationReminder', operator));
  expect(known.recipient).toBeUndefined();
  expect(known.enrollments).toHaveLength(1);
});

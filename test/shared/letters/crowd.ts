/** Many people of one organization, with a letter each. */
import { memberId } from '../../../shared/access/member.ts';
import type { Write } from '../../../shared/azure/writes.ts';
import { letterWrites } from '../../../shared/letters/letter-store.ts';
import { now, occasion } from './occasion.ts';
import type { Outbox } from './outbox.ts';
import { everywhere, person } from './people.ts';

/** Whoever may enroll is told of the invitation; with another priority the letter stands for one that can wait. */
export async function giveCrowd(outbox: Pick<Outbox, 'given'>, size: number, priority = 1): Promise<void> {
  const people = Array.from({ length: size }, (_, n) =>
    person(`${String.fromCharCode(97 + priority)}${n}`, { incentivesAdministrator: everywhere }),
  );
  const cause = { organizationId: 'contoso', occasion, dueAt: now.toISOString() };
  const letters = letterWrites(cause, [{ kind: 'invitation', recipients: people.map(memberId) }]);
  const writes = [
    ...people.map((create) => ({ create })),
    ...letters.map((write) => withPriority(write, priority)),
  ];
  for (let start = 0; start < writes.length; start += 100)
    await outbox.given(writes.slice(start, start + 100));
}

function withPriority(write: Write, priority: number): Write {
  return 'create' in write ? { create: { ...write.create, ...{ priority } } } : write;
}

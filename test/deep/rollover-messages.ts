/** How organizations come to be looked at: by the timers, by messages that come twice, or not at all where they are lost. */
import { reconcileDueOrganizations, rollOverEndedTerms } from '../../functions/reconciliation.ts';
import { termAt } from '../../shared/calendar/calendar.ts';
import { listEndedTerms } from '../../shared/enrollments/enrollment-store.ts';
import { programs } from './rollover-organizations.ts';
import type { World } from './rollover-world.ts';

export const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** Both timers. What they cannot do now, they do the next time. */
export async function hour({ deps }: Pick<World, 'deps'>): Promise<void> {
  await rollOverEndedTerms(deps)(silent).catch(() => undefined);
  await reconcileDueOrganizations(deps)().catch(() => undefined);
}

/** A message that was delivered comes again. */
export async function repeat({ deps, organizations, random }: World): Promise<void> {
  const ids = [...organizations.keys()];
  const first = random(ids.length);
  const organizationIds = ids.slice(first, first + 1 + random(8));
  await deps.enqueue('organizations', { organizationIds });
}

/** What nobody has taken yet is gone before anybody sees it. */
export async function lose({ queue, befell }: World): Promise<void> {
  for (const one of (await queue.receiveMessages({ numberOfMessages: 32 })).receivedMessageItems) {
    await queue.deleteMessage(one.messageId, one.popReceipt);
    befell.lost += 1;
  }
}

/** Whether there is any message, in somebody's hand or not. */
export async function isBusy({ queue }: Pick<World, 'queue'>): Promise<boolean> {
  return ((await queue.getProperties()).approximateMessagesCount ?? 0) > 0;
}

/** Nobody has or waits for a message any more. */
export async function drain({ workers, queue }: World): Promise<void> {
  await workers.until(async () => !(await isBusy({ queue })));
}

/** The organizations that still carry a term which has ended. */
export async function endedOf({ deps, clock }: Pick<World, 'deps' | 'clock'>): Promise<string[]> {
  const ended = programs.map(({ id, calendar }) => ({
    programId: id,
    before: termAt(calendar, clock.now).name,
  }));
  const ids: string[] = [];
  for await (const page of listEndedTerms(deps.partners, ended)) ids.push(...page);
  return ids;
}

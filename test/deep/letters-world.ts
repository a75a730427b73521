/** A sender whose every request passes one place; and what must be true of its letters whatever befell it there. */
import { expect } from 'vitest';
import type { MailOptions } from '../../infra/local/mail.ts';
import { memberId } from '../../shared/access/member.ts';
import type { Mailer } from '../../shared/letters/mailer.ts';
import { now } from '../shared/letters/occasion.ts';
import { type Outbox, openOutbox } from '../shared/letters/outbox.ts';
import { adele, bertil } from '../shared/letters/people.ts';
import { type Pass, watched } from './sync-watch.ts';

export const afterMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** A mail service that sends again what it is sent again, so that nothing is forgiven. */
export const openStrictOutbox = (options: Partial<MailOptions> = {}) =>
  openOutbox({ repeatable: false, ...options });

/** Two letters, one for each kind of reader. @returns their ids. */
export function giveLetters(outbox: Outbox): Promise<string[]> {
  return outbox.givenLetters(
    { kind: 'invitation', recipients: [memberId(adele)] },
    { kind: 'invitationNotice', recipients: [memberId(bertil)] },
  );
}

function mailerThrough({ send, isAccepted }: Mailer, pass: Pass): Mailer {
  return {
    send: async (mail) => void (await pass(() => send(mail))),
    isAccepted: async (id) => (await pass(() => isAccepted(id))) === true,
  };
}

/** What the sender works with; every request of it passes there. */
export function through({ deps }: Outbox, pass: Pass): Outbox['deps'] {
  return {
    ...deps,
    partners: watched(deps.partners, pass),
    programs: watched(deps.programs, pass),
    runs: watched(deps.runs, pass),
    mailer: mailerThrough(deps.mailer, pass),
  };
}

/** The ticks that follow, over some hours, with nothing in their way. */
export async function heal(outbox: Outbox): Promise<string[]> {
  const lines: string[] = [];
  for (const minutes of [1, 3, 6, 15, 40, 120, 240])
    lines.push(...(await outbox.tick(afterMinutes(minutes))));
  return lines;
}

/** How often the service took each letter for sending. */
export async function accepted(outbox: Outbox, ids: string[]): Promise<number[]> {
  const letters = await Promise.all(ids.map(outbox.read));
  expect(letters.map((letter) => letter?.state)).toEqual(ids.map(() => 'sent'));
  const operations = outbox.mail.inbox().map(({ operationId }) => `letter:${operationId}`);
  return ids.map((id) => operations.filter((one) => one === id).length);
}

/** @returns how often the service took each letter once all is healed: no more often than is counted on it. */
export async function acceptedAsCounted(outbox: Outbox, ids: string[]): Promise<number[]> {
  await heal(outbox);
  const times = await accepted(outbox, ids);
  const letters = await Promise.all(ids.map(outbox.read));
  const uncounted = letters.filter((letter, n) => (times[n] ?? 0) > 1 + (letter?.unsure ?? 0));
  expect(uncounted).toEqual([]);
  return times;
}

/** What becomes of one request while the sender lives on. */
export type Way = (call: () => Promise<unknown>) => Promise<unknown>;

/** The request of that number fares this way. */
export function faring(nth: number, way: Way): { pass: Pass; calls(): number } {
  let calls = 0;
  const pass: Pass = (call) => {
    calls += 1;
    return calls === nth + 1 ? way(call) : call();
  };
  return { pass, calls: () => calls };
}

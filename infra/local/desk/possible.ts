/** Which buttons an enrollment has now: what the table of transitions allows from where it is, and nothing else stands against. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../../shared/calendar/calendar.ts';
import type { HistoryEntry, Rollover } from '../../../shared/enrollments/history.ts';
import { commandsFrom } from '../../../shared/enrollments/step.ts';
import type { Command } from '../../../shared/enrollments/transitions.ts';
import type { Offered } from './actions.ts';
import type { Shown, Step } from './standing.ts';

/** All that decides it, as the API answers it. */
export interface Situation {
  shown: Shown;
  history: HistoryEntry[];
  program: { state: string; openToAll: boolean; offBoarding: string };
  eligible: boolean;
  now: string;
}

export function possibleFor(by: 'partner' | 'operator', situation: Situation): Offered[] {
  const status = situation.history.at(-1)?.to ?? 'none';
  return commandsFrom(status, by).flatMap((command) => offers[command](situation).map(named(command)));
}

const named = (name: Command) => (about: Omit<Offered, 'name'>) => ({ name, ...about });

type Offer = (situation: Situation) => Omit<Offered, 'name'>[];

/** Once, without anything to say about it. */
const when =
  (holds: (situation: Situation) => boolean): Offer =>
  (situation) =>
    holds(situation) ? [{}] : [];

/** Each resend has its own id from the page on: pressing twice sends once. */
const offers = {
  enroll: when((situation) => isAdmissible(situation) && isOffered(situation)),
  decline: when(isAhead),
  withdraw: when(() => true),
  complete: ({ shown }) => leftOf(shown, 'completeRequirement').map(about),
  validate: waiting,
  reject: waiting,
  extend: when(isAdmissible),
  resend: (situation) => (isAdmissible(situation) ? [{ fields: { resendId: randomUUID() } }] : []),
  reopen: when(isReopenable),
} satisfies Record<Command, Offer>;

/** Whoever is invited or enters must pass these, in whichever order. */
function isAdmissible(situation: Situation): boolean {
  return isMigrated(situation) && situation.program.state === 'active' && situation.eligible;
}

function isMigrated({ shown }: Situation): boolean {
  return shown.checklist.some(({ step, state }) => step === 'completeMigration' && state === 'done');
}

/** Programs open to all need no invitation; whoever withdrew may come back; any other invitation has a deadline. */
function isOffered(situation: Situation): boolean {
  const status = situation.history.at(-1)?.to;
  const isInvited = status === 'invited' || status === 'declined';
  return situation.program.openToAll || status === 'withdrawn' || (isInvited && isAhead(situation));
}

function isAhead({ shown: { invitation }, now }: Situation): boolean {
  return invitation?.deadline === undefined || invitation.deadline === null || invitation.deadline > now;
}

/** A day that a deadline could be moved to: it is only moved later. */
export function laterDay({ shown: { invitation }, now }: Pick<Situation, 'shown' | 'now'>): string {
  const deadline = invitation?.deadline ?? now;
  return addDays((deadline > now ? deadline : now).slice(0, 10), 30);
}

/** The lapse is the last word on it; what off-boards at once would be taken out again. */
function isReopenable(situation: Situation): boolean {
  const { history, program, shown, eligible } = situation;
  const last: Rollover | undefined = shown.rollovers.at(-1);
  const since = history.slice(history.findLastIndex(({ what }) => what === 'lapse') + 1);
  const isLapsed = last?.outcome === 'lapsed' && !since.some(({ what }) => what === 'enroll');
  const stays = eligible || program.offBoarding !== 'atOnce';
  return isLapsed && stays && isMigrated(situation) && program.state !== 'discontinued';
}

function waiting({ shown }: Situation): Omit<Offered, 'name'>[] {
  const toComplete = leftOf(shown, 'completeRequirement').map(({ requirement }) => requirement);
  const left = leftOf(shown, 'validateRequirement');
  return left.filter(({ requirement }) => !toComplete.includes(requirement)).map(about);
}

const leftOf = ({ checklist }: Shown, wanted: Step['step']) =>
  checklist.filter(({ step, state }) => step === wanted && state !== 'done');

const about = ({ requirement, name }: Step): Omit<Offered, 'name'> => ({
  fields: { requirement: requirement ?? '' },
  label: name ?? '',
});

/** What is done to one location in one program, in the model: whether it is done, and what becomes of it. */
import { dayAt, daysAfter, startOf, yearAt } from './life-calendar.ts';
import type { CommandOf, Deed } from './life-commands.ts';
import { deadlineFrom, settleRequirements } from './life-model.ts';
import {
  already,
  done,
  forbidden,
  impossible,
  judge,
  notRunning,
  type Outcome,
  objection,
  progressed,
  renew,
} from './life-operator.ts';
import { reopen } from './life-reopening.ts';
import { administered, covers, end, inTerm, isPast, type Pair, programOf, type World } from './life-world.ts';

type Deeds = { [Do in Deed['do']]: (world: World, pair: Pair, command: CommandOf<Do>) => Outcome };

const deeds: Deeds = {
  enroll: (world, pair, { by }) => {
    if (!mayAct(world, pair, by)) return forbidden;
    if (inTerm(pair)) return already;
    const refused = objection(world, pair) ?? uninvited(world, pair);
    if (refused) return refused;
    const program = programOf(world, pair);
    pair.year = yearAt(program.calendar, world.now);
    pair.acceptedAt = world.now;
    pair.lapse = undefined;
    settleRequirements(program, pair);
    return done;
  },
  decline: (world, pair, { by }) => {
    if (!mayAct(world, pair, by)) return forbidden;
    if (pair.status === 'none') return 'enrollment/not-invited';
    if (pair.status === 'declined') return already;
    const { open } = programOf(world, pair);
    if (pair.status === 'invited' && !open && isPast(world, pair)) return 'enrollment/invitation-expired';
    if (pair.status !== 'invited') return impossible;
    pair.declinedAt = world.now;
    pair.status = 'declined';
    return done;
  },
  withdraw: (world, pair, { by }) => {
    if (!mayAct(world, pair, by)) return forbidden;
    if (pair.status === 'none') return 'enrollment/unknown';
    if (pair.status === 'withdrawn') return already;
    if (!inTerm(pair)) return impossible;
    end(pair, 'withdrawn');
    return done;
  },
  complete: (world, pair, { by, requirement }) => {
    if (!mayAct(world, pair, by)) return forbidden;
    if (!programOf(world, pair).requirements.includes(requirement)) return 'requirement/unknown';
    if (pair.status === 'none') return 'enrollment/unknown';
    const state = pair.progress[requirement]?.state;
    if (state === 'completed' || state === 'validated') return already;
    const refused = notRunning(world, pair);
    if (refused) return refused;
    if (!inTerm(pair)) return impossible;
    pair.progress[requirement] = { state: 'completed', completedAt: world.now };
    return progressed(world, pair);
  },
  validate: (world, pair, command) => judge(world, pair, { ...command, to: 'validated' }),
  reject: (world, pair, command) => judge(world, pair, { ...command, to: 'rejected' }),
  extend: (world, pair, { by, days }) => {
    const { calendar } = programOf(world, pair);
    const deadline = startOf(calendar, daysAfter(dayAt(calendar, world.now), days + 1));
    return renew(world, pair, { by, deadline, mustBeLater: true });
  },
  resend: (world, pair, { by }) => {
    const running = isPast(world, pair) ? undefined : pair.invitation?.deadline;
    const program = programOf(world, pair);
    const fresh = administered(world, pair) ? deadlineFrom(program, world.now) : undefined;
    return renew(world, pair, { by, deadline: running ?? fresh, mustBeLater: false });
  },
  reopen,
};

export function deed(world: World, pair: Pair, command: Deed): Outcome {
  return deedOf(command.do, world, { pair, command });
}

function deedOf<Do extends Deed['do']>(
  kind: Do,
  world: World,
  asked: { pair: Pair; command: CommandOf<Do> },
): Outcome {
  const table: Deeds = deeds;
  return table[kind](world, asked.pair, asked.command);
}

function mayAct({ grants }: World, pair: Pair, by: string): boolean {
  return (by === 'ines' || by === 'ivan') && covers(grants[by], pair);
}

function uninvited(world: World, pair: Pair): Outcome | undefined {
  if (programOf(world, pair).open || pair.status === 'withdrawn') return undefined;
  const offered = pair.status === 'invited' || pair.status === 'declined';
  if (pair.status === 'invitationExpired' || (offered && isPast(world, pair)))
    return 'enrollment/invitation-expired';
  return offered ? undefined : 'enrollment/not-invited';
}

/** What stands against a command, in which order, and what a refusal says is possible instead. */
import { describe, expect, test } from 'vitest';
import { discontinue, expire, lapse, loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import type { Facing } from '../../../shared/enrollments/gates.ts';
import { decline, invite, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { checkPossible } from '../../../shared/enrollments/possible.ts';
import type { Command } from '../../../shared/enrollments/transitions.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { organization, ruled } from '../programs/situation.ts';
import {
  accepted,
  demanding,
  earning,
  enrolled,
  invited,
  openProgram,
  pair,
  pass,
  progress,
  subject,
  threshold,
} from './subject.ts';

const at = { at: pass.now.toISOString(), by: 'system' };
const ending = { ...at, reasons: [] };
const deadline = at.at;
const completed = [progress('payout-profile'), progress('tax-profile')];
const asking = (given: Partial<Facing> = {}) => ({ program: demanding, ...given });
const lapsed = lapse(enrolled(), { ...ending, toTerm: 'FY28' });
const anew = invite(pair, lapsed, { ...at, invitation: invited().invitation });

/** Its code and what it says, or undefined where nothing stands against it. */
function refused(command: Command, state: Enrollment | undefined, given: Partial<Facing> = {}) {
  try {
    checkPossible(command, { ...subject(), state, now: pass.now, ...given });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, possible } = error.details as { status: unknown; possible: unknown };
    return { code: error.code, message: error.message, status, possible };
  }
}
const codeOf = (...asked: Parameters<typeof refused>) => refused(...asked)?.code;

const unmigrated = { organization: { ...organization(), migration: { status: 'inProgress' as const } } };
const closed = { program: { ...demanding, state: 'notOpen' as const } };
const discontinued = { program: { ...demanding, state: 'discontinued' as const } };
const poor = { ...asking(), ...earning(1) };

describe('given that it is possible, then the command is refused', () => {
  const before: Record<Command, Enrollment> = {
    enroll: invited(),
    decline: invited(),
    withdraw: accepted(),
    complete: accepted(),
    validate: accepted(...completed),
    reject: accepted(...completed),
    extend: invited(),
    resend: invited(),
    reopen: lapsed,
  };
  const order = ['organization/migration-not-completed', 'program/not-open', 'program/discontinued'];
  const [first, second, third] = order;
  test.each<[Command, (string | undefined)[]]>([
    ['enroll', [first, second, third, 'enrollment/ineligible']],
    ['decline', [undefined, undefined, undefined, undefined]],
    ['withdraw', [undefined, undefined, undefined, undefined]],
    ['complete', [first, second, third, undefined]],
    ['validate', [first, second, third, undefined]],
    ['reject', [undefined, undefined, undefined, undefined]],
    ['extend', [first, second, third, 'enrollment/ineligible']],
    ['resend', [first, second, third, 'enrollment/ineligible']],
    ['reopen', [first, undefined, third, undefined]],
  ])('%s: before the migration, while closed, when discontinued, when not eligible: %o', (command, codes) => {
    expect(codeOf(command, before[command], asking())).toBeUndefined();
    const ways = [unmigrated, closed, discontinued, poor];
    expect(ways.map((way) => codeOf(command, before[command], { ...asking(), ...way }))).toEqual(codes);
    expect(codeOf(command, before[command], { ...closed, ...unmigrated })).toBe(codes[0]);
    const nowhere = codeOf(command, discontinue(invited(), ending), asking());
    expect(nowhere).toBe(command === 'enroll' ? 'enrollment/not-invited' : 'enrollment/not-possible');
  });
});

describe('given what is not in the table, then it is said before anything smaller', () => {
  test.each<[string, Command, Enrollment]>([
    ['a requirement of what is only invited', 'validate', invited()],
    ['a requirement of what is only invited', 'reject', invited()],
    ['an invitation that was accepted, and had a deadline', 'decline', withdraw(enrolled(), at)],
  ])('%s: %s', (_, command, state) => {
    expect(codeOf(command, state, asking())).toBe('enrollment/not-possible');
  });

  test('nothing is declined where nothing is stored', () => {
    expect(refused('decline', undefined, { program: openProgram })).toMatchObject({
      code: 'enrollment/not-invited',
      status: 'Invited',
      possible: ['enroll'],
    });
  });

  test.each(['extend', 'resend'] as const)('%s: a program open to all needs no invitation', (command) => {
    expect(refused(command, invited(), { program: openProgram })).toMatchObject({
      code: 'enrollment/not-possible',
      message: expect.stringContaining('open to all'),
    });
  });

  test('what a closed program or a migration stands against is said first', () => {
    expect(codeOf('complete', invited(), closed)).toBe('program/not-open');
    expect(codeOf('validate', invited(), unmigrated)).toBe('organization/migration-not-completed');
  });
});

describe('a refusal says the status as it is shown, and what is possible', () => {
  const open = { program: openProgram };
  test.each<[string, Command, Enrollment | undefined, Partial<Facing>, unknown, Command[]]>([
    ['withdraw', 'withdraw', invited(), {}, 'Invited', ['enroll', 'decline']],
    ['not eligible', 'withdraw', invited(), earning(1), 'Invited', ['decline']],
    ['closed', 'withdraw', invited(), closed, 'Inactive', ['decline']],
    ['expired', 'decline', invited({ deadline }), {}, 'Invitation expired', []],
    ['invited before', 'withdraw', invited({ deadline }), open, 'Invited', ['enroll', 'decline']],
    ['declined', 'withdraw', decline(invited(), at), {}, 'Declined', ['enroll']],
    ['too late', 'withdraw', decline(invited({ deadline }), at), {}, 'Declined', []],
    ['was invited', 'enroll', loseEligibility(invited(), ending), {}, 'Ineligible', []],
    [
      'lost it, and may come back',
      'withdraw',
      loseEligibility(enrolled(), ending),
      open,
      'Invited',
      ['enroll'],
    ],
    ['left', 'complete', withdraw(accepted(), at), asking(), 'Withdrawn', ['enroll']],
    ['accepted', 'decline', accepted(), asking(), 'Action required', ['withdraw', 'complete']],
    ['asks for nothing', 'decline', enrolled(), {}, 'Enrolled', ['withdraw']],
    ['for nothing', 'complete', enrolled(), {}, 'Enrolled', ['withdraw']],
    ['unmigrated', 'complete', accepted(), { ...asking(), ...unmigrated }, 'Action required', ['withdraw']],
    ['nothing completed', 'validate', accepted(), asking(), 'Action required', []],
    [
      'another completed',
      'validate',
      accepted(progress('tax-profile')),
      asking({ requirement: 'payout-profile' }),
      'Action required',
      ['validate', 'reject'],
    ],
    ['closed', 'validate', accepted(...completed), closed, 'Validating enrollment', ['reject']],
    ['invited', 'reject', invited(), {}, 'Invited', ['extend', 'resend']],
    ['said no since', 'reopen', decline(anew, at), {}, 'Declined', ['extend', 'resend']],
    ['not invited yet', 'reopen', undefined, {}, null, []],
    ['open', 'withdraw', undefined, open, 'Invited', ['enroll']],
    ['discontinued', 'enroll', discontinue(invited(), ending), open, 'Discontinued', []],
    ['lapsed', 'extend', lapsed, {}, 'Lapsed', ['reopen']],
    ['expired', 'reopen', expire(invited(), ending), {}, 'Invitation expired', ['extend', 'resend']],
  ])('%s: %s', (_, command, state, given, status, possible) => {
    expect(refused(command, state, given)).toMatchObject({ status, possible });
  });

  test('in these words', () => {
    expect(refused('decline', accepted(), asking())?.message).toBe(
      'This is Action required; decline is not possible now.',
    );
    expect(refused('withdraw', undefined)?.message).toBe(
      'This is not invited; withdraw is not possible now.',
    );
  });
});

test('what off-boards at once must be eligible to be re-opened, but for activity', () => {
  const atOnce = { ...threshold, offBoarding: 'atOnce' as const };
  expect(codeOf('reopen', lapsed, { program: atOnce, ...earning(1) })).toBe('enrollment/ineligible');
  const active = { ...ruled({ kind: 'activity', atLeast: 3 }), offBoarding: 'atOnce' as const };
  expect(codeOf('reopen', lapsed, { program: active })).toBeUndefined();
});

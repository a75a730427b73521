/** A lapse taken back: what it goes on as, through which boundaries, and when it is refused. */
import { describe, expect, test } from 'vitest';
import { loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { InTerm } from '../../../shared/enrollments/enrollment.ts';
import { enroll, invite, unattend, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decideReopening, isReopened } from '../../../shared/enrollments/reopening.ts';
import { asked, july, over, reopen } from './reopening.ts';
import {
  accepted,
  demanding,
  earning,
  enrolled,
  ines,
  pair,
  progress,
  subject,
  threshold,
} from './subject.ts';

const refused = (code: string) => expect.objectContaining({ code });
const invitation = { occasion: 'o', invitedAt: july.at, term: 'FY28', delivered: true };

const kinds: [string, InTerm][] = [
  ['enrolled', enrolled()],
  ['actionRequired', accepted()],
  ['validating', accepted(progress('payout-profile'), progress('tax-profile'))],
];

describe('given what lapsed', () => {
  test.each(kinds)('when it was %s, then it is again, since when it was, in the next term', (_, before) => {
    const { history, rollovers, openTerm, ...same } = before;
    const after = reopen(over(before));
    expect(after).toMatchObject({ ...same, openTerm: 'FY28' });
    expect(isReopened(after)).toBe(true);
    expect(after.rollovers.map(({ outcome, fromTerm, toTerm }) => [outcome, fromTerm, toTerm])).toEqual([
      ['lapsed', 'FY27', 'FY28'],
      ['reopened', 'FY27', 'FY28'],
    ]);
    expect(after.history.slice(0, -1)).toEqual(over(before).history);
  });

  test('when its document does not say what was before, then its history does', () => {
    for (const before of [
      enrolled(),
      accepted(),
      accepted(progress('payout-profile'), progress('tax-profile')),
    ]) {
      const lapsed = over(before);
      const older = { ...lapsed, rollovers: lapsed.rollovers.map(({ before: _, ...rest }) => rest) };
      const program = 'acceptedAt' in before ? demanding : threshold;
      const [one, other] = [reopen(older, {}, program), reopen(lapsed, {}, program)];
      expect({ ...one, rollovers: [] }).toEqual({ ...other, rollovers: [] });
    }
  });

  test('when another boundary has passed since, then it goes on through that one too', () => {
    const now = new Date('2028-07-02T00:00:00.000Z');
    const after = reopen(over(enrolled()), { now, withinDays: 400 });
    expect(after.openTerm).toBe('FY29');
    expect(after.history.at(-1)).toMatchObject({ what: 'reopen', term: 'FY29', by: 'operator' });
    const passed = after.rollovers
      .slice(1)
      .map(({ outcome, fromTerm, toTerm }) => [outcome, fromTerm, toTerm]);
    expect(passed).toEqual([
      ['reopened', 'FY27', 'FY28'],
      ['reopened', 'FY28', 'FY29'],
    ]);
  });

  test('when the last moment of the window has passed, then it is too late', () => {
    const last = new Date(Date.parse(july.at) + 90 * 24 * 3600_000);
    expect(reopen(over(enrolled()), { now: last }).openTerm).toBe('FY28');
    const late = { now: new Date(last.getTime() + 1) };
    expect(() => reopen(over(enrolled()), late)).toThrow(refused('enrollment/reopen-window-passed'));
  });
});

describe('given what came since', () => {
  const again = invite(pair, over(enrolled()), { ...july, invitation });

  test.each(kinds)('when it was invited, or lost that, then what was %s is re-opened', (_, before) => {
    const invited = invite(pair, over(before), { ...july, invitation });
    for (const since of [
      invited,
      loseEligibility(invited, { ...july, reasons: [] }),
      unattend(invited, july),
    ])
      expect(reopen(since)).toMatchObject({ status: before.status, openTerm: 'FY28' });
  });

  test('when it enrolled again, or was never lapsed, then it is not', () => {
    const anew = enroll(pair, again, { ...july, by: ines, term: 'FY28', program: threshold });
    const lost = loseEligibility(anew, { ...july, reasons: [] });
    const nothing = refused('enrollment/not-possible');
    for (const state of [anew, withdraw(anew, july), lost, enrolled()])
      expect(() => reopen(state)).toThrow(nothing);
    const { details } = caught(() => reopen(lost));
    expect(details).toEqual({ status: 'Ineligible', possible: [] });
  });
});

function caught(act: () => unknown): { details?: unknown } {
  try {
    act();
    return {};
  } catch (error) {
    return error as { details?: unknown };
  }
}

test('migration and program come first; eligibility only where the next pass would ask for it', () => {
  const state = over(enrolled());
  const { organization, ...rest } = subject({ ...earning(100) });
  const unmigrated = { ...organization, migration: { status: 'inProgress' as const } };
  const discontinued = { ...threshold, state: 'discontinued' as const };
  const given = { ...rest, organization, state };
  const atOnce = { ...threshold, offBoarding: 'atOnce' as const };
  expect(() => decideReopening({ ...given, organization: unmigrated, program: discontinued }, asked)).toThrow(
    refused('organization/migration-not-completed'),
  );
  expect(() => decideReopening({ ...given, program: discontinued }, asked)).toThrow(
    refused('program/discontinued'),
  );
  expect(() => decideReopening({ ...given, program: atOnce }, asked)).toThrow(
    refused('enrollment/ineligible'),
  );
  expect(decideReopening(given, asked)).toMatchObject({ status: 'enrolled' });
  expect(decideReopening({ ...given, ...earning(30_000), program: atOnce }, asked)).toMatchObject({
    status: 'enrolled',
  });
});

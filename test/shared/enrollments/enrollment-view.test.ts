/** An enrollment as its readers see it. */
import { describe, expect, test } from 'vitest';
import type { Seen } from '../../../shared/enrollments/checklist.ts';
import { lapse, loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import {
  EnrollmentParams,
  EnrollmentView,
  enrollmentView,
  RequirementParams,
} from '../../../shared/enrollments/enrollment-view.ts';
import type { Reason } from '../../../shared/enrollments/history.ts';
import { withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { organization } from '../programs/situation.ts';
import { accepted, demanding, enrolled, invited, pair, pass, progress } from './subject.ts';

const seen: Omit<Seen, 'state'> = { organization: organization(), program: demanding, administered: true };
interface Given {
  administers?: boolean;
  now?: Date;
  program?: Seen['program'];
}
const view = (
  state: Enrollment | undefined,
  { administers = true, now = pass.now, program = demanding }: Given = {},
) =>
  enrollmentView({ ...seen, program, state: state && { ...state, etag: '"7"' } }, pair, {
    administers,
    now,
  });

const july = { at: '2027-07-01T00:00:00.000Z', by: 'system' };
const reasons: Reason[] = [{ code: 'requirementIncomplete', message: 'Not validated: Tax profile.' }];
const rollover = { fromTerm: 'FY27', toTerm: 'FY28', at: july.at, outcome: 'lapsed', reasons };
const { invitedAt } = invited().invitation;
const invitation = { invitedAt, deadline: null, delivered: true };
const deadline = '2027-03-20T00:00:00.000Z';
const nothing = {
  ...{
    term: null,
    renewalPending: false,
    enrolledAt: null,
    earnsFrom: null,
    invitation,
    actionRequired: null,
    completeBy: null,
  },
  ...{ reasons: [], warnings: [], rollovers: [], etag: '"7"' },
};
const { etag: _, ...unstored } = nothing;
const all = demanding.requirements.map(({ requirement }) => progress(requirement, 'validated'));
const openToAll = { ...demanding, openToAll: true };
const completed = accepted(progress('payout-profile'), progress('tax-profile'));
const march = { day: '2027-03-31', earnsFrom: '2027-03-01' };
const { enrolledAt, earnsFrom } = enrolled();

describe('given an enrollment, then it is seen as', () => {
  test.each<[string, EnrollmentView, object]>([
    [
      'Invited',
      view(invited({ deadline })),
      {
        ...{ ...nothing, invitation: { ...invitation, deadline }, actionRequired: 'enroll' },
        completeBy: march,
      },
    ],
    [
      'Invited',
      view(undefined),
      { ...unstored, invitation: null, actionRequired: 'enroll', completeBy: march },
    ],
    // Invited before it was open to all.
    [
      'Invited',
      view(invited({ deadline }), { program: openToAll, now: new Date(deadline) }),
      { ...nothing, actionRequired: 'enroll', completeBy: march },
    ],
    [
      'Invited',
      view(loseEligibility(enrolled(), { ...july, reasons }), { program: openToAll }),
      { ...nothing, actionRequired: 'enroll', completeBy: march },
    ],
    ...[
      { state: accepted(), status: 'Action required', actionRequired: 'completeRequirement' },
      { state: completed, status: 'Validating enrollment', actionRequired: null },
      { state: accepted(), status: 'Enrolling', actionRequired: 'completeRequirement', administers: false },
    ].map(({ state, status, actionRequired, administers = true }): [string, EnrollmentView, object] => [
      status,
      view(state, { administers, now: new Date(july.at) }),
      { ...nothing, term: 'FY27', renewalPending: true, actionRequired },
    ]),
    [
      'Action required',
      view(accepted(progress('tax-profile'))),
      { ...nothing, term: 'FY27', actionRequired: 'completeRequirement', completeBy: march },
    ],
    [
      'Enrolled',
      view({ ...enrolled(), requirements: all, warned: { at: july.at, reasons } }),
      { ...nothing, term: 'FY27', enrolledAt, earnsFrom, warnings: reasons },
    ],
    [
      'Enrolling',
      view(accepted(progress('payout-profile'), progress('tax-profile')), { administers: false }),
      { ...nothing, term: 'FY27' },
    ],
    [
      'Enrolled',
      view(enrolled()),
      { ...nothing, term: 'FY27', enrolledAt, earnsFrom, actionRequired: 'completeRequirement' },
    ],
    ['Withdrawn', view(withdraw(enrolled(), july)), nothing],
    ['Ineligible', view(loseEligibility(enrolled(), { ...july, reasons })), { ...nothing, reasons }],
    [
      'Lapsed',
      view(lapse(accepted(), { ...july, reasons, toTerm: 'FY28' })),
      { ...nothing, reasons, rollovers: [rollover] },
    ],
  ])('%s', (status, { checklist, ...found }, expected) => {
    expect(found).toMatchObject({ ...pair, status, ...expected });
    expect(Object.keys(found).sort()).toEqual(Object.keys({ ...pair, status, ...expected }).sort());
    expect(checklist.map(({ step }) => step).slice(0, 3)).toEqual([
      'completeMigration',
      'assignIncentivesAdministrator',
      'enroll',
    ]);
    const parsed = EnrollmentView.parse({ ...found, checklist });
    expect(Object.keys(parsed)).toHaveLength(Object.keys(found).length + 1);
  });
});

test('a path names an enrollment, or one requirement of it', () => {
  expect(EnrollmentParams.parse(pair)).toEqual(pair);
  expect(RequirementParams.parse({ ...pair, requirement: 'tax' })).toEqual({ ...pair, requirement: 'tax' });
  expect(EnrollmentParams.safeParse({ ...pair, requirement: 'tax' }).success).toBe(false);
  expect(RequirementParams.safeParse(pair).success).toBe(false);
});

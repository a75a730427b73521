/** One location in one program, with what a pass knows of it, for tests. */
import { emptyRoster, type Roster } from '../../../shared/access/roster.ts';
import type { Enrollment, Invitation, RequirementProgress } from '../../../shared/enrollments/enrollment.ts';
import { enroll, invite } from '../../../shared/enrollments/lifecycle.ts';
import type { Subject } from '../../../shared/enrollments/subject.ts';
import { organizationRevenue } from '../../../shared/organizations/organization.ts';
import { facts, location, organization, program } from '../programs/situation.ts';

export const ines = '11111111-1111-4111-8111-111111111111:22222222-2222-4222-8222-222222222222';
/** Of the operator's. */
export const olivia = '99999999-9999-4999-8999-999999999999:44444444-4444-4444-8444-444444444444';
export const alex = '11111111-1111-4111-8111-111111111111:33333333-3333-4333-8333-333333333333';
export const pair = { organizationId: 'contoso', programId: 'hosting', mpnId: '4100101' };
export const pass = { now: new Date('2027-03-02T10:00:00.000Z'), occasion: 'spring' };

export const threshold = program({
  versions: [
    { effectiveFrom: '2020-07-01', rule: { kind: 'revenue', level: 'location', atLeastUsd: 25_000 } },
  ],
  offBoarding: 'atTermEnd',
});
/** The same, with two things to complete. */
export const demanding = {
  ...threshold,
  requirements: [
    { requirement: 'payout-profile', name: 'Payout profile' },
    { requirement: 'tax-profile', name: 'Tax profile' },
  ],
};
export const openProgram = program({ openToAll: true });

const withInes: Roster = {
  ...emptyRoster('contoso'),
  accountAdministrators: [alex],
  incentivesAdministrators: [{ memberId: ines, scopes: [{ locations: ['4100101'], programs: 'all' }] }],
};
export const withoutInes: Roster = { ...withInes, incentivesAdministrators: [] };

export function subject(given: Partial<Subject> = {}): Subject {
  const here = location(facts);
  const base = {
    organization: organization(),
    location: here,
    revenueOfOrganization: organizationRevenue([here]),
  };
  return { ...base, program: threshold, roster: withInes, state: undefined, ...given };
}

/** The location with another revenue. */
export function earning(usd: number) {
  const here = location({ ...facts, trailing12MonthRevenueUsd: usd });
  return { location: here, revenueOfOrganization: organizationRevenue([here]) };
}

const moment = { at: '2027-01-10T08:00:00.000Z', by: 'system' };

export function invited(given: Partial<Invitation> = {}): Extract<Enrollment, { status: 'invited' }> {
  const invitation = { occasion: 'winter', invitedAt: moment.at, term: 'FY27', delivered: true, ...given };
  const state = invite(pair, undefined, { ...moment, invitation });
  if (state.status !== 'invited') throw new Error('not invited');
  return state;
}

export function enrolled(term = 'FY27') {
  const state = enroll(pair, invited(), { ...moment, by: ines, term, program: threshold });
  if (state.status !== 'enrolled') throw new Error('not enrolled');
  return state;
}

/** Accepted, with this done of what the program asks for. */
export function accepted(...requirements: RequirementProgress[]) {
  const before = { ...invited(), requirements };
  const state = enroll(pair, before, { ...moment, by: ines, term: 'FY27', program: demanding });
  if (state.status === 'enrolled') throw new Error('enrolled');
  return state;
}

export function progress(
  requirement: string,
  state: RequirementProgress['state'] = 'completed',
  completedAt = '2027-01-05T08:00:00.000Z',
): RequirementProgress {
  if (state === 'asked') return { requirement, state };
  return { requirement, state, completedAt, ...(state === 'rejected' ? { reason: 'No such bank' } : {}) };
}

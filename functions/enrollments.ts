import { fenceOf } from '../shared/access/acquaintance-store.ts';
import { memberId } from '../shared/access/member.ts';
import { commit, type Write } from '../shared/azure/writes.ts';
import { dayAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import { decideEnroll } from '../shared/enrollments/enrolling.ts';
import { findEnrollment } from '../shared/enrollments/enrollment-store.ts';
import { EnrollmentParams, EnrollmentView, enrollmentView } from '../shared/enrollments/enrollment-view.ts';
import { grantUsed } from '../shared/enrollments/grant-used.ts';
import { HistoryEntry } from '../shared/enrollments/history.ts';
import { withdraw } from '../shared/enrollments/lifecycle.ts';
import type { Applicant } from '../shared/enrollments/reasons.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { getLocation, listLocations } from '../shared/organizations/location-store.ts';
import { organizationRevenue } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { unchangedSince } from '../shared/organizations/reconciliation-store.ts';
import { needsOrganizationRevenue } from '../shared/programs/eligibility.ts';
import { getProgram } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';

type LoadDeps = Pick<Deps, 'partners' | 'programs'>;

/** The stored enrollment, the program and the location: three reads at once. */
async function load({ partners, programs }: LoadDeps, params: EnrollmentParams) {
  const [state, program, location] = await Promise.all([
    findEnrollment(partners, params),
    getProgram(programs, params.programId),
    getLocation(partners, params.organizationId, params.mpnId),
  ]);
  return { state, program, location };
}

export const getEnrollment = endpoint({
  summary: 'Where this location stands in this program',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: LoadDeps) => async (call) => {
    const { state, program } = await load(deps, call.params);
    if (!state && !program.openToAll)
      refuse('enrollment/unknown', 'The location was never invited to this program; …/eligibility says why.');
    return ok(enrollmentView(state, { ...call, program }));
  },
});

export const putEnrollment = endpoint({
  summary: 'Enroll the location; If-Match names the invitation that was read',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: LoadDeps) => async (call) => {
    const { state, program, location } = await load(deps, call.params);
    if (state?.status === 'enrolled') return ok(enrollmentView(state, { ...call, program }));
    const applicant = await applicantFor(deps, call, { program, location });
    const asked = {
      state,
      by: memberId(call.caller),
      grant: grantUsed(call.standing, call.params),
      now: call.now,
    };
    const enrolled = decideEnroll(applicant, asked);
    mustMatch(call.ifMatch, state);
    const write: Write = state ? { replace: enrolled, ifMatch: state.etag } : { create: enrolled };
    const etag = await save(deps, call, write);
    const answer = enrollmentView({ ...enrolled, etag }, { ...call, program });
    return state ? ok(answer) : created(answer, call.url);
  },
});

export const deleteEnrollment = endpoint({
  summary: 'Withdraw the location from the program',
  params: EnrollmentParams,
  answer: undefined,
  handle: (deps: LoadDeps) => async (call) => {
    const { state } = await load(deps, call.params);
    if (!state) refuse('enrollment/unknown', 'There is no enrollment to withdraw.');
    if (state.status === 'withdrawn') return noContent();
    const grant = grantUsed(call.standing, call.params);
    const moment = { at: call.now.toISOString(), by: memberId(call.caller), grant };
    const withdrawn = withdraw(state, moment);
    mustMatch(call.ifMatch, state);
    await save(deps, call, { replace: withdrawn, ifMatch: state.etag });
    return noContent();
  },
});

/** One batch: the enrollment, and the condition that nothing it was decided on has changed. */
async function save(
  { partners }: LoadDeps,
  call: Call<EnrollmentParams, unknown, unknown>,
  write: Write,
): Promise<string> {
  const writes = [write, unchangedSince(fenceOf(call.known))];
  const [etag = ''] = await commit(partners, call.params.organizationId, writes);
  return etag;
}

/** All locations are read only where a rule looks at the revenue of the organization as a whole. */
async function applicantFor(
  { partners }: LoadDeps,
  call: Call<EnrollmentParams, unknown, unknown>,
  { program, location }: Pick<Applicant, 'program' | 'location'>,
): Promise<Applicant> {
  const organization = known(call.known);
  const everyLocation = needsOrganizationRevenue(program, dayAt(program.calendar.timeZone, call.now));
  const locations = everyLocation ? await listLocations(partners, organization.organizationId) : [location];
  return { organization, location, revenueOfOrganization: organizationRevenue(locations), program };
}

export const getHistory = endpoint({
  summary: 'Everything that happened to this enrollment, oldest first',
  params: EnrollmentParams,
  answer: listOf(HistoryEntry),
  handle: (deps: LoadDeps) => async (call) => {
    const { state } = await load(deps, call.params);
    return ok({ value: state?.history ?? [] });
  },
});

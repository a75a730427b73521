/** The enrollment of one location in one program: read, explained, enrolled and withdrawn. */
import * as z from 'zod/mini';
import { memberId } from '../shared/access/member.ts';
import { commit, type Stored, type Write } from '../shared/azure/cosmos.ts';
import { dayAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import { decideEnroll } from '../shared/enrollments/enrolling.ts';
import {
  type Enrollment,
  HistoryEntry,
  Reason,
  Rollover,
  withdraw,
} from '../shared/enrollments/enrollment.ts';
import { findEnrollment } from '../shared/enrollments/enrollment-store.ts';
import { type Applicant, eligibilityAt, eligibilityOn } from '../shared/enrollments/reasons.ts';
import { StatusShown, statusShown } from '../shared/enrollments/shown.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { MpnId, OrganizationId } from '../shared/organizations/organization.ts';
import {
  getLocation,
  getOrganization as known,
  listLocations,
  unchangedSince,
} from '../shared/organizations/organization-store.ts';
import { Eligibility, needsOrganizationRevenue } from '../shared/programs/eligibility.ts';
import { Day, Instant, type Program, ProgramId } from '../shared/programs/program.ts';
import { getProgram } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';

const params = z.strictObject({ organizationId: OrganizationId, mpnId: MpnId, programId: ProgramId });
type Params = z.infer<typeof params>;

const EnrollmentView = z.strictObject({
  ...params.shape,
  status: StatusShown,
  term: z.nullable(z.string()),
  enrolledAt: z.nullable(Instant),
  earnsFrom: z.nullable(Day),
  invitation: z.nullable(
    z.strictObject({ invitedAt: Instant, deadline: z.nullable(Instant), delivered: z.boolean() }),
  ),
  reasons: z.array(Reason),
  rollovers: z.array(Rollover),
  etag: z.optional(z.string()),
});

interface Seen {
  params: Params;
  program: Program;
  now: Date;
}

function view(
  state: Stored<Enrollment> | undefined,
  { params, program, now }: Seen,
): z.infer<typeof EnrollmentView> {
  const enrolled = state?.status === 'enrolled' ? state : undefined;
  const { invitedAt, deadline = null, delivered = false } = state?.invitation ?? {};
  return {
    ...params,
    status: statusShown(state, program, now),
    term: enrolled?.openTerm ?? null,
    enrolledAt: enrolled?.enrolledAt ?? null,
    earnsFrom: enrolled?.earnsFrom ?? null,
    invitation: invitedAt ? { invitedAt, deadline, delivered } : null,
    reasons: state && 'reasons' in state ? state.reasons : [],
    rollovers: state?.rollovers ?? [],
    ...(state ? { etag: state.etag } : {}),
  };
}

type LoadDeps = Pick<Deps, 'partners' | 'programs'>;

/** The stored enrollment, the program and the location: three reads at once. */
async function load({ partners, programs }: LoadDeps, params: Params) {
  const [state, program, location] = await Promise.all([
    findEnrollment(partners, params),
    getProgram(programs, params.programId),
    getLocation(partners, params.organizationId, params.mpnId),
  ]);
  return { state, program, location };
}

export const getEnrollment = endpoint({
  summary: 'Where this location stands in this program',
  params,
  answer: EnrollmentView,
  handle: (deps: LoadDeps) => async (call) => {
    const { state, program } = await load(deps, call.params);
    if (!state && !program.openToAll)
      refuse('enrollment/unknown', 'The location was never invited to this program; …/eligibility says why.');
    return ok(view(state, { ...call, program }));
  },
});

export const putEnrollment = endpoint({
  summary: 'Enroll the location; If-Match names the invitation that was read',
  params,
  answer: EnrollmentView,
  handle: (deps: LoadDeps) => async (call) => {
    const { state, program, location } = await load(deps, call.params);
    if (state?.status === 'enrolled') return ok(view(state, { ...call, program }));
    const applicant = await applicantFor(deps, call, { program, location });
    const asked = { state, by: memberId(call.caller), grant: grantUsed(call), now: call.now };
    const enrolled = decideEnroll(applicant, asked);
    if (state) mustMatch(call.ifMatch, state);
    const write: Write = state ? { replace: enrolled, ifMatch: state.etag } : { create: enrolled };
    const etag = await save(deps, call, write);
    const answer = view({ ...enrolled, etag }, { ...call, program });
    return state ? ok(answer) : created(answer, call.url);
  },
});

export const deleteEnrollment = endpoint({
  summary: 'Withdraw the location from the program',
  params,
  answer: undefined,
  handle: (deps: LoadDeps) => async (call) => {
    const { state } = await load(deps, call.params);
    if (!state) refuse('enrollment/unknown', 'There is no enrollment to withdraw.');
    if (state.status === 'withdrawn') return noContent();
    const grant = grantUsed(call);
    const moment = { at: call.now.toISOString(), by: memberId(call.caller), ...(grant ? { grant } : {}) };
    const withdrawn = withdraw(state, moment);
    mustMatch(call.ifMatch, state);
    await save(deps, call, { replace: withdrawn, ifMatch: state.etag });
    return noContent();
  },
});

/** One batch: the enrollment, and the condition that nothing it was decided on has changed. */
async function save(
  { partners }: LoadDeps,
  call: Call<Params, unknown, unknown>,
  write: Write,
): Promise<string> {
  const fence = call.known.fence;
  if (!fence) throw new Error('A decision without its fence');
  const [etag = ''] = await commit(partners, call.params.organizationId, [write, unchangedSince(fence)]);
  return etag;
}

function grantUsed(call: Call<Params, unknown, unknown>): HistoryEntry['grant'] {
  const scopes = call.standing.incentivesAdministrator;
  return { role: 'incentivesAdministrator', scopes };
}

/** All locations are read only where a rule looks at the revenue of the organization as a whole. */
async function applicantFor(
  { partners }: LoadDeps,
  call: Call<Params, unknown, unknown>,
  { program, location }: Pick<Applicant, 'program' | 'location'>,
): Promise<Applicant> {
  const organization = known(call.known);
  const everyLocation = needsOrganizationRevenue(program, dayAt(program.calendar.timeZone, call.now));
  const locations = everyLocation ? await listLocations(partners, organization.organizationId) : [location];
  return { organization, location, locations, program };
}

export const getEligibility = endpoint({
  summary:
    'Whether the location is eligible, each criterion with the figure used; `on` asks for the rules of another day',
  params,
  query: z.strictObject({ on: z.optional(Day.check(z.regex(/^20/, 'A day from 2000 to 2099'))) }),
  answer: Eligibility,
  handle: (deps: LoadDeps) => async (call) => {
    const { program, location } = await load(deps, call.params);
    const organization = known(call.known);
    const locations = await listLocations(deps.partners, organization.organizationId);
    const applicant = { organization, location, locations, program };
    return ok(
      call.query.on ? eligibilityOn(applicant, { on: call.query.on }) : eligibilityAt(applicant, call.now),
    );
  },
});

export const getHistory = endpoint({
  summary: 'Everything that happened to this enrollment, oldest first',
  params,
  answer: listOf(HistoryEntry),
  handle: (deps: LoadDeps) => async (call) => {
    const { state } = await load(deps, call.params);
    return ok({ value: state?.history ?? [] });
  },
});

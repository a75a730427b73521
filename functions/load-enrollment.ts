/** What the calls on one enrollment read, and how they answer it. */

import { covers } from '../shared/access/member.ts';
import { getRoster } from '../shared/access/member-store.ts';
import { incentivesAdministratorsOf, type Roster } from '../shared/access/roster.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { dayAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import { findEnrollment } from '../shared/enrollments/enrollment-store.ts';
import {
  type EnrollmentParams,
  type EnrollmentView,
  enrollmentView,
} from '../shared/enrollments/enrollment-view.ts';
import type { Facing } from '../shared/enrollments/gates.ts';
import type { Subject } from '../shared/enrollments/subject.ts';
import type { Call } from '../shared/http/endpoint.ts';
import { findLocation, listLocations } from '../shared/organizations/location-store.ts';
import { type Location, refuseLocation } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import type { Program } from '../shared/programs/program.ts';
import { getProgram } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';
import { applicantFor } from './load-applicant.ts';

export type EnrollmentDeps = Pick<Deps, 'partners' | 'programs'>;
export type EnrollmentCall = Call<EnrollmentParams, unknown, unknown>;

export interface Loaded {
  state: Stored<Enrollment> | undefined;
  program: Program;
  location: Location;
}

/** The stored enrollment, the program and the location: three reads at once. @throws Refusal where program or location is unknown. */
export async function loadEnrollment(
  { partners, programs }: EnrollmentDeps,
  call: EnrollmentCall,
): Promise<Loaded> {
  const organization = known(call.known);
  const { organizationId, mpnId, programId } = call.params;
  const [state, program, location] = await Promise.all([
    findEnrollment(partners, call.params),
    getProgram(programs, programId),
    findLocation(partners, organizationId, mpnId),
  ]);
  if (!location) return refuseLocation(organization, await listLocations(partners, organizationId), mpnId);
  return { state, program, location };
}

/** The same with the roster, which says whether anybody can act. */
export async function loadWithRoster(
  deps: EnrollmentDeps,
  call: EnrollmentCall,
): Promise<Loaded & { roster: Roster }> {
  const [loaded, roster] = await Promise.all([
    loadEnrollment(deps, call),
    getRoster(deps.partners, known(call.known).organizationId),
  ]);
  return { ...loaded, roster };
}

/** With what eligibility is decided on: all that a command may look at. */
export async function facingOf(
  deps: EnrollmentDeps,
  call: EnrollmentCall,
  { state, program, location }: Loaded,
): Promise<Facing> {
  const on = dayAt(program.calendar.timeZone, call.now);
  const applicant = await applicantFor(deps, known(call.known), { program, location, on });
  return { ...applicant, state, now: call.now };
}

export type StoredSubject = Subject & Facing & { state: Stored<Enrollment>; roster: Roster };

/** All that a decision of the operator looks at. @throws Refusal `enrollment/unknown` where nothing is stored. */
export async function loadSubject(deps: EnrollmentDeps, call: EnrollmentCall): Promise<StoredSubject> {
  const loaded = await loadWithRoster(deps, call);
  const { state, roster } = loaded;
  if (!state) return refuse('enrollment/unknown', 'The location was never invited to this program.');
  return { ...(await facingOf(deps, call, loaded)), roster, state };
}

/** With the roster, where somebody else may be who can act. */
export type Seen = Pick<Loaded, 'state' | 'program'> & { roster?: Roster };

/** The enrollment as this caller sees it; an Incentives administrator in scope is somebody who can act. */
export function answerOf(call: EnrollmentCall, { state, program, roster }: Seen): EnrollmentView {
  const administers = covers(call.standing.incentivesAdministrator, call.params);
  const administered =
    administers || (roster !== undefined && incentivesAdministratorsOf(roster, call.params).length > 0);
  const seen = { organization: known(call.known), program, state, administered };
  const viewing = { administers: administers || call.standing.operator, now: call.now };
  return enrollmentView(seen, call.params, viewing);
}

/** Why a location is, or is not, eligible for a program. */
import * as z from 'zod/mini';
import { dayAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import { EnrollmentParams } from '../shared/enrollments/enrollment-view.ts';
import { eligibilityOn } from '../shared/enrollments/reasons.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { findLocation, listLocations } from '../shared/organizations/location-store.ts';
import { type Organization, refuseLocation } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { Eligibility } from '../shared/programs/eligibility.ts';
import { getProgram } from '../shared/programs/program-store.ts';
import { DayOfTerm } from '../shared/programs/words.ts';
import { applicantFor } from './load-applicant.ts';

export const getEligibility = endpoint({
  summary:
    'Whether the location is eligible, each criterion with the figure used; `on` asks for the rules of another day',
  params: EnrollmentParams,
  query: z.strictObject({ on: z.optional(DayOfTerm) }),
  answer: Eligibility,
  handle: (deps: Pick<Deps, 'partners' | 'programs'>) => async (call) => {
    const organization = known(call.known);
    const [program, location] = await Promise.all([
      getProgram(deps.programs, call.params.programId),
      locationOf(deps, organization, call.params.mpnId),
    ]);
    const on = call.query.on ?? dayAt(program.calendar.timeZone, call.now);
    const applicant = await applicantFor(deps, organization, { program, location, on });
    return ok(eligibilityOn(applicant, { on }));
  },
});

/** @throws Refusal that says which its locations are, where the ID is that of the organization. */
async function locationOf({ partners }: Pick<Deps, 'partners'>, organization: Organization, mpnId: string) {
  const { organizationId } = organization;
  const location = await findLocation(partners, organizationId, mpnId);
  return location ?? refuseLocation(organization, await listLocations(partners, organizationId), mpnId);
}

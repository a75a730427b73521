/** Why a location is, or is not, eligible for a program. */
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { EnrollmentParams } from '../shared/enrollments/enrollment-view.ts';
import { eligibilityAt, eligibilityOn } from '../shared/enrollments/reasons.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listLocations } from '../shared/organizations/location-store.ts';
import { organizationRevenue, refuseLocation } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { Eligibility } from '../shared/programs/eligibility.ts';
import { getProgram } from '../shared/programs/program-store.ts';
import { DayOfTerm } from '../shared/programs/words.ts';

export const getEligibility = endpoint({
  summary:
    'Whether the location is eligible, each criterion with the figure used; `on` asks for the rules of another day',
  params: EnrollmentParams,
  query: z.strictObject({ on: z.optional(DayOfTerm) }),
  answer: Eligibility,
  handle: (deps: Pick<Deps, 'partners' | 'programs'>) => async (call) => {
    const organization = known(call.known);
    const { mpnId, programId } = call.params;
    const [program, locations] = await Promise.all([
      getProgram(deps.programs, programId),
      listLocations(deps.partners, organization.organizationId),
    ]);
    const location =
      locations.find((one) => one.mpnId === mpnId) ?? refuseLocation(organization, locations, mpnId);
    const applicant = {
      organization,
      location,
      revenueOfOrganization: organizationRevenue(locations),
      program,
    };
    return ok(
      call.query.on ? eligibilityOn(applicant, { on: call.query.on }) : eligibilityAt(applicant, call.now),
    );
  },
});

/** The agreements of an organization and the days they are active. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { Agreement, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { AgreementType } from '../shared/programs/words.ts';
import { saveOrganization } from './save-organization.ts';

const AgreementView = z.strictObject({ agreementType: AgreementType, ...Agreement.shape, etag: z.string() });
const agreementParams = z.strictObject({ organizationId: OrganizationId, agreementType: AgreementType });

const AgreementRequest = Agreement.check(
  z.refine(({ activeFrom, activeTo }) => activeTo === undefined || activeFrom <= activeTo, {
    path: ['activeTo'],
    error: 'The last day is before the first.',
  }),
);

export const putAgreement = endpoint({
  summary: 'Record an agreement and the days it is active',
  params: agreementParams,
  body: AgreementRequest,
  answer: AgreementView,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const organization = known(call.known);
    const { agreementType } = call.params;
    const stored = organization.agreements[agreementType];
    const same = stored !== undefined && isDeepStrictEqual(stored, call.body);
    if (same) return ok({ agreementType, ...stored, etag: organization.etag });
    mustMatch(call.ifMatch, stored && organization);
    const agreements = { ...organization.agreements, [agreementType]: call.body };
    const etag = await saveOrganization(deps, call, {
      wanted: { ...organization, agreements },
      told: { what: 'agreement', target: agreementType, before: stored ?? null, after: call.body },
    });
    const answer = { agreementType, ...call.body, etag };
    return stored ? ok(answer) : created(answer, call.url);
  },
});

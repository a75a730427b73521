/** Access explained to the caller; the one place where administrators are named to everybody of their organization. */
import * as z from 'zod/mini';
import { HeldRole, heldRoles, judgeAccess, Question } from '../shared/access/explanation.ts';
import { MemberId, memberId } from '../shared/access/member.ts';
import { getRoster, listMembersById } from '../shared/access/member-store.ts';
import { roles } from '../shared/access/permissions.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { getLocation } from '../shared/organizations/location-store.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { getProgram } from '../shared/programs/program-store.ts';

const params = z.strictObject({ organizationId: OrganizationId });

const Answer = z.strictObject({
  ...Question.shape,
  allowed: z.boolean(),
  as: z.nullable(z.enum(roles)),
  anyOf: z.array(z.enum(roles)),
  wayOut: z.nullable(z.string()),
  /** Those who can grant what is missing, at most 50. */
  administrators: z.array(z.strictObject({ displayName: z.string(), mail: z.nullable(z.string()) })),
});

const Access = z
  .strictObject({
    memberId: MemberId,
    tenantId: Guid,
    organizationId: OrganizationId,
    roles: z.array(HeldRole),
    asked: z.optional(Answer),
  })
  .register(z.globalRegistry, { id: 'Access' });

type AccessDeps = Pick<Deps, 'partners' | 'programs'>;
type AccessCall = Call<z.infer<typeof params>, Question, unknown>;

export const getAccess = endpoint({
  summary:
    'Who the caller is here, which roles they have and where from; and for an operation, whether they may and who can grant what is missing',
  params,
  query: Question,
  answer: Access,
  handle: (deps: AccessDeps) => async (call) => {
    const { organizationId } = known(call.known);
    const { caller, standing } = call;
    const access = {
      memberId: memberId(caller),
      tenantId: caller.tenantId,
      organizationId,
      roles: heldRoles(caller, standing, call.known.member),
    };
    const asked = await answer(deps, call);
    return ok(asked ? { ...access, asked } : access);
  },
});

const mostNamed = 50;

/** @throws Refusal `location/unknown` or `program/unknown`: nobody may do anything there. */
async function answer(
  { partners, programs }: AccessDeps,
  call: AccessCall,
): Promise<z.infer<typeof Answer> | undefined> {
  const { organizationId } = call.params;
  const { operation, location, program } = call.query;
  if (operation === undefined) return undefined;
  const [roster] = await Promise.all([
    getRoster(partners, organizationId),
    location === undefined ? undefined : getLocation(partners, organizationId, location),
    program === undefined ? undefined : getProgram(programs, program),
  ]);
  const organizationHasAccountAdministrator = roster.accountAdministrators.length > 0;
  const standing = { ...call.standing, organizationHasAccountAdministrator };
  const { granters, ...verdict } = judgeAccess(operation, call.query, { standing, roster });
  const members = await listMembersById(partners, organizationId, granters.slice(0, mostNamed));
  const administrators = members.map(({ profile: { displayName, mail } }) => ({ displayName, mail }));
  return { ...call.query, ...verdict, administrators };
}

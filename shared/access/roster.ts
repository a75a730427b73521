/** The roster of an organization: who effectively administers it. Written in the batch of every change to a grant, so that rules about "the last one" cannot be raced. */
import * as z from 'zod/mini';
import { object } from '../compiled.ts';
import { OrganizationId } from '../organizations/organization.ts';
import { covers, type Member, MemberId, memberId, Scope, scopesOf } from './member.ts';

export const Roster = object({
  kind: z.literal('roster'),
  schemaVersion: z.literal(1),
  id: z.literal('roster'),
  organizationId: OrganizationId,
  globalAdministrators: z.array(MemberId),
  accountAdministrators: z.array(MemberId),
  incentivesAdministrators: z.array(object({ memberId: MemberId, scopes: z.array(Scope) })),
});
export type Roster = z.infer<typeof Roster>;

export function emptyRoster(organizationId: string): Roster {
  return {
    kind: 'roster',
    schemaVersion: 1,
    id: 'roster',
    organizationId,
    globalAdministrators: [],
    accountAdministrators: [],
    incentivesAdministrators: [],
  };
}

/** The roster with this member entered as they effectively are now. */
export function enter<R extends Roster>(roster: R, member: Member): R {
  const id = memberId(member);
  const { enabled, guest, globalAdministrator } = member.profile;
  const scopes = enabled ? scopesOf(member, 'incentivesAdministrator') : undefined;
  return {
    ...roster,
    globalAdministrators: listed(roster.globalAdministrators, id, enabled && !guest && globalAdministrator),
    accountAdministrators: listed(
      roster.accountAdministrators,
      id,
      enabled && scopesOf(member, 'accountAdministrator') !== undefined,
    ),
    incentivesAdministrators: [
      ...roster.incentivesAdministrators.filter((entry) => entry.memberId !== id),
      ...(scopes ? [{ memberId: id, scopes }] : []),
    ].sort((one, other) => one.memberId.localeCompare(other.memberId)),
  };
}

function listed(ids: string[], id: string, present: boolean): string[] {
  return [...ids.filter((other) => other !== id), ...(present ? [id] : [])].sort();
}

/** The roster travels in the batch of every change to a grant: far under the 2 MB of a document and of a batch. */
export const rosterLimitBytes = 512 * 1024;

/** How large the roster is when stored. */
export function rosterBytes(roster: Roster): number {
  return Buffer.byteLength(JSON.stringify(roster));
}

/** The Incentives administrators whose scopes cover this location and program. */
export function incentivesAdministratorsOf(
  roster: Roster,
  target: { mpnId: string; programId: string },
): string[] {
  return roster.incentivesAdministrators
    .filter((entry) => covers(entry.scopes, target))
    .map((entry) => entry.memberId);
}

/** Those who can appoint: Global and Account administrators, each once. */
export function appointers(roster: Roster): string[] {
  return [...new Set([...roster.globalAdministrators, ...roster.accountAdministrators])];
}

/** Organizations at the end of a term, at random by a seed: programs of three time zones, figures and agreements that do and do not carry over. */
import { randomUUID } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import type { Member } from '../../shared/access/member.ts';
import { memberId } from '../../shared/access/member.ts';
import { emptyRoster, enter } from '../../shared/access/roster.ts';
import { commit } from '../../shared/azure/writes.ts';
import type { Enrollment } from '../../shared/enrollments/enrollment.ts';
import { enroll, invite, withdraw } from '../../shared/enrollments/lifecycle.ts';
import type { Location, Organization } from '../../shared/organizations/organization.ts';
import type { Program } from '../../shared/programs/program.ts';
import { facts, location, program } from '../shared/programs/situation.ts';
import type { Random } from './sync-world.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
export const caller = {
  ...{ kind: 'person' as const, tenantId, objectId: '22222222-2222-4222-8222-222222222222' },
  ...{ operator: false, guest: false, globalAdministrator: false },
};
const agreement = 'microsoftPartnerAgreement';
const at = '2027-01-10T08:00:00.000Z';
const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];

const threshold = {
  versions: [
    {
      effectiveFrom: '2020-07-01',
      rule: { kind: 'revenue' as const, level: 'location' as const, atLeastUsd: 25_000 },
    },
  ],
  offBoarding: 'atTermEnd' as const,
};
const zone = (timeZone: string) => ({ calendar: { timeZone, firstMonth: 7, extendedEnds: {} } });
const payout = { requirement: 'payout-profile', name: 'Payout profile' };
export const programs: Program[] = [
  program({ ...threshold, id: 'plain', requiredAgreement: agreement }),
  program({ ...threshold, id: 'east', ...zone('Pacific/Tongatapu') }),
  program({ ...threshold, id: 'west', ...zone('Pacific/Pago_Pago') }),
  program({ ...threshold, id: 'demanding', requirements: [payout] }),
  program({ id: 'open', openToAll: true }),
];

/** What a seed makes of one organization: its documents as they are before anything happens. */
export interface Settled {
  organizationId: string;
  organization: Organization;
  member: Member;
  roster: ReturnType<typeof emptyRoster>;
  locations: Location[];
  enrollments: Enrollment[];
}

export function settled(organizationId: string, random: Random): Settled {
  const member = memberOf(organizationId);
  const administered = random(8) > 0;
  const empty = { ...emptyRoster(organizationId), accountAdministrators: [`${tenantId}:${randomId(3)}`] };
  const locations = ['4100101', '4100102'].map((mpnId) => locationOf({ organizationId, mpnId }, random));
  const pairs = locations.flatMap(({ mpnId }) =>
    programs.map((one) => ({ organizationId, mpnId, programId: one.id, program: one })),
  );
  return {
    organizationId,
    organization: organizationOf(organizationId, random),
    member,
    roster: administered ? enter(empty, member) : empty,
    locations,
    enrollments: pairs.flatMap((pair) => enrollmentOf(pair, random) ?? []),
  };
}

export async function store(partners: Container, one: Settled): Promise<void> {
  const { organizationId } = one;
  const common = { schemaVersion: 1, organizationId };
  const fence = { ...common, kind: 'reconciliation', id: 'reconciliation', change: randomUUID() };
  const documents = [fence, one.organization, one.member, one.roster, ...one.locations, ...one.enrollments];
  await commit(
    partners,
    organizationId,
    documents.map((create) => ({ create })),
  );
}

const randomId = (n: number) => `${n}0000000-0000-4000-8000-000000000000`;

function memberOf(organizationId: string): Member {
  const { objectId } = caller;
  const grant = { scopes: everywhere, assignedAt: at, assignedBy: 'operator' };
  const profile = { displayName: 'Ines', mail: null, language: null, enabled: true, guest: false };
  return {
    ...{ kind: 'member', schemaVersion: 1, id: `member:${tenantId}:${objectId}`, organizationId },
    ...{ tenantId, objectId, profile: { ...profile, globalAdministrator: false } },
    grants: { incentivesAdministrator: grant },
  };
}

/** Some agreements end with the term, some on the first day of the next one, some after it. */
function organizationOf(organizationId: string, random: Random): Organization {
  const activeTo = ['2027-06-30', '2027-07-01', '2028-06-30', '2030-06-30'][random(4)];
  return {
    ...{ kind: 'organization', schemaVersion: 1, id: 'organization', organizationId },
    ...{ legalName: organizationId, country: 'SE', globalMpnId: '4100000', contactMail: 'a@b.example' },
    migration: { status: 'completed', completedAt: at },
    agreements: { [agreement]: { activeFrom: '2020-09-01', ...(activeTo ? { activeTo } : {}) } },
    tenants: [tenantId],
  };
}

function locationOf(place: { organizationId: string; mpnId: string }, random: Random): Location {
  const trailing12MonthRevenueUsd = random(5) === 0 ? 19_200 : 50_000;
  return {
    ...location({ ...facts, trailing12MonthRevenueUsd }),
    ...place,
    id: `location:${place.mpnId}`,
  };
}

interface Place {
  organizationId: string;
  mpnId: string;
  programId: string;
  program: Program;
}

/** Most are enrolled; some only invited, some withdrawn, some not there yet. */
function enrollmentOf({ program: terms, ...pair }: Place, random: Random): Enrollment | undefined {
  const lot = random(20);
  if (lot === 0) return undefined;
  const invitation = { occasion: randomUUID(), invitedAt: at, term: 'FY27', delivered: true };
  const moment = { at, by: 'system', occasion: invitation.occasion };
  const invited = invite(pair, undefined, { ...moment, invitation });
  if (lot < 3 && !terms.openToAll) return invited;
  const acting = { at, by: memberId(caller), term: 'FY27', program: terms };
  const requirements = [{ requirement: payout.requirement, state: 'validated' as const, completedAt: at }];
  const before = random(3) === 0 ? invited : { ...invited, requirements };
  const enrolled = enroll(pair, before, acting);
  return lot < 5 ? withdraw(enrolled, { at, by: memberId(caller) }) : enrolled;
}

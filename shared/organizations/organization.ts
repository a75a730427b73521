/** A partner organization and its locations, as the vendor records them: identity, migration, agreements and facts. */
import * as z from 'zod/mini';
import { object, strictObject } from '../compiled.ts';
import { AgreementType, CountryCode, Day, Instant, Slug } from '../programs/words.ts';
import { refuse } from '../refusal.ts';
import { LocationFacts } from './location-facts.ts';

export const OrganizationId = Slug;
export const MpnId = z
  .string()
  .check(
    z.regex(/^[0-9]{1,12}$/, 'An MPN ID: digits only, at most 12'),
    z.describe('An MPN ID: digits only'),
  );
export const Guid = z
  .string()
  .check(
    z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'A GUID, lower-case'),
    z.describe('A GUID, lower-case'),
  );
const Name = z.string().check(z.minLength(1), z.maxLength(300));

export const Migration = strictObject({
  status: z.enum(['notStarted', 'inProgress', 'completed']),
  completedAt: z.optional(Instant),
});
export type Migration = z.infer<typeof Migration>;

/** A contract, active from the first to the last day named, both included. */
export const Agreement = strictObject({ activeFrom: Day, activeTo: z.optional(Day) });
export type Agreement = z.infer<typeof Agreement>;

/** What an operator says of an organization when writing it. */
export const OrganizationProfile = z.strictObject({
  legalName: Name,
  country: CountryCode,
  globalMpnId: MpnId,
  contactMail: z.email(),
});

export const Organization = object({
  kind: z.literal('organization'),
  schemaVersion: z.literal(1),
  id: z.literal('organization'),
  organizationId: OrganizationId,
  ...OrganizationProfile.shape,
  migration: Migration,
  agreements: z.partialRecord(AgreementType, Agreement),
  tenants: z.array(Guid),
});
export type Organization = z.infer<typeof Organization>;

export const LocationProfile = z.strictObject({ name: Name, country: CountryCode });

export const Location = object({
  kind: z.literal('location'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  mpnId: MpnId,
  ...LocationProfile.shape,
  facts: z.optional(LocationFacts),
});
export type Location = z.infer<typeof Location>;

/** A location, as far as its revenue goes. */
export interface Earning {
  facts?: Pick<LocationFacts, 'asOf' | 'trailing12MonthRevenueUsd'> | undefined;
}

/** Revenue of the organization: the sum over its locations, dated by the oldest figure in it. */
export function organizationRevenue(locations: Earning[]): { usd: number; asOf: string | undefined } {
  const facts = locations.flatMap((location) => location.facts ?? []);
  return {
    usd: facts.reduce((sum, fact) => sum + fact.trailing12MonthRevenueUsd, 0),
    asOf: facts.map((fact) => fact.asOf).sort()[0],
  };
}

const mostNamed = 20;

interface Placeless {
  code: 'location/global-mpn-id' | 'location/unknown';
  message: string;
}

/** Why an ID names no location of the organization. */
export function whyNoLocation(
  { globalMpnId }: Pick<Organization, 'globalMpnId'>,
  locations: Pick<Location, 'mpnId'>[],
  mpnId: string,
): Placeless {
  if (mpnId !== globalMpnId)
    return { code: 'location/unknown', message: `${mpnId} is not a location of this organization.` };
  const named = locations.slice(0, mostNamed).map((location) => location.mpnId);
  const more = locations.length > mostNamed ? ` and ${locations.length - mostNamed} more` : '';
  const yours =
    named.length > 0 ? `your locations are ${named.join(', ')}${more}` : 'you have no location yet';
  return { code: 'location/global-mpn-id', message: `${mpnId} is your global ID; ${yours}.` };
}

/** @throws Refusal `location/global-mpn-id` or `location/unknown`. */
export function refuseLocation(
  organization: Pick<Organization, 'globalMpnId'>,
  locations: Pick<Location, 'mpnId'>[],
  mpnId: string,
): never {
  const { code, message } = whyNoLocation(organization, locations, mpnId);
  return refuse(code, message, { target: 'path.mpnId' });
}

/** What the audit tells of the operator's records of an organization. It never expires, so it names no mail address. */
import * as z from 'zod/mini';
import {
  Agreement,
  LocationProfile,
  Migration,
  MpnId,
  OrganizationId,
  OrganizationProfile,
} from '../organizations/organization.ts';
import { AgreementType } from '../programs/words.ts';

export const AgreementTold = {
  what: z.literal('agreement'),
  target: AgreementType,
  /** Null: there was none of this type. */
  before: z.nullable(Agreement),
  after: Agreement,
};

export const MigrationTold = {
  what: z.literal('migration'),
  target: OrganizationId,
  before: Migration,
  after: Migration,
};

export const LocationTold = {
  what: z.literal('location'),
  target: MpnId,
  /** Null: it was added. */
  before: z.nullable(LocationProfile),
  after: LocationProfile,
};

const Identity = z.omit(OrganizationProfile, { contactMail: true });

export const OrganizationTold = {
  what: z.literal('organization'),
  target: OrganizationId,
  /** Which fields are others than before; of the contact mail nothing else is told. */
  changed: z.array(z.keyof(OrganizationProfile)),
  /** Null: it was registered. */
  before: z.nullable(Identity),
  after: Identity,
};
type OrganizationTold = z.infer<z.ZodMiniObject<typeof OrganizationTold>>;

type Profile = z.infer<typeof OrganizationProfile>;

/** What was registered, or which fields of the record were changed. */
export function organizationTold(
  target: string,
  before: Profile | undefined,
  after: Profile,
): OrganizationTold {
  const changed = z.keyof(OrganizationProfile).options.filter((field) => before?.[field] !== after[field]);
  return {
    what: 'organization',
    target,
    changed,
    before: before ? identity(before) : null,
    after: identity(after),
  };
}

function identity({ legalName, country, globalMpnId }: Profile): z.infer<typeof Identity> {
  return { legalName, country, globalMpnId };
}

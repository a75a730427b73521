/** Adele may enroll everything; Bertil administers the account, in Swedish. */
import type { Grant, Member, Profile } from '../../../shared/access/member.ts';

export const tenantId = '11111111-1111-4111-8111-111111111111';

export const everywhere: Grant = {
  scopes: [{ locations: 'all', programs: 'all' }],
  assignedAt: '2027-01-01T00:00:00Z',
  assignedBy: 'system',
};

export function person(displayName: string, grants: Member['grants'], own: Partial<Profile> = {}): Member {
  const objectId = `aaaaaaaa-0000-4000-8000-${Buffer.from(displayName).toString('hex').padStart(12, '0').slice(-12)}`;
  const profile = {
    displayName,
    mail: `${displayName.toLowerCase()}@contoso.example`,
    language: 'en-US',
    enabled: true,
    guest: false,
    globalAdministrator: false,
    ...own,
  };
  return {
    kind: 'member',
    schemaVersion: 1,
    id: `member:${tenantId}:${objectId}`,
    organizationId: 'contoso',
    tenantId,
    objectId,
    profile,
    grants,
  };
}

export const adele = person('Adele', { incentivesAdministrator: everywhere });
export const bertil = person('Bertil', { accountAdministrator: everywhere }, { language: 'sv-SE' });

/** What the audit tells of a role given and taken by hand. */
import { describe, expect, test } from 'vitest';
import { roleTold } from '../../../shared/access/audit-roles.ts';
import { grant, revoke } from '../../../shared/access/grant.ts';
import { memberId } from '../../../shared/access/member.ts';
import { adele, everywhere } from '../letters/people.ts';

const role = 'incentivesAdministrator';
const target = memberId(adele);
const scope = { locations: ['1'], programs: 'all' as const };

describe('given a person', () => {
  const nobody = { ...adele, grants: {} };
  const narrow = { ...everywhere, scopes: [scope] };

  test('when a role is granted, changed or revoked, then it is told what it was and what it is', () => {
    const granted = grant(nobody, role, narrow);
    const changed = grant(granted, role, everywhere);
    const deed = { role, acknowledged: false } as const;
    expect([
      roleTold(nobody, granted, deed),
      roleTold(granted, changed, deed),
      roleTold(changed, revoke(changed, role), deed),
    ]).toEqual([
      { what: 'grant', target, role, before: null, after: narrow.scopes },
      { what: 'grant', target, role, before: narrow.scopes, after: everywhere.scopes },
      { what: 'revoke', target, role, before: everywhere.scopes, after: null },
    ]);
  });

  test('when somebody was knowingly left stranded, then it is told so', () => {
    const entry = roleTold(grant(nobody, role, narrow), nobody, { role, acknowledged: true });
    expect(entry).toMatchObject({ acknowledged: true, what: 'revoke' });
  });
});

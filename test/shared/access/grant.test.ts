/** How much a roster may hold, and what the audit says of a grant. */
import { describe, expect, test } from 'vitest';
import { audited } from '../../../shared/access/audit.ts';
import { grant, refuseFull, revoke } from '../../../shared/access/grant.ts';
import { emptyRoster, type Roster, rosterBytes, rosterLimitBytes } from '../../../shared/access/roster.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { adele, everywhere } from '../letters/people.ts';

const names = Array.from({ length: 200 }, (_, n) => String(100_000_000_000 + n));
const holding = (administrators: number): Roster => ({
  ...emptyRoster('contoso'),
  incentivesAdministrators: Array.from({ length: administrators }, (_, n) => ({
    memberId: `c0470500-0000-4000-8000-000000000000:c0470500-0000-4000-8000-${String(n).padStart(12, '0')}`,
    scopes: [{ locations: names, programs: 'all' as const }],
  })),
});

describe('given a roster at its limit', () => {
  const most = Math.floor(rosterLimitBytes / (rosterBytes(holding(1)) - rosterBytes(holding(0)) + 1));
  const [full, over] = [holding(most), holding(most + 1)];

  test('when a grant makes it larger, then it is refused with the limit in bytes', () => {
    expect(rosterBytes(full)).toBeLessThanOrEqual(rosterLimitBytes);
    const add = () => refuseFull({ before: full, after: over });
    expect(add).toThrow(Refusal);
    expect(add).toThrow(
      expect.objectContaining({
        code: 'role/roster-full',
        details: { bytes: rosterBytes(over), limitBytes: rosterLimitBytes },
      }),
    );
  });

  test('when something is taken away, then it is done even from a roster beyond it', () => {
    expect(refuseFull({ before: holding(most + 2), after: over })).toBeUndefined();
  });
});

describe('given a person', () => {
  const told = { by: 'alan', role: 'incentivesAdministrator' as const, at: '2027-03-02T09:00:00.000Z' };
  const nobody = { ...adele, grants: {} };

  test('when a role is granted, changed or revoked, then the audit says what it was and what it is', () => {
    const narrow = { ...everywhere, scopes: [{ locations: ['1'], programs: 'all' as const }] };
    const granted = grant(nobody, told.role, narrow);
    const changed = grant(granted, told.role, everywhere);
    const deed = { ...told, acknowledged: false };
    const [first, second, last] = [
      audited(nobody, granted, deed),
      audited(granted, changed, deed),
      audited(changed, revoke(changed, told.role), deed),
    ];
    expect(first).toMatchObject({ what: 'grant', before: null, after: narrow.scopes, by: 'alan' });
    expect(second).toMatchObject({ what: 'grant', before: narrow.scopes, after: everywhere.scopes });
    expect(last).toMatchObject({ what: 'revoke', before: everywhere.scopes, after: null });
    expect(last).not.toHaveProperty('acknowledged');
  });

  test('when somebody was knowingly left stranded, then the audit says so', () => {
    const entry = audited(adele, revoke(adele, told.role), { ...told, acknowledged: true });
    expect(entry).toMatchObject({ acknowledged: true, what: 'revoke' });
  });
});

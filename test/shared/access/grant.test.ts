/** How much a roster may hold, and who can be given a role. */
import { describe, expect, test } from 'vitest';
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
        target: 'scopes',
        details: { bytes: rosterBytes(over), limitBytes: rosterLimitBytes },
      }),
    );
  });

  test('when it is as large as it may be, or stays as large as it was, then it is not refused', () => {
    expect(refuseFull({ before: holding(0), after: full })).toBeUndefined();
    expect(refuseFull({ before: over, after: over })).toBeUndefined();
  });

  test('when something is taken away, then it is done even from a roster beyond it', () => {
    expect(refuseFull({ before: holding(most + 2), after: over })).toBeUndefined();
  });
});

describe('given a person', () => {
  test('when the directory disabled them, then no role is granted, and those they have can be revoked', () => {
    const role = 'incentivesAdministrator';
    const disabled = { ...adele, profile: { ...adele.profile, enabled: false } };
    expect(() => grant(disabled, role, everywhere)).toThrow(
      expect.objectContaining({ code: 'role/member-inactive' }),
    );
    expect(revoke(disabled, role).grants).not.toHaveProperty(role);
  });
});

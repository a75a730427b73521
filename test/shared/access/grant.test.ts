/** How much a roster may hold, and what the audit says of a grant. */
import { describe, expect, test } from 'vitest';
import { AuditEntry, auditEntry, audited } from '../../../shared/access/audit.ts';
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

  test('when the audit is read, then its readers see the entry, and nothing of the store', () => {
    const entry = audited(nobody, grant(nobody, told.role, everywhere), { ...told, acknowledged: true });
    expect(AuditEntry.parse(entry)).toEqual(entry);
    const stored = { kind: 'audit', schemaVersion: 1, id: 'audit:1', organizationId: 'contoso' } as const;
    expect(auditEntry({ ...stored, ...entry })).toEqual(entry);
    expect(AuditEntry.safeParse({ ...stored, ...entry }).success).toBe(false);
  });

  test('when the directory disabled them, then no role is granted, and those they have can be revoked', () => {
    const disabled = { ...adele, profile: { ...adele.profile, enabled: false } };
    expect(() => grant(disabled, told.role, everywhere)).toThrow(
      expect.objectContaining({ code: 'role/member-inactive' }),
    );
    expect(revoke(disabled, told.role).grants).not.toHaveProperty(told.role);
  });
});

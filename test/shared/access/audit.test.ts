/** The entries of the audit: stored as they were written, and read without what the store needs. */
import { describe, expect, test } from 'vitest';
import { Audit, AuditEntry, auditEntry, type Told } from '../../../shared/access/audit.ts';
import { memberId } from '../../../shared/access/member.ts';
import { adele } from '../letters/people.ts';

const role = 'incentivesAdministrator';
const target = memberId(adele);
const tenant = 'c0470500-0000-4000-8000-00000000000a';
const scope = { locations: ['1'], programs: 'all' as const };
const settings = { scope: 'all' as const, mappings: [] };
const agreement = { activeFrom: '2020-09-01' };
const company = { legalName: 'Contoso', country: 'DE', globalMpnId: '1' };

const told: Told[] = [
  { what: 'grant', target, role, before: null, after: [scope], acknowledged: true },
  { what: 'revoke', target, role, before: [scope], after: null },
  { what: 'agreement', target: 'mpnAgreement', before: null, after: agreement },
  { what: 'migration', target: 'contoso', before: { status: 'notStarted' }, after: { status: 'inProgress' } },
  { what: 'organization', target: 'contoso', changed: ['contactMail'], before: company, after: company },
  { what: 'location', target: '2', before: null, after: { name: 'Berlin', country: 'DE' } },
  { what: 'directory', target: tenant, before: null, after: settings },
  { what: 'sync', target: tenant, syncId: 'one', roles: { [role]: { gained: 1, lost: 0 } } },
];
const moment = { at: '2027-03-02T09:00:00.000Z', by: 'system' };
const filed = { kind: 'audit', schemaVersion: 1, id: 'audit:1', organizationId: 'contoso' } as const;

describe('given an entry', () => {
  test.each(told.map((one) => [one.what, { ...moment, ...one }] as const))(
    'when it tells of a %s, then it is read as it was stored, and its readers see nothing of the store',
    (_, entry) => {
      const stored = Audit.parse({ ...filed, ...entry });
      expect(stored).toEqual({ ...filed, ...entry });
      expect(auditEntry(stored)).toEqual(entry);
    },
  );

  test.each([
    { what: '' },
    { what: 'grant', role: 'operator' },
    { what: 'agreement' },
    { at: 'today' },
    { by: undefined },
  ])('when it tells of something else, then it is refused: %#', (wrong) => {
    expect(AuditEntry.safeParse({ ...moment, ...told[0], ...wrong }).success).toBe(false);
  });

  test.each(['kind', 'schemaVersion', 'id', 'organizationId'])(
    'when it has no %s, then it is none',
    (part) => {
      expect(Audit.safeParse({ ...filed, ...moment, ...told[0], [part]: undefined }).success).toBe(false);
    },
  );
});

/** What the audit tells of the record of an organization. */
import { describe, expect, test } from 'vitest';
import { organizationTold } from '../../../shared/access/audit-records.ts';

const company = { legalName: 'Contoso', country: 'DE', globalMpnId: '1' };

describe('given the record of an organization', () => {
  const profile = { ...company, contactMail: 'info@contoso.example' };

  test('when it is registered, then every field is new, and the contact mail is not told', () => {
    expect(organizationTold('contoso', undefined, profile)).toEqual({
      what: 'organization',
      target: 'contoso',
      changed: ['legalName', 'country', 'globalMpnId', 'contactMail'],
      before: null,
      after: company,
    });
  });

  test('when it changes, then the fields that differ are named', () => {
    const renamed = { ...profile, legalName: 'Contoso AG', contactMail: 'hello@contoso.example' };
    expect(organizationTold('contoso', profile, renamed)).toMatchObject({
      changed: ['legalName', 'contactMail'],
      before: company,
      after: { ...company, legalName: 'Contoso AG' },
    });
  });
});

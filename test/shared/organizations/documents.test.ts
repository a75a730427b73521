/** Organizations, claims and fences as they are stored: read as they were written, and nothing else is read as one of them. */
import { expect, test } from 'vitest';
import { Claim } from '../../../shared/organizations/claim.ts';
import { Location, Organization } from '../../../shared/organizations/organization.ts';
import { Reconciliation } from '../../../shared/organizations/reconciliation.ts';
import { facts, location, organization } from '../programs/situation.ts';

const change = 'c0470500-0000-4000-8000-00000000000a';
const at = '2027-03-02T09:00:00.000Z';
const contoso = organization({ mpnAgreement: { activeFrom: '2025-01-01' } });
const berlin = location(facts);
const claim = { id: 'mpn:4100101', organizationId: 'contoso', claimedAt: at };
const fence = {
  ...{ kind: 'reconciliation', schemaVersion: 1, id: 'reconciliation', organizationId: 'contoso', change },
  ...{ dueAt: at, toldToMigrateAt: at, invitationsWaiting: 2 },
};

test.each([
  ['an organization', Organization, contoso],
  ['a location', Location, berlin],
  ['a claim', Claim, claim],
  ['a fence', Reconciliation, fence],
])('%s is read as it was written', (_, schema, document) => {
  expect(schema.parse(document)).toEqual(document);
});

test.each([
  ['an organization', Organization, { ...contoso, kind: 'company' }],
  ['an organization', Organization, { ...contoso, id: 'contoso' }],
  ['an organization', Organization, { ...contoso, agreements: { lease: { activeFrom: '2025-01-01' } } }],
  ['an organization', Organization, { ...contoso, tenants: ['contoso.example'] }],
  ['a location', Location, { ...berlin, kind: 'place' }],
  ['a location', Location, { ...berlin, name: '' }],
  ['a claim', Claim, { ...claim, claimedAt: 'today' }],
  ['a fence', Reconciliation, { ...fence, kind: 'fence' }],
  ['a fence', Reconciliation, { ...fence, id: 'fence' }],
  ['a fence', Reconciliation, { ...fence, change: '1' }],
])('%s that is something else is refused: %#', (_, schema, document) => {
  expect(schema.safeParse(document).success).toBe(false);
});

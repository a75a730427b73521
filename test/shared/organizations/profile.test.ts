/** Organizations and their locations as they are sent, and the revenue of all locations together. */
import { describe, expect, test } from 'vitest';
import { checkAsOf } from '../../../shared/organizations/facts.ts';
import { FactsReport, FactsRequest } from '../../../shared/organizations/facts-rows.ts';
import {
  Agreement,
  Guid,
  LocationProfile,
  Migration,
  MpnId,
  OrganizationId,
  OrganizationProfile,
  organizationRevenue,
} from '../../../shared/organizations/organization.ts';
import { facts, location } from '../programs/situation.ts';

const contoso = { legalName: 'Contoso', country: 'DE', globalMpnId: '41', contactMail: 'a@contoso.example' };

test.each<[string, object, boolean]>([
  ['everything', {}, true],
  ['a name of 300 letters', { legalName: 'x'.repeat(300) }, true],
  ['a name of 301 letters', { legalName: 'x'.repeat(301) }, false],
  ['no name', { legalName: '' }, false],
  ['a country by its name', { country: 'Germany' }, false],
  ['no mail address', { contactMail: 'contoso.example' }, false],
  ['a field nobody knows', { size: 3 }, false],
])('given an organization with %s, when it is sent, then it is taken: %o %o', (_, own, accepted) => {
  expect(OrganizationProfile.safeParse({ ...contoso, ...own }).success).toBe(accepted);
});

test.each<[{ safeParse(value: unknown): { success: boolean } }, unknown, boolean]>([
  [OrganizationId, 'contoso-7', true],
  [OrganizationId, 'c', true],
  [OrganizationId, 'x'.repeat(64), true],
  [OrganizationId, 'x'.repeat(65), false],
  [OrganizationId, '-contoso', false],
  [OrganizationId, 'contoso-', false],
  [OrganizationId, ' contoso', false],
  [OrganizationId, 'Contoso', false],
  [MpnId, '123456789012', true],
  [MpnId, '1234567890123', false],
  [MpnId, '', false],
  [MpnId, 'x1', false],
  [MpnId, '1x', false],
  [Guid, 'c0470500-1111-4222-8333-0123456789ab', true],
  [Guid, 'xc0470500-1111-4222-8333-0123456789ab', false],
  [Guid, '0470500-1111-4222-8333-0123456789ab', false],
  [Guid, 'c0470500-111-4222-8333-0123456789ab', false],
  [Guid, 'c0470500-1111-422-8333-0123456789ab', false],
  [Guid, 'c0470500-1111-4222-833-0123456789ab', false],
  [Guid, 'c0470500-1111-4222-8333-0123456789a', false],
  [Guid, 'c0470500-1111-4222-8333-0123456789abc', false],
  [Migration, { status: 'notStarted' }, true],
  [Migration, { status: 'inProgress' }, true],
  [Migration, { status: 'completed', completedAt: '2027-01-01T00:00:00Z' }, true],
  [Migration, { status: 'done' }, false],
  [Migration, { status: 'completed', by: 'Ines' }, false],
  [Agreement, { activeFrom: '2025-01-01' }, true],
  [Agreement, { activeFrom: '2025-01-01', activeTo: '2026-01-01' }, true],
  [Agreement, { activeTo: '2026-01-01' }, false],
  [Agreement, { activeFrom: '2025-01-01', until: '2026-01-01' }, false],
  [LocationProfile, { name: 'Berlin', country: 'DE' }, true],
  [LocationProfile, { name: 'Berlin', country: 'DE', city: 'Berlin' }, false],
])('%o takes %o: %o', (schema, value, accepted) => {
  expect(schema.safeParse(value).success).toBe(accepted);
});

describe('the revenue of an organization', () => {
  const earning = (usd: number, asOf: string) => location({ ...facts, asOf, trailing12MonthRevenueUsd: usd });

  test('is the sum over its locations, as old as the oldest figure', () => {
    const locations = [earning(10, '2026-08-01'), location(), earning(5, '2026-07-01')];
    expect(organizationRevenue(locations)).toEqual({ usd: 15, asOf: '2026-07-01' });
    expect(organizationRevenue(locations.reverse())).toEqual({ usd: 15, asOf: '2026-07-01' });
  });

  test('is not known while no location has figures', () => {
    expect(organizationRevenue([location()])).toEqual({ usd: 0, asOf: undefined });
  });
});

describe('figures as they are sent', () => {
  const { asOf, ...figures } = facts;
  const row = { mpnId: '4100101', ...figures };
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);

  test.each<[string, object, boolean]>([
    ['everything', {}, true],
    ['no revenue', { trailing12MonthRevenueUsd: 0 }, true],
    ['a loss', { trailing12MonthRevenueUsd: -1 }, false],
    ['cents', { trailing12MonthRevenueUsd: 0.5 }, false],
    ['50 designations', { designations: ids(50) }, true],
    ['51 designations', { designations: ids(51) }, false],
    ['a designation without a name', { designations: [''] }, false],
    ['a long designation', { designations: ['x'.repeat(100)] }, true],
    ['a longer designation', { designations: ['x'.repeat(101)] }, false],
    ['all points', { scores: { security: 100 } }, true],
    ['no points', { scores: { security: 0 } }, true],
    ['too many points', { scores: { security: 101 } }, false],
    ['less than no points', { scores: { security: -1 } }, false],
    ['100 nominations', { nominations: ids(100) }, true],
    ['101 nominations', { nominations: ids(101) }, false],
    ['100 programs', { activity: Object.fromEntries(ids(100).map((id) => [id, { FY27: 0 }])) }, true],
    ['101 programs', { activity: Object.fromEntries(ids(101).map((id) => [id, { FY27: 0 }])) }, false],
    ['a day of its own', { asOf }, false],
  ])('%s', (_, own, accepted) => {
    const { locations } = FactsRequest.parse({ asOf, locations: [{ ...row, ...own }] });
    expect(locations.map((one) => 'issue' in one)).toEqual([!accepted]);
  });

  test('are of one to ten thousand locations', () => {
    const of = (count: number) => FactsRequest.safeParse({ asOf, locations: Array(count).fill(row) }).success;
    expect([0, 1, 10_000, 10_001].map(of)).toEqual([false, true, true, false]);
    expect(FactsRequest.safeParse({ asOf, locations: [row], by: 'Ines' }).success).toBe(false);
  });

  test.each([
    ['2027-03-02T09:59:59.999Z', '2027-03-02', '2027-03-03'],
    ['2027-03-02T10:00:00.000Z', '2027-03-03', '2027-03-04'],
  ])('at %s are of %s, where the day begins first, or before', (now, latest, later) => {
    const check = (day: string) => () => checkAsOf({ asOf: day }, new Date(now));
    expect(check(latest)).not.toThrow();
    expect(check(later)).toThrow(
      expect.objectContaining({
        ...{ code: 'request/invalid', target: 'body.asOf' },
        message: `Figures cannot be of a day to come: it is ${latest} at UTC+14, the latest.`,
      }),
    );
  });

  test('are reported row by row', () => {
    const known = ['written', 'unchanged', 'unknown', 'globalMpnId'];
    const outcomes = known.map((outcome) => ({ mpnId: '1', outcome }));
    const invalid = { mpnId: null, outcome: 'invalid', target: 'body.locations.3', message: 'It is none' };
    const value = [...outcomes, { mpnId: '1', outcome: 'older', storedAsOf: asOf }, invalid];
    expect(FactsReport.parse({ value })).toEqual({ value });
    expect(FactsReport.safeParse({ value: [{ mpnId: '1', outcome: 'lost' }] }).success).toBe(false);
    expect(FactsReport.safeParse({ value: [], more: true }).success).toBe(false);
    expect(FactsReport.safeParse({ value: [{ ...outcomes[0], row: 1 }] }).success).toBe(false);
  });
});

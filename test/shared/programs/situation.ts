/** One organization, location and program to ask eligibility about, for tests. */
import type { LocationFacts } from '../../../shared/organizations/location-facts.ts';
import type { Location, Organization } from '../../../shared/organizations/organization.ts';
import { Program } from '../../../shared/programs/program.ts';
import type { Rule } from '../../../shared/programs/rule.ts';

/** The day asked about. */
export const on = '2026-08-15';

export const facts: LocationFacts = {
  asOf: '2026-08-01',
  trailing12MonthRevenueUsd: 25_000,
  designations: ['Solutions Partner for Security'],
  scores: { security: 25, modernWork: 24 },
  nominations: ['hosting'],
  activity: { hosting: { FY27: 2 } },
};

export function program(terms: Partial<Program>): Program {
  return Program.parse({
    ...{
      kind: 'program',
      schemaVersion: 1,
      id: 'hosting',
      name: 'Hosting',
      state: 'active',
      openToAll: false,
    },
    ...{
      guideUrl: 'https://partner.example/guides/hosting',
      versions: [],
      calendar: {},
      offBoarding: 'atOnce',
    },
    ...terms,
  });
}

export function ruled(rule: Rule): Program {
  return program({ versions: [{ effectiveFrom: '2020-07-01', rule }] });
}

export function organization(agreements: Organization['agreements'] = {}): Organization {
  return {
    ...{ kind: 'organization', schemaVersion: 1, id: 'organization', organizationId: 'contoso' },
    ...{ legalName: 'Contoso GmbH', country: 'DE', globalMpnId: '4100000', contactMail: 'a@contoso.example' },
    ...{ migration: { status: 'completed' }, agreements, tenants: [] },
  };
}

export function location(known?: LocationFacts): Location {
  return {
    ...{ kind: 'location', schemaVersion: 1, id: 'location:4100101', organizationId: 'contoso' },
    ...{ mpnId: '4100101', name: 'Berlin', country: 'DE', facts: known },
  };
}

/** One location of Contoso, with the figures above. */
export const situation = {
  organization: organization(),
  location: location(facts),
  revenueOfOrganization: { usd: 900_000, asOf: '2026-07-31' },
  on,
};
/** The same without any figures. */
export const unknown = {
  ...situation,
  location: location(),
  revenueOfOrganization: { usd: 0, asOf: undefined },
};

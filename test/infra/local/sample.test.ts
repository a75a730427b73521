/** The sample data: well formed, coherent, and in the situations it is meant to show. */
import { describe, expect, test } from 'vitest';
import type { DirectoryTenant } from '../../../infra/local/directory.ts';
import { sampleOperatorTenant, sampleOrganizations } from '../../../infra/local/sample/organizations.ts';
import { sampleProgram } from '../../../infra/local/sample/programs.ts';
import {
  Guid,
  Location,
  Organization,
  organizationRevenue,
} from '../../../shared/organizations/organization.ts';
import { Eligibility, evaluate, unmet } from '../../../shared/programs/eligibility.ts';
import { Program } from '../../../shared/programs/program.ts';

const today = '2026-10-16';
const documents = sampleOrganizations(today).map(
  ({ organizationId, profile, migration, agreements, ...rest }) => ({
    organization: Organization.parse({
      ...{ kind: 'organization', schemaVersion: 1, id: 'organization', organizationId },
      ...{ ...profile, migration, agreements, tenants: [rest.tenant.tenantId] },
    }),
    locations: rest.locations.map(({ mpnId, profile: place, facts }) =>
      Location.parse({
        ...{ kind: 'location', schemaVersion: 1, id: `location:${mpnId}`, organizationId, mpnId },
        ...{ ...place, facts },
      }),
    ),
  }),
);
const programs = Object.entries(sampleProgram).map(([id, terms]) =>
  Program.parse({ kind: 'program', schemaVersion: 1, id, ...terms }),
);

/** Which locations are eligible, by program. */
function eligibleOn(on: string): Record<string, string[]> {
  return Object.fromEntries(
    programs.map((program) => {
      const eligible = eligibilities(program, on).filter(({ eligible }) => eligible);
      return [program.id, eligible.map(({ mpnId }) => mpnId)];
    }),
  );
}

function eligibilities(program: Program, on: string): Eligibility[] {
  return documents.flatMap(({ organization, locations }) => {
    const revenueOfOrganization = organizationRevenue(locations);
    const shared = { program, organization, revenueOfOrganization, on };
    return locations.map((location) => evaluate({ ...shared, location }));
  });
}

const tenants = [...sampleOrganizations(today).map(({ tenant }) => tenant), sampleOperatorTenant];

function idsOf({ tenantId, users, groups }: DirectoryTenant): string[] {
  return [tenantId, ...[...users, ...groups].map(({ id }) => id)];
}

describe('the sample programs', () => {
  test('are dated, and none states current terms', () => {
    for (const { description, guideUrl } of programs) {
      expect(description).toMatch(/^Illustrative, as published in FY\d\d.*; not current terms\./);
      expect(guideUrl).toMatch(/^https:\/\/partner\.example\/guides\//);
    }
  });

  test('admit these locations today', () => {
    expect(eligibleOn(today)).toEqual({
      'commerce-incentives': documents.flatMap(({ locations }) => locations.map(({ mpnId }) => mpnId)),
      'csp-indirect-reseller': [
        ...['4100101', '4100102', '4100103', '4200101', '4200102'],
        ...['4300101', '4300102', '4400101', '4400102', '4400103'],
      ],
      'csp-direct-bill': ['4100101', '4100102'],
      'csp-indirect-provider': [],
      hosting: [],
      'solution-assessment': ['4100101'],
    });
  });

  test('answer by the rules of another day', () => {
    const past = eligibleOn('2021-08-31');
    expect(past.hosting).toEqual(['4100101']);
    expect(eligibleOn('2021-10-01').hosting).toEqual([]);
    expect(past['csp-indirect-reseller']).toEqual([]);
    expect(eligibleOn('2021-06-30')['solution-assessment']).toEqual(['4100101']);
    // Cardiff has the revenue; the points were asked for later.
    expect(eligibleOn('2025-09-30')['csp-indirect-reseller']).toContain('4300103');
  });

  test('explain every no in a form that can be written down', () => {
    for (const eligibility of programs.flatMap((program) => eligibilities(program, today))) {
      expect(Eligibility.parse(eligibility)).toEqual(eligibility);
      expect(unmet(eligibility).length > 0).toBe(!eligibility.eligible);
    }
  });
});

describe('the sample organizations', () => {
  test('use no MPN ID and no directory id twice', () => {
    const mpnIds = documents.flatMap(({ organization, locations }) => [
      organization.globalMpnId,
      ...locations.map(({ mpnId }) => mpnId),
    ]);
    const directory = tenants.flatMap(idsOf);
    const nicknames = tenants.flatMap(({ users }) => users.map(({ nickname }) => nickname));
    for (const names of [mpnIds, directory, nicknames]) expect(new Set(names).size).toBe(names.length);
  });

  test('have GUIDs as ids, and roles and groups of their own people', () => {
    for (const tenant of tenants) {
      for (const id of idsOf(tenant)) expect(Guid.parse(id)).toBe(id);
      expect(idsOf(tenant)).toEqual(expect.arrayContaining(tenant.groups.flatMap(({ members }) => members)));
    }
    for (const { tenant, roles } of sampleOrganizations(today)) {
      const nicknames = tenant.users.map(({ nickname }) => nickname);
      expect(nicknames).toEqual(expect.arrayContaining(roles.map(({ nickname }) => nickname)));
    }
  });

  test('have a Global administrator each, and an Incentives administrator where they are set up', () => {
    const admins = sampleOrganizations(today).map(({ organizationId, tenant, roles }) => [
      organizationId,
      tenant.users.filter(({ directoryRoles }) => directoryRoles.length > 0).map(({ nickname }) => nickname),
      roles.filter(({ role }) => role === 'incentivesAdministrator').map(({ nickname }) => nickname),
    ]);
    expect(admins).toEqual([
      ['contoso', ['adele'], ['ines']],
      ['fabrikam', ['frida'], []],
      ['northwind', ['nora'], []],
      ['adventure-works', ['anna'], ['amir']],
    ]);
  });

  test('have figures from shortly before', () => {
    const locations = sampleOrganizations('2027-01-05').flatMap((organization) => organization.locations);
    expect(new Set(locations.map(({ facts }) => facts.asOf))).toEqual(new Set(['2026-12-24']));
  });

  test('have one location just above the revenue asked for', () => {
    const locations = sampleOrganizations(today).flatMap((organization) => organization.locations);
    const figures = locations.map(({ facts }) => facts.trailing12MonthRevenueUsd);
    expect(figures.filter((usd) => usd >= 25_000 && usd < 30_000)).toEqual([26_100]);
  });
});

test('only Olivia is an operator', () => {
  const users = tenants.flatMap((tenant) => tenant.users);
  const operators = users.filter(({ appRoles }) => appRoles?.includes('Operator'));
  expect(operators.map(({ nickname }) => nickname)).toEqual(['olivia']);
});

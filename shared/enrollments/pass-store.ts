/** What a pass over an organization reads: everything in one query, or where that is too much, section by section, so that memory does not grow with it. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { getRoster } from '../access/member-store.ts';
import { Roster } from '../access/roster.ts';
import type { Stored } from '../azure/documents.ts';
import { documentPage, firstDocuments, listDocuments } from '../azure/pages.ts';
import { listRevenues } from '../organizations/location-store.ts';
import { Location, Organization, organizationRevenue } from '../organizations/organization.ts';
import { findOrganization } from '../organizations/organization-store.ts';
import { Reconciliation } from '../organizations/reconciliation.ts';
import { getReconciliation } from '../organizations/reconciliation-store.ts';
import { Enrollment } from './enrollment.ts';
import type { Subject } from './subject.ts';

type Whole = Pick<Subject, 'organization' | 'roster' | 'revenueOfOrganization'>;

/** Some locations, with all of their enrollments. */
export interface Section {
  locations: Location[];
  enrollments: Stored<Enrollment>[];
}

export interface OpenedOrganization extends Whole {
  /** Read before everything else. */
  fence: Stored<Reconciliation>;
  sections: Iterable<Section> | AsyncIterable<Section>;
}

const Part = z.discriminatedUnion('kind', [Reconciliation, Organization, Roster, Location, Enrollment]);
type Part = Stored<z.infer<typeof Part>>;

/** A few hundred documents are read at once. */
const mostAtOnce = 500;
const locationsPerSection = 50;

/**
 * Only the fence has a `change`: sorted by it, the fence is read first, and whatever is written after that makes the decisions be made again.
 */
const everything = {
  query:
    "SELECT * FROM c WHERE c.kind IN ('reconciliation', 'organization', 'roster', 'location', 'enrollment') ORDER BY c.change DESC",
  schema: Part,
};

export async function openOrganization(
  partners: Container,
  organizationId: string,
): Promise<OpenedOrganization> {
  const asked = { continuation: undefined, size: mostAtOnce };
  const first = await documentPage(partners, { ...everything, partition: organizationId }, asked);
  return first.continuation === undefined ? small(first.value) : large(partners, organizationId);
}

function small(parts: Part[]): OpenedOrganization {
  const [fence] = parts;
  if (fence?.kind !== 'reconciliation') throw new Error('An organization without its fence in front');
  const locations = parts.filter((part) => part.kind === 'location');
  const enrollments = parts.filter((part) => part.kind === 'enrollment');
  const whole = wholeOf({
    organization: parts.find((part) => part.kind === 'organization'),
    roster: parts.find((part) => part.kind === 'roster'),
    revenueOfOrganization: organizationRevenue(locations),
  });
  return { fence, ...whole, sections: [{ locations, enrollments }] };
}

async function large(partners: Container, organizationId: string): Promise<OpenedOrganization> {
  const fence = await getReconciliation(partners, organizationId);
  const whole = wholeOf({
    organization: await findOrganization(partners, organizationId),
    roster: await getRoster(partners, organizationId),
    revenueOfOrganization: organizationRevenue(await listRevenues(partners, organizationId)),
  });
  return { fence, ...whole, sections: readSections(partners, organizationId) };
}

function wholeOf({ organization, roster, ...rest }: { [K in keyof Whole]: Whole[K] | undefined }): Whole {
  const { revenueOfOrganization } = rest;
  if (!organization || !roster || !revenueOfOrganization)
    throw new Error('An organization without its documents');
  return { organization, roster, revenueOfOrganization };
}

async function* readSections(partners: Container, organizationId: string): AsyncGenerator<Section> {
  let locations: Location[] = [];
  let after = '';
  do {
    locations = await readLocations(partners, organizationId, after);
    const upTo = locations.length < locationsPerSection ? afterAll : (locations.at(-1)?.mpnId ?? afterAll);
    yield { locations, enrollments: await readEnrollments(partners, organizationId, { after, upTo }) };
    after = upTo;
  } while (after !== afterAll);
}

/** No MPN ID sorts after it. */
const afterAll = '~';

function readLocations(partners: Container, organizationId: string, after: string): Promise<Location[]> {
  const query = {
    query:
      "SELECT * FROM c WHERE c.organizationId = @organization AND c.kind = 'location' AND c.mpnId > @after ORDER BY c.organizationId, c.kind, c.mpnId",
    parameters: [
      { name: '@organization', value: organizationId },
      { name: '@after', value: after },
    ],
  };
  const listing = { query, partition: organizationId, schema: Location };
  return firstDocuments(partners, listing, locationsPerSection);
}

/** Those without a location are among them. */
async function readEnrollments(
  partners: Container,
  partition: string,
  { after, upTo }: { after: string; upTo: string },
) {
  const query = {
    query: "SELECT * FROM c WHERE c.kind = 'enrollment' AND c.mpnId > @after AND c.mpnId <= @upTo",
    parameters: [
      { name: '@after', value: after },
      { name: '@upTo', value: upTo },
    ],
  };
  return listDocuments(partners, { query, partition, schema: Enrollment });
}

/** The people of a directory in Cosmos DB, as far as a sync has to know them all: read page by page, kept as ids. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { Member } from '../access/member.ts';
import { documents, type Listing } from '../azure/pages.ts';
import { Guid } from '../organizations/organization.ts';
import type { Binding } from './directory-store.ts';
import type { GroupGrants } from './mapping.ts';

const Person = z.object({ objectId: Guid, groupGrants: Member.shape.groupGrants });

function peopleWhere(
  { organizationId, tenantId }: Binding,
  condition: string,
): Listing<z.infer<typeof Person>> {
  const query = `SELECT c.objectId, c.groupGrants FROM c WHERE c.kind = 'member' AND c.tenantId = @tenantId AND ${condition}`;
  const parameters = [{ name: '@tenantId', value: tenantId }];
  return { query: { query, parameters }, partition: organizationId, schema: Person };
}

/** Object ids of the enabled people of a tenant. */
export async function listEnabledPeople(partners: Container, binding: Binding): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const page of documents(partners, peopleWhere(binding, 'c.profile.enabled')))
    for (const { objectId } of page) ids.add(objectId);
  return ids;
}

/** What the people of a tenant have by its groups; equal grants are held once. */
export async function listGroupGrants(
  partners: Container,
  binding: Binding,
): Promise<Map<string, GroupGrants>> {
  const given = new Map<string, GroupGrants>();
  const held = new Map<string, GroupGrants>();
  for await (const page of documents(partners, peopleWhere(binding, 'IS_DEFINED(c.groupGrants)')))
    for (const { objectId, groupGrants = {} } of page) {
      const text = JSON.stringify(groupGrants);
      held.set(text, held.get(text) ?? groupGrants);
      given.set(objectId, held.get(text) ?? groupGrants);
    }
  return given;
}

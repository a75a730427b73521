/** The page of somebody who belongs to no partner organization: the organizations and their rollovers. */
import type { Client } from '../client.ts';
import { type Looking, type Page, pageOf, refusedPage } from './document.ts';
import { everyPage } from './listing.ts';
import { linked, list } from './markup.ts';

/** All of them where that is theirs to see, as for the operator. */
export async function organizationsPage(
  api: Client,
  looking: Pick<Looking, 'person' | 'told'>,
): Promise<Page> {
  const { person } = looking;
  const { value, refused } = await everyPage(api, '/organizations');
  if (refused) return refusedPage(refused, person);
  const items = value.map(({ organizationId, legalName }) =>
    linked(`/organizations/${organizationId}?as=${person.nickname}`, legalName),
  );
  const rollovers = linked(`/rollovers?as=${person.nickname}`, 'Rollovers');
  return pageOf(looking, 'Organizations', { body: `${list(items)}<p>${rollovers}</p>` });
}

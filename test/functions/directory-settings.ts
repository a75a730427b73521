/** What a Global administrator does with the directory of a company. */
import { randomUUID } from 'node:crypto';
import { must } from '../../infra/local/client.ts';
import { type Company, everywhere, type Person } from './company.ts';
import type { TestCloud } from './harness.ts';

export const directoryPath = ({ path, tenantId }: Company) => `${path}/directories/${tenantId}`;
export const administrators = (groupId: string) => ({
  groupId,
  role: 'incentivesAdministrator',
  ...everywhere,
});

/** A new group of these people. */
export function group({ directory }: TestCloud, of: Company, people: Person[]): string {
  const id = randomUUID();
  const members = people.map((person) => of.objectId(person));
  directory.addGroup(of.tenantId, { id, displayName: id, members });
  return id;
}

interface Wanted {
  scope?: object;
  mappings?: object[];
  acknowledge?: 'stranded';
}

/** Sets the directory up as its Global administrator, and lets the sync of it end. The answer may be a refusal. */
export async function configure(cloud: TestCloud, of: Company, { acknowledge, ...body }: Wanted) {
  const path = directoryPath(of);
  const { headers } = await must(of.as('gloria').get(path));
  const read = { 'if-match': headers.get('etag') ?? '' };
  const answered = await of
    .as('gloria')
    .put(`${path}${acknowledge ? `?acknowledge=${acknowledge}` : ''}`, body, read);
  await cloud.settle();
  return answered;
}

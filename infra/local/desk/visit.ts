/** Who visits the desk, and in whose name the API is asked. */
import { type Client, createClient } from '../client.ts';
import type { Directory, DirectoryUser } from '../directory.ts';
import type { LocalIdentity } from '../identity.ts';
import type { Looking, Told } from './document.ts';

export interface Visit {
  directory: Directory;
  identity: LocalIdentity;
  mailUrl: string;
  hostUrl: string;
  url: URL;
  told: Told;
}

export interface Absent {
  status: number;
  words: string;
}

/** Names are typed by people: in any case. */
export function whoIs({ directory }: Visit, nickname: string): DirectoryUser | Absent {
  const user = directory.findUser(nickname.toLowerCase())?.user;
  if (user?.accountEnabled) return user;
  if (user) return { status: 403, words: `${user.displayName} is disabled and cannot sign in.` };
  const names = directory.tenants.flatMap((tenant) => tenant.users.map((one) => one.nickname)).join(', ');
  return nickname === ''
    ? { status: 404, words: `Say whose: npm run -s token -- NAME. There are: ${names}.` }
    : { status: 404, words: `There is no sample person ${nickname}. There are: ${names}.` };
}

/** The people of the organization are those of the tenant whose domain carries its name; all of them where none does. */
export function peopleOf({ directory }: Visit, organizationId: string): DirectoryUser[] {
  const own = directory.tenants.filter((tenant) =>
    tenant.domain.replaceAll('.', '-').startsWith(organizationId),
  );
  return (own.length > 0 ? own : directory.tenants).flatMap((tenant) => tenant.users);
}

export function clientFor({ hostUrl, identity }: Visit, { nickname }: DirectoryUser): Client {
  return createClient(`${hostUrl}/api/v1`, () => identity.tokenFor(nickname));
}

export function lookingAs({ directory, hostUrl, told }: Visit, person: DirectoryUser): Looking {
  return { person, told, hostUrl, nameOf: (memberId) => nameIn(directory, memberId) };
}

const offices: Record<string, string> = {
  operator: 'the operator',
  system: 'the system',
  contact: 'the contact mail of the organization',
};

function nameIn(directory: Directory, memberId: string): string {
  const [tenantId = '', userId = ''] = memberId.split(':');
  const user = directory.tenant(tenantId) && directory.user(tenantId, userId);
  return user?.displayName ?? offices[memberId] ?? memberId;
}

/** What Microsoft Graph answers, parsed into the words of the directory. */
import * as z from 'zod/mini';
import { Guid } from '../organizations/organization.ts';
import type { DirectoryUser } from './profiles.ts';

export interface UserPage {
  users: DirectoryUser[];
  /** Where to go on: an opaque link, to the next page of this reading or to what changes after it. */
  link: string;
  last: boolean;
}

const GraphUser = z.object({
  id: Guid,
  '@removed': z.optional(z.unknown()),
  displayName: z.nullish(z.string()),
  mail: z.nullish(z.string()),
  preferredLanguage: z.nullish(z.string()),
  accountEnabled: z.nullish(z.boolean()),
  userType: z.nullish(z.string()),
});
const UserDelta = z.union([
  z.object({ value: z.array(GraphUser), '@odata.nextLink': z.url() }),
  z.object({ value: z.array(GraphUser), '@odata.deltaLink': z.url() }),
]);
/** A page of the members of a role or a group: people, and perhaps groups and applications. */
const Members = z.object({
  value: z.array(z.extend(GraphUser, { '@odata.type': z.optional(z.string()) })),
  '@odata.nextLink': z.optional(z.url()),
});

/** The people of a role or a group, as they are now. */
export interface MemberPage {
  users: DirectoryUser[];
  /** To the next page; absent at the end. */
  link?: string | undefined;
}

/** @throws ZodError for an answer that is no page of members. */
export function memberPageOf(answer: unknown): MemberPage {
  const { value, '@odata.nextLink': link } = Members.parse(answer);
  const users = value.filter((one) => (one['@odata.type'] ?? 'user').endsWith('user'));
  return { users: users.map(userOf), link };
}

/** @throws ZodError for an answer that is no page of users. */
export function pageOf(answer: unknown): UserPage {
  const delta = UserDelta.parse(answer);
  const users = delta.value.map(userOf);
  return '@odata.nextLink' in delta
    ? { users, link: delta['@odata.nextLink'], last: false }
    : { users, link: delta['@odata.deltaLink'], last: true };
}

/** In a delta null says "emptied" and a missing field "as before". */
function userOf(user: z.infer<typeof GraphUser>): DirectoryUser {
  const { displayName, accountEnabled, userType } = user;
  return {
    objectId: user.id,
    removed: user['@removed'] !== undefined,
    displayName: displayName === null ? '' : displayName,
    mail: user.mail,
    language: user.preferredLanguage,
    enabled: accountEnabled === null ? false : accountEnabled,
    guest: userType === undefined ? undefined : userType === 'Guest',
  };
}

/** What Microsoft Graph answers, parsed into the words of the directory. */
import * as z from 'zod/mini';
import { Guid } from '../organizations/organization.ts';
import type { DirectoryUser } from './profiles.ts';
import type { FaultCode } from './sync.ts';

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
/** A page of the members of a role: people, and perhaps groups and applications. */
export const Administrators = z.object({
  value: z.array(z.object({ id: Guid, '@odata.type': z.optional(z.string()) })),
  '@odata.nextLink': z.optional(z.url()),
});

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

/** An error of the Graph client, as far as it is one. */
interface ClientError {
  statusCode?: number;
  code?: string | null;
  message?: string;
}

/** The client keeps of a refused token only its message. Codes: learn.microsoft.com/entra/identity-platform/reference-error-codes. */
export function faultCode({ statusCode, code, message }: ClientError): FaultCode {
  if (statusCode === 401 || statusCode === 403 || /AADSTS(700016|65001)\b/.test(message ?? ''))
    return 'consentMissing';
  const lost = /^(syncState|resyncRequired|Directory_ExpiredPageToken)/i.test(code ?? '');
  return statusCode === 410 || lost ? 'linkExpired' : 'unavailable';
}

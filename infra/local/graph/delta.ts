/** `users/delta`: a first round of everybody in pages, then rounds of what changed, as Graph tells them. */
import type { Directory, DirectoryChanges } from '../directory.ts';
import { type Answer, fail, pick, selected } from './answers.ts';
import { defaultUserFields, userEntity } from './entities.ts';
import type { LinkState, Links } from './links.ts';

export interface Delta {
  directory: Directory;
  links: Links;
  endpoint: string;
  pageSize: number;
}

export interface TenantRequest {
  tenantId: string;
  url: URL;
}

export function usersDelta(delta: Delta, request: TenantRequest): Answer {
  const token = request.url.searchParams.get('$skiptoken') ?? request.url.searchParams.get('$deltatoken');
  if (token !== null && token !== '' && token !== 'latest') {
    const state = delta.links.read(token, request.tenantId);
    return state?.of === 'users' ? page(delta, state) : lostState(delta);
  }
  const to = delta.directory.changesSince(request.tenantId, 0).position;
  const from = token === 'latest' ? to : 0;
  const fields = selected(request.url);
  return page(delta, { tenantId: request.tenantId, of: 'users', fields, from, to, offset: 0 });
}

/** A delta link goes on where its round ended; its own round ends at the newest change. */
function page(delta: Delta, state: LinkState): Answer {
  const round = roundOf(delta.directory, state);
  const end = state.offset + delta.pageSize;
  const value = round.userIds
    .slice(state.offset, end)
    .flatMap((userId) => entry(delta.directory, state, userId));
  const link =
    end < round.userIds.length
      ? { '@odata.nextLink': linkTo(delta, '$skiptoken', { ...state, to: round.position, offset: end }) }
      : {
          '@odata.deltaLink': linkTo(delta, '$deltatoken', {
            ...state,
            from: round.position,
            to: open,
            offset: 0,
          }),
        };
  return { status: 200, body: { '@odata.context': context(delta.endpoint), ...link, value } };
}

/** The end of a round that has not begun. */
const open = -1;

function roundOf(directory: Directory, { tenantId, from, to }: LinkState): DirectoryChanges {
  return directory.changesSince(tenantId, from, to === open ? undefined : to);
}

/** In the first round nobody was there before: a user removed meanwhile is not told, and a null field was never set. */
function entry(directory: Directory, { tenantId, from, fields }: LinkState, userId: string): object[] {
  const user = directory.user(tenantId, userId);
  if (user === undefined) {
    const reason = directory.removal(tenantId, userId);
    return from === 0 ? [] : [{ id: userId, '@removed': { reason } }];
  }
  const told = pick(userEntity(user), fields ?? defaultUserFields);
  const known = Object.entries(told).filter(([, fact]) => from > 0 || fact !== null);
  return [{ ...Object.fromEntries(known), id: userId }];
}

function lostState({ endpoint }: Delta): Answer {
  const answer = fail(
    410,
    'syncStateNotFound',
    'The sync state generation is not found; begin again without a token.',
  );
  return { ...answer, headers: { ...answer.headers, location: `${endpoint}/v1.0/users/delta?$deltatoken=` } };
}

function linkTo({ endpoint, links }: Delta, parameter: string, state: LinkState): string {
  return `${endpoint}/v1.0/users/delta?${parameter}=${links.write(state)}`;
}

function context(endpoint: string): string {
  return `${endpoint}/v1.0/$metadata#users`;
}

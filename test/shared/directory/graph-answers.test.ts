/** What Graph answers, and what it throws, in the words of the directory. */
import { describe, expect, test } from 'vitest';
import { faultOf, isLongWait, waitSeconds } from '../../../shared/directory/fault.ts';
import { memberPageOf, pageOf } from '../../../shared/directory/graph-answers.ts';

const id = '11111111-1111-4111-8111-111111111111';
const link = 'https://graph.microsoft.com/v1.0/users/delta?$skiptoken=2';
const page = (user: object) => pageOf({ value: [{ id, ...user }], '@odata.nextLink': link }).users[0];

describe('a user', () => {
  test('is as they are told of', () => {
    const told = { displayName: 'Adele', mail: 'a@contoso.example', preferredLanguage: 'sv-SE' };
    expect(page({ ...told, accountEnabled: true, userType: 'Member' })).toEqual({
      ...{ objectId: id, removed: false, displayName: 'Adele', mail: 'a@contoso.example' },
      ...{ language: 'sv-SE', enabled: true, guest: false },
    });
  });

  test('of whom nothing is told is as before', () => {
    expect(page({})).toEqual({ objectId: id, removed: false });
  });

  test('whose fields were emptied has none, and is not enabled', () => {
    const emptied = { displayName: null, mail: null, preferredLanguage: null, accountEnabled: null };
    expect(page({ ...emptied, userType: null })).toEqual({
      ...{ objectId: id, removed: false, displayName: '', mail: null, language: null },
      ...{ enabled: false, guest: false },
    });
  });

  test('may be a guest, and may be gone', () => {
    expect(page({ userType: 'Guest' })?.guest).toBe(true);
    expect(page({ '@removed': { reason: 'deleted' } })?.removed).toBe(true);
  });
});

test('a page says where to go on, and which one is the last', () => {
  expect(pageOf({ value: [], '@odata.nextLink': link })).toEqual({ users: [], link, last: false });
  expect(pageOf({ value: [], '@odata.deltaLink': link })).toEqual({ users: [], link, last: true });
  for (const answer of [
    { value: [] },
    { '@odata.nextLink': link },
    { value: [{}], '@odata.nextLink': link },
    'no',
  ])
    expect(() => pageOf(answer)).toThrow();
});

test('of the members of a group only people count', () => {
  const [person, group] = ['#microsoft.graph.user', '#microsoft.graph.group'];
  const value = [{ id }, { id, '@odata.type': person }, { id, '@odata.type': group }];
  const { users, link: next } = memberPageOf({ value, '@odata.nextLink': link });
  expect(users).toHaveLength(2);
  expect(next).toBe(link);
  expect(memberPageOf({ value: [] })).toEqual({ users: [], link: undefined });
  expect(() => memberPageOf({})).toThrow();
});

describe('a fault', () => {
  test.each([
    ['consentMissing', { statusCode: 401 }],
    ['consentMissing', { statusCode: 403 }],
    ['consentMissing', { message: 'AADSTS65001: nobody has consented' }],
    ['consentMissing', { message: 'AADSTS700016: there is no such application' }],
    ['unavailable', { message: 'AADSTS650011: something else' }],
    ['linkExpired', { statusCode: 410 }],
    ['linkExpired', { statusCode: 400, code: 'syncStateNotFound' }],
    ['linkExpired', { statusCode: 400, code: 'resyncRequired' }],
    ['linkExpired', { statusCode: 400, code: 'Directory_ExpiredPageToken' }],
    ['unavailable', { statusCode: 400, code: 'noSyncState' }],
    ['unavailable', { statusCode: 503, code: null }],
    ['unavailable', {}],
  ])('%s: %o', (code, error) => {
    const fault = faultOf(error);
    expect(fault).toMatchObject({ name: 'DirectoryFault', code, cause: error });
    expect(fault.retryAfterSeconds).toBeUndefined();
  });

  test.each([
    [undefined, 0, undefined],
    ['8', 8, undefined],
    ['9', 9, 9],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0, undefined],
  ])('with Retry-After %s', (value, seconds, wait) => {
    const headers = new Headers(value === undefined ? {} : { 'retry-after': value });
    expect(waitSeconds(headers)).toBe(seconds);
    expect(isLongWait(seconds)).toBe(wait !== undefined);
    expect(faultOf({ statusCode: 429, headers }).retryAfterSeconds).toBe(wait);
  });
});

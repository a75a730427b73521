/** The status of every refusal: what callers and their tools rely on. */
import { expect, test } from 'vitest';
import { Refusal, type RefusalCode, refusalCodes, refuse, statusOf } from '../../shared/refusal.ts';

/** The table as a caller reads it, by what they do next. */
const codes = {
  // Mend the request.
  400: `request/body-missing request/invalid-json request/invalid request/continuation-invalid program/invalid
    location/global-mpn-id directory/settings-too-large role/scopes-required role/scopes-not-allowed
    role/location-unknown role/program-unknown`,
  413: 'request/too-large',
  // Sign in, or get a role.
  401: 'auth/token-missing auth/token-invalid',
  403: 'access/role-missing access/caller-unknown',
  // There is no such thing, or not for this caller.
  404: `program/unknown organization/unknown location/unknown agreement/unknown directory/unknown
    directory/sync-unknown member/unknown role/not-granted home/card-unknown enrollment/unknown
    requirement/unknown letter/unknown rollover/unknown`,
  // What is stored stands against it.
  409: `program/not-open program/discontinued organization/migration-not-completed organization/mpn-id-taken
    directory/tenant-taken role/member-inactive role/last-administrator role/roster-full enrollment/not-invited
    enrollment/invitation-expired enrollment/ineligible enrollment/agreement-not-active enrollment/not-possible
    enrollment/history-full
    invitation/deadline-not-later enrollment/reopen-window-passed requirement/not-completed letter/not-failed rollover/preview-running`,
  // Read again.
  412: 'request/precondition-failed',
  428: 'request/precondition-required',
  // Come back later.
  503: 'request/contended service/database-unavailable service/outdated service/unavailable',
  500: 'service/failed',
};
const rows = Object.entries(codes).flatMap(([status, names]) =>
  names.split(/\s+/).map((code) => [code, Number(status)] as const),
);

test.each(rows)('%s is answered with %i', (code, status) => {
  expect(statusOf(code as RefusalCode)).toBe(status);
});

test('no other code is answered', () => {
  expect([...refusalCodes].sort()).toEqual(rows.map(([code]) => code).sort());
});

test('a refusal carries what the caller is told', () => {
  const more = { target: 'body.name', details: { limit: 3 } };
  expect(() => refuse('request/invalid', 'Too long.', more)).toThrow(
    expect.objectContaining({ name: 'Refusal', code: 'request/invalid', message: 'Too long.', ...more }),
  );
  const cause = new Error('socket closed');
  expect(new Refusal('service/failed', 'Something failed here.', { cause })).toMatchObject({ cause });
});

/** When a change of what is stored is allowed to go on. */
import { expect, test } from 'vitest';
import { mustMatch } from '../../../shared/http/precondition.ts';

const current = { etag: '"7"' };
const missing = 'request/precondition-required';
const failed = 'request/precondition-failed';
const invalid = 'request/invalid';

test.each([
  [null, missing],
  ['', invalid],
  ['nonsense', invalid],
  ['"6", nonsense', invalid],
  ['W/', invalid],
  ['"6"', failed],
  ['"6", "8"', failed],
  ['7', invalid],
  ['W/"6"', failed],
  ['"77"', failed],
])('given another ETag or none: %s, when a change is asked for, then it is refused %s', (ifMatch, code) => {
  expect(() => mustMatch(ifMatch, current)).toThrowError(
    expect.objectContaining({ code, target: 'If-Match' }),
  );
});

test.each(['"7"', '*', 'W/"7"', '"6", "7"', ' "7" '])(
  'given %s, when a change is asked for, then it goes on',
  (ifMatch) => {
    expect(() => mustMatch(ifMatch, current)).not.toThrow();
  },
);

test('given nothing is stored, when an ETag is named, then it is gone, and nonsense is nonsense', () => {
  expect(() => mustMatch('"7"', undefined)).toThrow(expect.objectContaining({ code: failed }));
  expect(() => mustMatch('nonsense', undefined)).toThrow(expect.objectContaining({ code: invalid }));
  expect(() => mustMatch(null, undefined)).not.toThrow();
});

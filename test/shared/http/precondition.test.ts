/** When a change of what is stored is allowed to go on. */
import { expect, test } from 'vitest';
import { mustMatch } from '../../../shared/http/precondition.ts';

const current = { etag: '"7"' };
const missing = 'request/precondition-required';
const failed = 'request/precondition-failed';

test.each([
  [null, missing],
  ['', failed],
  ['"6"', failed],
  ['"6", "8"', failed],
  ['7', failed],
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

import { expect, test } from 'vitest';
import type { Caller } from '../../../shared/access/standing.ts';
import { verifiedTokens } from '../../../shared/http/verified-tokens.ts';

const ines: Caller = {
  kind: 'person',
  tenantId: '11111111-1111-4111-8111-111111111111',
  objectId: '22222222-2222-4222-8222-222222222222',
  operator: false,
  guest: false,
  globalAdministrator: false,
};
const minute = 60_000;

function scene() {
  const clock = { now: 0 };
  return { clock, tokens: verifiedTokens(() => clock.now) };
}

test('a token is known for five minutes, not longer', () => {
  const { clock, tokens } = scene();
  tokens.keep('a', ines, 60 * minute);
  clock.now = 5 * minute - 1;
  expect(tokens.find('a')).toBe(ines);
  expect(tokens.find('b')).toBeUndefined();
  clock.now = 5 * minute;
  expect(tokens.find('a')).toBeUndefined();
});

test('it is forgotten when it expires, whenever that is', () => {
  const { clock, tokens } = scene();
  tokens.keep('a', ines, 2 * minute);
  clock.now = 2 * minute;
  expect(tokens.find('a')).toBeUndefined();
  tokens.keep('late', ines, minute);
  expect(tokens.find('late')).toBeUndefined();
});

test('the oldest goes where there are a thousand', () => {
  const { tokens } = scene();
  for (let n = 0; n <= 1000; n += 1) tokens.keep(`token ${n}`, ines, 60 * minute);
  expect(tokens.find('token 0')).toBeUndefined();
  expect(tokens.find('token 1')).toBe(ines);
  expect(tokens.find('token 1000')).toBe(ines);
});

/** Pages: where they begin comes back as it was given, and nothing else is taken. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Paging, page, pageOf } from '../../../shared/http/paging.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64url');
const url = 'https://api.example/api/v1/organizations';

test('given any place, when its link is followed, then the next page begins there, with the same filter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (next) => {
      const { nextLink = '' } = page([1], { url, query: { top: '2', status: 'Invited' } }, next);
      const query = Object.fromEntries(new URL(nextLink).searchParams);

      expect(nextLink.startsWith(`${url}?`)).toBe(true);
      expect(query).toMatchObject({ top: '2', status: 'Invited' });
      expect(pageOf({ top: query.top, continuation: query.continuation })).toEqual({
        size: 2,
        continuation: next,
      });
    }),
  );
});

test('given the last page, when it is answered, then there is no link', () => {
  expect(page([1], { url, query: {} }, undefined)).toEqual({ value: [1] });
});

test.each(['%', 'a b', 'YQ==', 'YR', '\u0000', encoded('é'), encoded('a\n'), encoded('\u0000')])(
  'given %j as a place, when it is followed, then it is refused',
  (continuation) => {
    expect(() => pageOf({ continuation })).toThrowError(
      expect.objectContaining({ code: 'request/continuation-invalid', target: 'query.continuation' }),
    );
  },
);

test.each([
  ['1', true],
  ['500', true],
  ['0', false],
  ['501', false],
  ['-1', false],
  ['1e2', false],
  ['01', false],
  ['1,2', false],
  ['', false],
])('given top=%s, when a list is asked for, then it is accepted: %s', (top, accepted) => {
  expect(Paging.safeParse({ top }).success).toBe(accepted);
});

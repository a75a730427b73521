/** What spans and counters may be called: forms of addresses, codes, and few of them. */
import { describe, expect, test } from 'vitest';
import { templateOf } from '../../../shared/telemetry/calls.ts';
import { measures } from '../../../shared/telemetry/measures.ts';
import { typeOf } from '../../../shared/telemetry/tracing.ts';

describe('given an address of Graph', () => {
  const id = '6f0a7f3e-0000-4000-8000-00000000000a';

  test.each([
    ['/users/delta?$select=id,mail', '/users/delta'],
    ['https://graph.microsoft.com/v1.0/users/delta?$skiptoken=abc', '/users/delta'],
    ["/directoryRoles(roleTemplateId='62e90394')/members?$select=id", '/directoryRoles/members'],
    [
      `/groups/${id}/transitiveMembers/microsoft.graph.user?$top=9`,
      '/groups/{id}/transitiveMembers/microsoft.graph.user',
    ],
    [`https://graph.microsoft.com/v1.0/groups/${id.toUpperCase()}/members`, '/groups/{id}/members'],
  ])('when %s is told, then as %s', (path, template) => {
    expect(templateOf(path)).toBe(template);
  });
});

describe('given an error', () => {
  test.each([
    [{ code: 412, name: 'Error' }, '412'],
    [{ statusCode: 503, message: 'ines@contoso.example' }, '503'],
    [{ code: 'ECONNRESET' }, 'ECONNRESET'],
    [{ code: 'service/unavailable' }, 'service/unavailable'],
    [{ code: 'Ines Richter is unknown', name: 'GraphError' }, 'GraphError'],
    [new TypeError('Ines'), 'TypeError'],
    [undefined, 'unknown'],
    [{ code: 'ines@contoso.example' }, 'unknown'],
  ])('when %j is told, then as %s', (error, type) => {
    expect(typeOf(error)).toBe(type);
  });
});

test('given the counters, when their names are compared, then each is its own, and says what it is of', () => {
  const all = Object.values(measures);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, unit } of all)
    expect([name, unit]).toEqual([
      expect.stringMatching(/^incentives(\.[a-z]+)+$/),
      expect.stringMatching(/^\{\w+\}$/),
    ]);
});

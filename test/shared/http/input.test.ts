/** What is said of input that is wrong: where, why, in words, and not without end. */
import type { HttpRequest } from '@azure/functions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseInput } from '../../../shared/http/input.ts';
import { FactsRequest } from '../../../shared/organizations/facts-rows.ts';
import { Guid, MpnId, OrganizationId } from '../../../shared/organizations/organization.ts';
import { ProgramTerms } from '../../../shared/programs/program.ts';
import { ProgramId } from '../../../shared/programs/words.ts';

const fieldless = z.strictObject({});

function sent(body: string, params: Record<string, string> = {}) {
  const request: Pick<HttpRequest, 'params' | 'query' | 'text' | 'headers'> = {
    params,
    query: new URLSearchParams() as HttpRequest['query'],
    headers: new Headers({ 'content-length': String(body.length) }) as HttpRequest['headers'],
    text: async () => body,
  };
  return request as HttpRequest;
}

const refusalOf = (schema: z.ZodMiniType, body: string) =>
  parseInput(sent(body), { params: fieldless, body: schema }).then(
    () => undefined,
    (refusal) => refusal,
  );

describe('given a body with many faults', () => {
  const Many = z.strictObject({ list: z.array(z.number()) });

  test('when there are 20, then each is named', async () => {
    const refusal = await refusalOf(Many, JSON.stringify({ list: Array(20).fill('x') }));
    expect(refusal.details).toHaveLength(20);
    expect(refusal.message).toBe('body.list.0: Must be a number');
  });

  test('when there are more, then 20 are named and the others counted', async () => {
    const refusal = await refusalOf(Many, JSON.stringify({ list: Array(1020).fill('x') }));
    expect(refusal).toMatchObject({ code: 'request/invalid', target: 'body.list.0' });
    expect(refusal.details).toHaveLength(20);
    expect(refusal.message).toMatch(/There are 1000 more faults\.$/);
  });

  const wide = (count: number, member: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => member(n)).join(',');
  test.each<[string, z.ZodMiniType, string]>([
    ['rows', FactsRequest, `{"locations":[${wide(1_000_000, () => '{}')}]}`],
    ['unknown fields', FactsRequest, `{${wide(300_000, (n) => `"k${n}":0`)}}`],
    [
      'programs',
      FactsRequest,
      `{"locations":[${wide(10, () => `{"activity":{${wide(15_000, (n) => `"K${n}":{}`)}}}`)}]}`,
    ],
    ['rules', ProgramTerms, `{"versions":[{"rule":{"kind":"allOf","rules":[${wide(15_000, () => '{}')}]}}]}`],
  ])('when it is one of many %s, then it is refused soon', { timeout: 3_000 }, async (_, schema, body) => {
    const refusal = await refusalOf(schema, body);
    expect(refusal).toMatchObject({ code: 'request/invalid' });
    expect(JSON.stringify(refusal.details ?? []).length).toBeLessThan(4_000);
  });
});

test.each([
  ['organizationId', OrganizationId, 'Contoso', 'Lower-case letters, digits and hyphens, at most 64'],
  ['programId', ProgramId, 'Hosting!', 'Lower-case letters, digits and hyphens, at most 64'],
  ['mpnId', MpnId, 'berlin', 'An MPN ID: digits only, at most 12'],
  ['tenantId', Guid, 'contoso', 'A GUID, lower-case'],
])('a %s that is none is explained in words', async (name, schema, value, words) => {
  const input = { params: z.strictObject({ [name]: schema }) };
  await expect(parseInput(sent('', { [name]: value }), input)).rejects.toThrow(`path.${name}: ${words}`);
});

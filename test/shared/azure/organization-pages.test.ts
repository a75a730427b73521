/** The organizations a timer looks for, page by page. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organizationsWith } from '../../../shared/azure/organization-pages.ts';
import { openPartners, type PartnerDatabase } from '../enrollments/organizations.ts';

const count = 2_003;
const name = (n: number) => `organization-${String(n).padStart(5, '0')}`;

let database: PartnerDatabase;
beforeAll(async () => {
  database = await openPartners();
  const created = (n: number) => ({
    operationType: 'Create' as const,
    resourceBody: { id: `${n}`, kind: 'organization', organizationId: name(n % count) },
  });
  // Last first, and the first hundred twice.
  const writes = Array.from({ length: count + 100 }, (_, n) => created(count + 99 - n));
  for (let start = 0; start < writes.length; start += 100)
    await database.partners.items.bulk(writes.slice(start, start + 100));
});
afterAll(() => database.close());

test('come in order of id, each once, in pages', async () => {
  const pages: string[][] = [];
  for await (const page of organizationsWith(database.partners, { where: "c.kind = 'organization'" }))
    pages.push(page);
  expect(pages.map(({ length }) => length)).toEqual([2_000, 3]);
  expect(pages.flat()).toEqual(Array.from({ length: count }, (_, n) => name(n)));
});

test('whoever stops after a page asks for no other', async () => {
  const asked = { where: 'c.kind = @kind', parameters: [{ name: '@kind', value: 'organization' }] };
  const before = database.spent().requests.query ?? 0;
  for await (const page of organizationsWith(database.partners, asked)) {
    expect(page.at(0)).toBe(name(0));
    break;
  }
  expect((database.spent().requests.query ?? 0) - before).toBeLessThanOrEqual(2);
});

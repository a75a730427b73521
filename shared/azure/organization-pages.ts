/** Which organizations hold documents of some kind: what timers look for, across partitions. */
import type { Container, SqlParameter } from '@azure/cosmos';
import * as z from 'zod/mini';
import { firstDocuments } from './pages.ts';

const Named = z.object({ organizationId: z.string() });
const organizationsPerPage = 2000;

/**
 * The organizations that hold documents like these, each once and in the order of their ids, page by page.
 * Every page is a query of its own: one that orders across partitions cannot be continued (see pages.ts).
 */
export async function* organizationsWith(
  container: Container,
  { where, parameters = [] }: { where: string; parameters?: SqlParameter[] },
): AsyncGenerator<string[]> {
  let ids: string[] = [];
  do {
    const query = {
      query: `SELECT DISTINCT c.organizationId FROM c WHERE ${where} AND c.organizationId > @after ORDER BY c.organizationId`,
      parameters: [...parameters, { name: '@after', value: ids.at(-1) ?? '' }],
    };
    const found = await firstDocuments(container, { query, schema: Named }, organizationsPerPage);
    ids = found.map(({ organizationId }) => organizationId);
    yield ids;
  } while (ids.length === organizationsPerPage);
}

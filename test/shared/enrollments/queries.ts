/** What a query of lists finds among these enrollments, by the SQL of the Cosmos DB stand-in, without a server. */
import { type Json, type JsonObject, parseJson } from '../../../infra/local/cosmos/json.ts';
import { cutPage } from '../../../infra/local/cosmos/sql/page.ts';
import { parseQuery } from '../../../infra/local/cosmos/sql/parse-query.ts';
import { select } from '../../../infra/local/cosmos/sql/select.ts';
import type { SqlQuery } from '../../../shared/enrollments/selection.ts';

/** As the database would store it. */
export function document(given: object): JsonObject {
  const common = { schemaVersion: 1, kind: 'enrollment', organizationId: 'contoso' };
  const json = parseJson(JSON.stringify({ ...common, ...given }));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('not a document');
  return json;
}

export function answered({ query, parameters }: SqlQuery, documents: JsonObject[]): Json[] {
  const values = new Map(parameters.map(({ name, value }) => [name, value]));
  const selected = select(parseQuery(query), values);
  const stored = documents.map((doc, seq) => ({ seq, pk: '', key: String(seq), doc, size: 0 }));
  const asked = { selected, items: () => stored, inOrder: false, after: undefined };
  return cutPage({ ...asked, size: Number.POSITIVE_INFINITY }).values;
}

/** The plan of a query across partitions: as there is one range, the server does everything itself. */
import type { JsonObject } from './json.ts';
import { hasAggregates } from './sql/grouping.ts';
import type { Query } from './sql/syntax.ts';

/** What the gateway does not serve without a plan, as results of several ranges would need merging. */
export const needsPlan = (query: Query): boolean =>
  query.distinct ||
  query.top !== undefined ||
  query.offset !== undefined ||
  query.orderBy.length > 0 ||
  query.groupBy.length > 0 ||
  hasAggregates(query);

/** Clients de-duplicate once more, which changes nothing, and refuse tokens where the service would. */
function distinctType({ distinct, orderBy }: Query): string {
  if (!distinct) return 'None';
  return orderBy.length > 0 ? 'Ordered' : 'Unordered';
}

export function planOf(query: Query): JsonObject {
  // Clients refuse aggregates across partitions unless they are selected with VALUE.
  const refused = query.selection.kind !== 'value' && query.groupBy.length === 0 && hasAggregates(query);
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: distinctType(query),
      top: null,
      offset: null,
      limit: null,
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: refused ? ['Count'] : [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: '',
      hasSelectValue: query.selection.kind === 'value',
      dCountInfo: null,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
}

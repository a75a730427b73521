/** One span for each request to the database, with what it cost; the units by container are counted too. */
import type { Span } from '@opentelemetry/api';
import { record } from '../telemetry/metrics.ts';
import { traced } from '../telemetry/tracing.ts';

interface Request {
  /** `/dbs/…/colls/…/docs/…` */
  path?: string;
  operationType?: string;
  resourceType?: string;
  endpoint?: string;
  headers?: Record<string, unknown>;
}

interface Answer {
  code?: unknown;
  headers?: Record<string, unknown>;
}

/** What a header makes of a request, before what the SDK calls it. */
const marks = {
  'x-ms-cosmos-is-query-plan-request': 'plan',
  'x-ms-cosmos-is-batch-request': 'batch',
  'x-ms-documentdb-isquery': 'query',
} as const;

function span<T extends Answer>(
  request: Request,
  _: unknown,
  next: (request: Request) => Promise<T>,
): Promise<T> {
  const { container, operation, ...told } = describe(request);
  const tell = (span: Span, answer: Answer) => {
    const units = Number(answer.headers?.['x-ms-request-charge'] ?? 0);
    span.setAttribute('db.response.status_code', String(answer.code));
    span.setAttribute('azure.cosmosdb.operation.request_charge', units);
    record('requestUnits', units, { container, operation });
  };
  return traced(`${operation} ${container}`, { ...told, expects: isExpected }, async (span) => {
    try {
      const answer = await next(request);
      tell(span, answer);
      return answer;
    } catch (error) {
      if (isAnswer(error)) tell(span, error);
      throw error;
    }
  });
}

function isAnswer(error: unknown): error is Answer & { code: number } {
  return typeof (error as Answer).code === 'number';
}

/** Not there, already there, or changed meanwhile; and that a query crosses partitions, which the SDK asks first: answers that are asked for. */
function isExpected(error: unknown): boolean {
  if (!isAnswer(error)) return false;
  const { code, substatus } = error as { code: number; substatus?: unknown };
  return [404, 409, 412].includes(code) || (code === 400 && substatus === crossesPartitions);
}

const crossesPartitions = 1004;

function describe({ path = '', operationType = 'read', resourceType, headers = {}, endpoint }: Request) {
  const mark = Object.entries(marks).find(([header]) => headers[header] !== undefined);
  const operation = mark?.[1] ?? operationType;
  const [, database, container = resourceType || 'account'] =
    /^\/?dbs\/([^/]+)(?:\/colls\/([^/]+))?/.exec(path) ?? [];
  const attributes = {
    'db.system.name': 'azure.cosmosdb',
    'db.operation.name': operation,
    'db.collection.name': container,
    ...(database ? { 'db.namespace': database } : {}),
    ...(endpoint ? { 'server.address': new URL(endpoint).hostname } : {}),
  };
  return { operation, container, attributes };
}

/** A plugin of the client, like the one in plans.ts. */
export const spans = { on: 'request', plugin: span };

/** Keeps the SDK from asking for what it does not need: with every query it asks for a plan too, which it uses only across partitions. */

interface Request {
  headers?: Record<string, unknown>;
  options?: { partitionKey?: unknown };
}

async function onlyPlansNeeded<T>(
  request: Request,
  _: unknown,
  next: (request: Request) => Promise<T>,
): Promise<T> {
  if (request.headers?.['x-ms-cosmos-is-query-plan-request'] && request.options?.partitionKey !== undefined)
    throw new Error('Within a partition a query needs no plan');
  return next(request);
}

/**
 * Options of the client by which half of the requests for queries within a partition are saved.
 * SDK 4.10.1 knows them but does not declare them; one that ignored them would only ask more.
 */
export const withoutPlans = { plugins: [{ on: 'request', plugin: onlyPlansNeeded }] };

/** What goes wrong on purpose: which item operation fails, how, and how often. */
export type FaultOperation =
  | 'read'
  | 'create'
  | 'upsert'
  | 'replace'
  | 'patch'
  | 'delete'
  | 'batch'
  | 'query'
  | 'any';

export interface Fault {
  /** Default: any operation on items. Account, database and container requests never fail. */
  readonly operation?: FaultOperation;
  readonly status?: number;
  /** Told to the client with the status; 429 says 10 ms if nothing else is given. */
  readonly retryAfterMs?: number;
  /** Close the socket without an answer. */
  readonly drop?: boolean;
  /** Do the work first, then fail: the answer is lost, the write is not. */
  readonly after?: boolean;
  readonly latencyMs?: number;
  /** How many requests it hits; default 1. */
  readonly times?: number;
}

export interface FaultPlan {
  add(fault: Fault): void;
  clear(): void;
}

export interface Faults extends FaultPlan {
  /** The first fault that fits, counted down. */
  take(operation: FaultOperation): Fault | undefined;
}

export function createFaults(): Faults {
  let pending: { fault: Fault; left: number }[] = [];

  function take(operation: FaultOperation): Fault | undefined {
    const found = pending.find(
      ({ fault: { operation: wanted = 'any' } }) => wanted === 'any' || wanted === operation,
    );
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) pending = pending.filter((entry) => entry !== found);
    return found.fault;
  }

  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    clear: () => {
      pending = [];
    },
    take,
  };
}

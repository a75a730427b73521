/** The fault plan: which item requests go wrong on purpose, counted down. */
import type { Fault } from './fault.ts';
import type { ItemVerb } from './items.ts';

export interface FaultPlan {
  add(fault: Fault): void;
  clear(): void;
}

export type Faults = ReturnType<typeof createFaults>;

/** The plan of a query only prepares it, so faults for queries do not hit it. */
const known: Partial<Record<ItemVerb, Fault['operation'] | 'none'>> = {
  plan: 'none',
  feed: 'query',
  bulk: 'batch',
};

export function createFaults() {
  let pending: { fault: Fault; left: number }[] = [];

  /** The first fault that fits. */
  function take(verb: ItemVerb): Fault | undefined {
    const operation = known[verb] ?? verb;
    const fits = ({ fault: { operation: wanted = 'any' } }: { fault: Fault }): boolean =>
      operation !== 'none' && (wanted === 'any' || wanted === operation);
    const found = pending.find(fits);
    if (found) found.left -= 1;
    pending = pending.filter(({ left }) => left > 0);
    return found?.fault;
  }

  const add = (fault: Fault): void => void pending.push({ fault, left: fault.times ?? 1 });
  const clear = (): void => {
    pending = [];
  };
  return { add, clear, take };
}

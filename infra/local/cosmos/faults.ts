/** The fault plan: which item requests go wrong on purpose, counted down. */
import type { Fault } from './fault.ts';
import type { ItemVerb } from './items.ts';

export type Faults = ReturnType<typeof createFaults>;
export type FaultPlan = Pick<Faults, 'add' | 'clear'>;

const known: Partial<Record<ItemVerb, Fault['operation']>> = { feed: 'query', bulk: 'batch' };

export function createFaults() {
  let pending: { fault: Fault; left: number }[] = [];
  return {
    add: (fault: Fault): void => void pending.push({ fault, left: fault.times ?? 1 }),
    clear: (): void => {
      pending = [];
    },
    /** The first fault that fits; none fits the plan of a query, which only prepares it. */
    take(verb: ItemVerb): Fault | undefined {
      if (verb === 'plan') return undefined;
      const fitting = [undefined, 'any', known[verb] ?? verb];
      const found = pending.find(({ fault }) => fitting.includes(fault.operation));
      if (found) found.left -= 1;
      pending = pending.filter(({ left }) => left > 0);
      return found?.fault;
    },
  };
}

/** A list of faults a stand-in shall have, each used up after so many requests it fits. */

export interface Faults<Fault> {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that fits; taking it uses one of its times. */
  take(fits: (fault: Fault) => boolean): Fault | undefined;
}

/** A fault without `times` happens once. */
export function createFaults<Fault extends { times?: number }>(): Faults<Fault> {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    take: (fits) => {
      const found = waiting.find(({ fault }) => fits(fault));
      if (found === undefined) return undefined;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}

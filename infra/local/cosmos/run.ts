/** Documents in the order they were first written: the order a query without ORDER BY answers in. */
export interface Sequenced {
  readonly seq: number;
}

export interface Run<T extends Sequenced> {
  size(): number;
  add(item: T): void;
  remove(seq: number): void;
  /** From the first item whose number is at least `seq`; must be consumed before the next write. */
  from(seq: number): Iterable<T>;
}

/** A sorted array: appending is the common case, the rest is one binary search and one memory move. */
export function createRun<T extends Sequenced>(): Run<T> {
  const items: T[] = [];

  function place(seq: number): number {
    const last = items.at(-1);
    if (!last || last.seq < seq) return items.length;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((items[middle]?.seq ?? seq) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function add(item: T): void {
    const at = place(item.seq);
    if (at === items.length) items.push(item);
    else items.splice(at, items[at]?.seq === item.seq ? 1 : 0, item);
  }

  function remove(seq: number): void {
    const at = place(seq);
    if (items[at]?.seq === seq) items.splice(at, 1);
  }

  function* from(seq: number): Iterable<T> {
    for (let at = place(seq); at < items.length; at += 1) {
      const item = items[at];
      if (item) yield item;
    }
  }

  return { size: () => items.length, add, remove, from };
}

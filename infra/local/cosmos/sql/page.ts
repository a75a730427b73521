/** Cuts one page out of a query's results, and finds the place again after writes in between. */
import type { Json, Value } from '../json.ts';
import type { Stored } from '../store.ts';
import type { Row } from './compile.ts';
import { compareKeys, finish, orderKeys, type select } from './select.ts';

/** The last result answered: by sort keys, then document, then row of that document. */
export interface Place {
  readonly keys: readonly Value[];
  readonly seq: number;
  readonly nth: number;
  /** How many results were answered up to here. */
  readonly taken: number;
}

export interface Page {
  readonly values: Json[];
  readonly next: Place | undefined;
}

export interface PageRequest {
  readonly selected: ReturnType<typeof select>;
  readonly items: (from: number) => Iterable<Stored>;
  readonly after: Place | undefined;
  readonly size: number;
}

type Hit = Omit<Place, 'taken'> & { readonly row: Row };

export const cutPage = (request: PageRequest): Page =>
  request.selected.together || request.selected.distinct ? cutFinished(request) : cutHits(request);

function* unsorted({ selected, items }: PageRequest, from: number): Iterable<Hit> {
  for (const { seq, doc } of items(from)) {
    for (const [nth, row] of selected.rowsOf(doc).entries()) {
      yield { row, seq, nth, keys: orderKeys(selected.order, row) };
    }
  }
}

function* hits(request: PageRequest): Iterable<Hit> {
  const { after, selected } = request;
  const { order } = selected;
  const compare = (left: Omit<Hit, 'row'>, right: Omit<Hit, 'row'>): number =>
    compareKeys(order, left.keys, right.keys) || left.seq - right.seq || left.nth - right.nth;
  // Without ORDER BY everything before the place is known to be answered.
  const found = unsorted(request, order.length === 0 && after ? after.seq : 0);
  for (const hit of order.length === 0 ? found : [...found].sort(compare)) {
    if (!after || compare(hit, after) > 0) yield hit;
  }
}

function cutHits(request: PageRequest): Page {
  const { selected, after, size } = request;
  const before = after?.taken ?? 0;
  const left = selected.limit - before;
  let toSkip = after ? 0 : selected.offset;
  let last: Hit | undefined;
  const values: Json[] = [];
  for (const hit of left > 0 ? hits(request) : []) {
    toSkip -= 1;
    if (toSkip >= 0) continue;
    if (last && values.length >= size) {
      const { keys, seq, nth } = last;
      return { values, next: { keys, seq, nth, taken: before + size } };
    }
    const value = selected.project(hit.row);
    if (value === undefined) continue;
    values.push(value);
    last = hit;
    if (values.length >= left) break;
  }
  return { values, next: undefined };
}

/** Groups and distinct values have no place of their own: the page is found by counting. */
function cutFinished(request: PageRequest): Page {
  const rows = Array.from(hits({ ...request, after: undefined }), ({ row }) => row);
  const values = finish(request.selected, rows);
  const taken = request.after?.taken ?? 0;
  const end = taken + request.size;
  const next = end < values.length ? { keys: [], seq: 0, nth: 0, taken: end } : undefined;
  return { values: values.slice(taken, end), next };
}

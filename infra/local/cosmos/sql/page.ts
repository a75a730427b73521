/** Cuts one page out of a query's results, and finds the place again after writes in between. */
import type { Json, Value } from '../json.ts';
import type { Stored } from '../store.ts';
import type { Row } from './compile.ts';
import { compareKeys, finish, orderKeys, type Selection } from './select.ts';

/** Of a result: its sort keys, then its document, then the row of that document. */
interface Position {
  readonly keys: Readonly<Record<number, Value>>;
  readonly seq: number;
  readonly nth: number;
}

/** The last result answered, and how many were answered up to it. */
export interface Place extends Position {
  readonly taken: number;
}

export interface PageRequest {
  readonly selected: Selection;
  readonly items: (from: number) => Iterable<Stored>;
  /** Whether they come in the order of ORDER BY, so that a page ends where it is full. */
  readonly inOrder: boolean;
  readonly after: Place | undefined;
  readonly size: number;
}

type Hit<T> = readonly [T, Position];

function* unsorted({ selected, items }: PageRequest, from: number): Generator<Hit<Row>> {
  for (const { seq, doc } of items(from)) {
    for (const [nth, row] of selected.rowsOf(doc).entries()) {
      yield [row, { seq, nth, keys: orderKeys(selected.order, row) }];
    }
  }
}

function* hits(request: PageRequest): Generator<Hit<Row>> {
  const { after, selected } = request;
  const { order } = selected;
  const compare = ([, left]: Hit<unknown>, [, right]: Hit<unknown>): number =>
    compareKeys(order, left.keys, right.keys) || left.seq - right.seq || left.nth - right.nth;
  // Without ORDER BY everything before the place is known to be answered.
  const found = unsorted(request, order.length === 0 && after ? after.seq : 0);
  for (const hit of order.length === 0 || request.inOrder ? found : [...found].sort(compare)) {
    if (!after || compare(hit, [undefined, after]) > 0) yield hit;
  }
}

/** Groups and distinct values have no position of their own: all are made again, and counted. */
function whole(request: PageRequest): Hit<Json>[] {
  const rows = Array.from(hits({ ...request, after: undefined }), ([row]) => row);
  const values = finish(request.selected, rows).slice(request.after?.taken ?? 0);
  return values.map((value) => [value, { keys: [], seq: 0, nth: 0 }]);
}

function* each(request: PageRequest): Generator<Hit<Json>> {
  for (const [row, position] of hits(request)) {
    const value = request.selected.project(row);
    if (value !== undefined) yield [value, position];
  }
}

export function cutPage(request: PageRequest): { values: Json[]; next: Place | undefined } {
  const { selected, after, size } = request;
  const found = selected.together || selected.distinct ? whole(request) : each(request);
  const taken = after?.taken ?? 0;
  const left = selected.limit - taken;
  let toSkip = after ? 0 : selected.offset;
  let last: Position | undefined;
  const values: Json[] = [];
  for (const [value, position] of left > 0 ? found : []) {
    toSkip -= 1;
    if (toSkip >= 0) continue;
    if (last && values.length >= size) return { values, next: { ...last, taken: taken + size } };
    values.push(value);
    last = position;
    if (values.length >= left) break;
  }
  return { values, next: undefined };
}

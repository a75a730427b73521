/** Cuts one page out of a query's results, and finds the place again after writes in between. */
import type { Value } from '../json.ts';
import type { Stored } from '../store.ts';
import type { Row } from './closures.ts';
import { compareKeys, finish, orderKeys, type Selected } from './select.ts';

/** The last result answered: by sort keys, then document, then row of that document. */
export interface Place {
  readonly keys: readonly Value[];
  readonly seq: number;
  readonly nth: number;
  /** How many results were answered up to here. */
  readonly taken: number;
}

export interface Page {
  readonly values: Value[];
  readonly next: Place | undefined;
}

interface Hit {
  readonly row: Row;
  readonly keys: readonly Value[];
  readonly seq: number;
  readonly nth: number;
}

export interface PageRequest {
  readonly selected: Selected;
  readonly items: (from: number) => Iterable<Stored>;
  readonly after: Place | undefined;
  readonly size: number;
}

export function cutPage(request: PageRequest): Page {
  const { selected } = request;
  if (selected.together || selected.distinct) return cutFinished(request);
  return cutHits(
    request,
    selected.order.length > 0 ? sortedHits(request, needed(request)) : hitsAfter(request),
  );
}

function* hits({ selected, items, after }: PageRequest): Iterable<Hit> {
  // Without ORDER BY everything before the place is known to be answered.
  const from = selected.order.length === 0 && after ? after.seq : 0;
  for (const { seq, doc } of items(from)) {
    for (const [nth, row] of selected.rows([doc]).entries()) {
      yield { row, seq, nth, keys: orderKeys(selected.order, row) };
    }
  }
}

const compare = (selected: Selected, left: Omit<Hit, 'row'>, right: Omit<Hit, 'row'>): number =>
  compareKeys(selected.order, left.keys, right.keys) || left.seq - right.seq || left.nth - right.nth;

function* hitsAfter(request: PageRequest): Iterable<Hit> {
  const { selected, after } = request;
  for (const hit of hits(request)) if (!after || compare(selected, hit, after) > 0) yield hit;
}

/** Keeps only the first `need` while it goes, so that a short page of a large container stays cheap. */
function sortedHits(request: PageRequest, need: number): Hit[] {
  const inOrder = (left: Hit, right: Hit): number => compare(request.selected, left, right);
  const kept: Hit[] = [];
  for (const hit of hitsAfter(request)) {
    kept.push(hit);
    if (kept.length < need * 4) continue;
    kept.sort(inOrder);
    kept.length = need;
  }
  return kept.sort(inOrder);
}

/** One more than the page, to know whether there is another. */
const needed = ({ selected, after, size }: PageRequest): number =>
  (after ? 0 : selected.offset) + Math.min(size, selected.limit) + 1;

function cutHits({ selected, after, size }: PageRequest, found: Iterable<Hit>): Page {
  const left = selected.limit - (after?.taken ?? 0);
  let toSkip = after ? 0 : selected.offset;
  let last: Hit | undefined;
  const values: Value[] = [];
  if (left <= 0) return { values, next: undefined };
  for (const hit of found) {
    if (toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    if (last && values.length >= size) return { values, next: placeOf(last, (after?.taken ?? 0) + size) };
    const value = selected.project(hit.row);
    if (value === undefined) continue;
    values.push(value);
    last = hit;
    if (values.length >= left) break;
  }
  return { values, next: undefined };
}

const placeOf = ({ keys, seq, nth }: Hit, taken: number): Place => ({ keys, seq, nth, taken });

/** Groups and distinct values have no place of their own: the page is found by counting. */
function cutFinished(request: PageRequest): Page {
  const { selected, after, size } = request;
  const all = { ...request, after: undefined };
  const rows = (selected.order.length > 0 ? sortedHits(all, Number.POSITIVE_INFINITY) : [...hits(all)]).map(
    ({ row }) => row,
  );
  const values = finish(selected, rows).slice(selected.offset, selected.offset + selected.limit);
  const taken = after?.taken ?? 0;
  const end = taken + size;
  const next = end < values.length ? { keys: [], seq: 0, nth: 0, taken: end } : undefined;
  return { values: values.slice(taken, end), next };
}

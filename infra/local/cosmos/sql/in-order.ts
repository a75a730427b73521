/** Serves ORDER BY within a partition from the index that has its order: only what a page shows is looked at, however much there is. */
import type { Container } from '../container.ts';
import type { Value } from '../json.ts';
import type { Bounds, CompositeKey } from '../sorted.ts';
import type { Stored } from '../store.ts';
import { type Condition, conditions, pathFrom } from './candidates.ts';
import { compile } from './compile.ts';
import type { Place } from './page.ts';
import type { Selection } from './select.ts';
import type { Expression } from './syntax.ts';

interface From {
  readonly pk: string | undefined;
  readonly after: Place | undefined;
}

/** Undefined across partitions, or where the order is not ascending throughout: everything is sorted then. */
export function inOrderOf(container: Container, selected: Selection, { pk, after }: From) {
  const { orderBy, sources } = selected.query;
  const paths = orderBy.flatMap(({ of, descending }) =>
    descending ? [] : [pathFrom(selected.root, of) ?? []],
  );
  const isAscending = paths.length > 0 && paths.length === orderBy.length;
  if (pk === undefined || !isAscending || sources.length !== 1) return undefined;
  const sorted = container.store.composite(paths);
  const bounds = boundsOf([pk], paths, conditions(container, selected));
  const keys = after && [pk, ...paths.map((_, at) => after.keys[at])];
  const fits = servedByIndexes(container, selected);
  return function* (): Iterable<Stored> {
    for (const item of sorted.range({ ...bounds, least: keys ?? bounds.least }, 0))
      if (fits(item)) yield item;
  };
}

/** As far as each property has one value; then the range of the next. */
function boundsOf(
  prefix: Value[],
  paths: readonly (readonly string[])[],
  known: Map<string, Condition>,
): Bounds<CompositeKey> {
  const [path, ...others] = paths;
  const [range, second] = (path && known.get(JSON.stringify(path))?.ranges) ?? [];
  if (!range || second) return { least: prefix, most: prefix };
  if (range.least === range.most) return boundsOf([...prefix, range.least], others, known);
  return { least: [...prefix, range.least], most: [...prefix, range.most] };
}

/** What conditions on indexed properties alone leave out is never looked at: the indexes are intersected first. */
function servedByIndexes(container: Container, { query, root = '', scope }: Selection) {
  const tests = (query.where ? parts(query.where) : [])
    .filter((one) => isIndexedOnly(one, container, { [root]: [] }))
    .map((one) => compile(one, scope));
  return ({ doc }: Stored): boolean => tests.every((test) => test({ [root]: doc }) === true);
}

/** What must all be true. */
const parts = (of: Expression): Expression[] =>
  of.op === 'call' && of.name === 'AND' ? of.args.flatMap(parts) : [of];

/** By the name a query gives it, where in the item a value is. */
type Roots = Readonly<Record<string, readonly string[]>>;

function isIndexedOnly(of: Expression, container: Container, roots: Roots): boolean {
  if (of.op === 'literal' || of.op === 'parameter') return true;
  const path = placeOf(of, roots);
  if (path) return container.indexing.isIndexed(path);
  if (of.op === 'call') return of.args.every((one) => isIndexedOnly(one, container, roots));
  const [source, second] = of.op === 'EXISTS' ? of.query.sources : [];
  const items = source?.each && !second ? placeOf(source.of, roots) : undefined;
  if (!source || !items || of.op !== 'EXISTS' || !of.query.where) return false;
  return isIndexedOnly(of.query.where, container, { [source.alias.text]: [...items, '[]'] });
}

function placeOf(of: Expression, roots: Roots): string[] | undefined {
  for (const [name, root] of Object.entries(roots)) {
    const path = pathFrom(name, of);
    if (path) return [...root, ...path];
  }
  return undefined;
}

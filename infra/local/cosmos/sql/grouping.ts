/** GROUP BY and aggregates: many rows become one row per group, with the aggregates appended. */
import { canonical } from '../json.ts';
import type { Evaluate, Row } from './closures.ts';
import type { Aggregate } from './compile.ts';
import { aggregates, type Expression, type Query } from './syntax.ts';
import { syntaxError, type Token } from './tokenizer.ts';

/** Two expressions are the same if they read the same, wherever they stand. */
const wording = (of: Expression): string =>
  JSON.stringify(of, (key, value) => (key === 'at' ? undefined : value));

const isAggregate = (of: Expression): boolean =>
  of.op === 'call' && aggregates.includes(of.token.text.toUpperCase());

function parts(of: Expression): readonly Expression[] {
  switch (of.op) {
    case 'member':
      return [of.of, of.key];
    case 'call':
      return of.args;
    case 'unary':
      return [of.of];
    case 'binary':
      return [of.left, of.right];
    case 'between':
      return [of.of, of.from, of.to];
    case 'in':
      return [of.of, ...of.list];
    case 'if':
      return [of.test, of.yes, of.no];
    case 'array':
      return of.items;
    case 'object':
      return of.fields.map(([, field]) => field);
    default:
      return [];
  }
}

const selected = ({ selection }: Query): readonly Expression[] => {
  if (selection.kind === 'all') return [];
  return selection.kind === 'value' ? [selection.of] : selection.fields.map(([, of]) => of);
};

const aggregatesIn = (of: Expression): boolean => isAggregate(of) || parts(of).some(aggregatesIn);

export const hasAggregates = (query: Query): boolean => selected(query).some(aggregatesIn);

/** A name that is neither grouped by nor inside an aggregate has no single value in a group. */
function ungrouped(of: Expression, keys: ReadonlySet<string>): Token | undefined {
  if (isAggregate(of) || keys.has(wording(of))) return undefined;
  if (of.op === 'name') return of.token;
  return parts(of)
    .map((part) => ungrouped(part, keys))
    .find((token) => token !== undefined);
}

export function checkGrouping(query: Query): void {
  const keys = new Set(query.groupBy.map(wording));
  for (const of of selected(query)) {
    const token = ungrouped(of, keys);
    if (!token) continue;
    throw syntaxError(
      `Property reference '${token.text}' is invalid in the select list because it is not contained in either an aggregate function or the GROUP BY clause.`,
      token,
    );
  }
}

/** Without GROUP BY all rows are one group, even if there are none. */
export function group(
  rows: readonly Row[],
  keys: readonly Evaluate[],
  found: readonly Aggregate[],
  width: number,
): Row[] {
  const groups = new Map<string, Row[]>(keys.length === 0 ? [['', []]] : []);
  for (const row of rows) {
    const key = keys.map((of) => canonical(of(row))).join();
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((members) => {
    const first = members[0] ?? Array.from({ length: width }, () => undefined);
    return [
      ...first,
      ...found.map(({ of, combine }) => combine(members.map(of).filter((value) => value !== undefined))),
    ];
  });
}

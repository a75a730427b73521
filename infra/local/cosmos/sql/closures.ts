/** The building blocks of a compiled expression: small functions of a row. */
import { type Json, property, type Value } from '../json.ts';
import { and, binaryOperators, like, unaryOperators, within } from './operators.ts';

/** A row holds one value for each name of FROM and JOIN, then the results of aggregates. */
export type Row = readonly Value[];
export type Evaluate = (row: Row) => Value;
export const member =
  (of: Evaluate, key: Evaluate): Evaluate =>
  (row) => {
    const found = key(row);
    const value = of(row);
    if (typeof found === 'string') return property(value, found);
    return typeof found === 'number' && Array.isArray(value) ? value[found] : undefined;
  };

export function nested(op: 'exists' | 'arrayOf' | 'scalar', run: (row: Row) => Value[]): Evaluate {
  if (op === 'exists') return (row) => run(row).length > 0;
  if (op === 'scalar') return (row) => run(row)[0];
  return (row) => run(row).filter((value) => value !== undefined);
}

export const unary = (sign: string, of: Evaluate): Evaluate => {
  const apply = unaryOperators[sign];
  return (row) => apply?.(of(row));
};

export function binary(sign: string, left: Evaluate, right: Evaluate): Evaluate {
  // The common cases stop early, as most rows are decided by the first condition.
  if (sign === 'AND') {
    return (row) => {
      const first = left(row);
      return first === false ? false : and(first, right(row));
    };
  }
  const apply = binaryOperators[sign];
  return (row) => apply?.(left(row), right(row));
}

export const between = (of: Evaluate, from: Evaluate, to: Evaluate): Evaluate =>
  binary('AND', binary('>=', of, from), binary('<=', of, to));

export const contained =
  (of: Evaluate, list: readonly Evaluate[]): Evaluate =>
  (row) =>
    within(
      list.map((item) => item(row)),
      of(row),
    );

export const likeness =
  (of: Evaluate, pattern: Evaluate, escaping: Evaluate | undefined): Evaluate =>
  (row) =>
    like(of(row), pattern(row), escaping?.(row));

export const choice =
  (test: Evaluate, yes: Evaluate, no: Evaluate): Evaluate =>
  (row) =>
    test(row) === true ? yes(row) : no(row);

export const arrayOf =
  (items: readonly Evaluate[]): Evaluate =>
  (row) =>
    items.map((of) => of(row)).filter((value) => value !== undefined);

export const objectOf =
  (fields: readonly (readonly [string, Evaluate])[]): Evaluate =>
  (row) => {
    const entries = fields.map(([key, of]) => [key, of(row)] as const);
    return Object.fromEntries(
      entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined),
    );
  };

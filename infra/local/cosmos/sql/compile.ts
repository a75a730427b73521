/** Turns a parsed expression into a function of a row, once per query rather than once per document. */
import type { Json, Value } from '../json.ts';
import { aggregates, builtins, operators } from './functions.ts';
import type { Call, Expression, Parameters, Query } from './syntax.ts';
import { syntaxError, unexpected } from './tokens.ts';

/** One value for each name of FROM and JOIN; in a group, for each key and aggregate by its wording. */
export type Row = Readonly<Record<string, Value>>;
export type Evaluate = (row: Row) => Value;

export interface Scope {
  readonly names: ReadonlySet<string>;
  readonly parameters: Parameters;
  /** The aggregates of a selection, collected by their wording; undefined where none are allowed. */
  readonly aggregates?: Map<string, Aggregate> | undefined;
  /** By their wording, the expressions that rows are grouped by. */
  readonly keys?: ReadonlySet<string> | undefined;
  readonly runSubquery: (query: Query, scope: Scope) => (row: Row) => Json[];
}

/** Of the rows of a group. */
export type Aggregate = (rows: readonly Row[]) => Value;

/** Two expressions are the same if they read the same, wherever they stand. */
export function wording(of: Expression): string {
  if (of.op === 'call') return `${of.name}(${of.args.map(wording).join()})`;
  return of.op === 'name' || of.op === 'parameter' ? of.token.text : JSON.stringify(of);
}

export function compile(of: Expression, scope: Scope): Evaluate {
  const key = scope.keys && wording(of);
  if (key !== undefined && scope.keys?.has(key)) return (row) => row[key];
  switch (of.op) {
    case 'literal':
      return () => of.value;
    case 'parameter':
      if (scope.parameters.has(of.token.text)) return () => scope.parameters.get(of.token.text);
      throw syntaxError(`The parameter '${of.token.text}' has no value.`, of.token);
    case 'name':
      // In a group, only what is grouped by has one value.
      if (!scope.keys && scope.names.has(of.token.text)) return (row) => row[of.token.text];
      throw syntaxError(`Identifier '${of.token.text}' could not be resolved.`, of.token);
    case 'call':
      return aggregates.has(of.name) ? aggregate(of, scope) : call(of, scope);
    default:
      return nested(of.op, scope.runSubquery(of.query, scope));
  }
}

function nested(op: 'EXISTS' | 'ARRAY' | 'SCALAR', run: (row: Row) => Json[]): Evaluate {
  if (op === 'EXISTS') return (row) => run(row).length > 0;
  return op === 'SCALAR' ? (row) => run(row)[0] : run;
}

function call(of: Call, scope: Scope): Evaluate {
  const apply = operators.get(of.name) ?? builtin(of);
  const args = of.args.map((arg) => compile(arg, scope));
  return (row) => apply(...args.map((arg) => arg(row)));
}

function builtin({ name, args: { length }, token }: Call): (...args: Value[]) => Value {
  const found = builtins.get(name);
  if (!found) throw syntaxError(`'${token.text}' is not a function of this Cosmos DB stand-in.`, token);
  const [least, most, apply] = found;
  if (length >= least && length <= most) return apply;
  throw syntaxError(`The ${name} function does not take ${length} argument(s).`, token);
}

function aggregate(of: Call, scope: Scope): Evaluate {
  const [arg, surplus] = of.args;
  const combine = aggregates.get(of.name);
  if (!arg || surplus || !combine) throw unexpected(of.token);
  if (!scope.aggregates) throw syntaxError(`The aggregate ${of.token.text} is not allowed here.`, of.token);
  const key = wording(of);
  const value = compile(arg, { ...scope, aggregates: undefined, keys: undefined });
  scope.aggregates.set(key, (rows) => combine(rows.map(value).filter((one) => one !== undefined)));
  return (row) => row[key];
}

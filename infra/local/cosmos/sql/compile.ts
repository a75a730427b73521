/** Turns a parsed expression into a function of a row, once per query rather than once per document. */
import type { Value } from '../json.ts';
import {
  arrayOf,
  between,
  binary,
  choice,
  contained,
  type Evaluate,
  likeness,
  member,
  nested,
  objectOf,
  type Row,
  unary,
} from './closures.ts';
import { aggregateFunctions, builtins } from './functions.ts';
import { aggregates, type Expression, type Query } from './syntax.ts';
import { syntaxError, type Token, unexpected } from './tokenizer.ts';

export type Parameters = ReadonlyMap<string, Value>;

export interface Aggregate {
  readonly of: Evaluate;
  readonly combine: (values: readonly Value[]) => Value;
}

export interface Scope {
  /** Name → place in the row; `width` places are taken, named or not. */
  readonly names: ReadonlyMap<string, number>;
  readonly width: number;
  readonly parameters: Parameters;
  /** Where aggregates of a selection are collected; absent where they are not allowed. */
  readonly aggregates?: Aggregate[];
  readonly runSubquery: (query: Query, scope: Scope) => (row: Row) => Value[];
}

export function compile(expression: Expression, scope: Scope): Evaluate {
  const sub = (of: Expression): Evaluate => compile(of, scope);
  switch (expression.op) {
    case 'literal':
      return () => expression.value;
    case 'parameter':
      return parameter(expression.token, scope);
    case 'name':
      return named(expression.token, scope);
    case 'member':
      return member(sub(expression.of), sub(expression.key));
    case 'call':
      return call(expression.token, expression.args, scope);
    case 'exists':
    case 'arrayOf':
    case 'scalar':
      return nested(expression.op, scope.runSubquery(expression.query, scope));
    default:
      return operation(expression, sub);
  }
}

type Operation = Exclude<
  Expression,
  { op: 'literal' | 'parameter' | 'name' | 'member' | 'call' | 'exists' | 'arrayOf' | 'scalar' }
>;

function operation(expression: Operation, sub: (of: Expression) => Evaluate): Evaluate {
  switch (expression.op) {
    case 'unary':
      return unary(expression.sign, sub(expression.of));
    case 'binary':
      return binary(expression.sign, sub(expression.left), sub(expression.right));
    case 'between':
      return between(sub(expression.of), sub(expression.from), sub(expression.to));
    case 'in':
      return contained(sub(expression.of), expression.list.map(sub));
    case 'like':
      return likeness(
        sub(expression.of),
        sub(expression.pattern),
        expression.escape && sub(expression.escape),
      );
    case 'if':
      return choice(sub(expression.test), sub(expression.yes), sub(expression.no));
    case 'array':
      return arrayOf(expression.items.map(sub));
    case 'object':
      return objectOf(expression.fields.map(([key, of]) => [key, sub(of)]));
  }
}

function parameter(token: Token, { parameters }: Scope): Evaluate {
  if (!parameters.has(token.text)) throw syntaxError(`The parameter '${token.text}' has no value.`, token);
  const value = parameters.get(token.text);
  return () => value;
}

function named(token: Token, { names }: Scope): Evaluate {
  const place = names.get(token.text);
  if (place === undefined) throw syntaxError(`Identifier '${token.text}' could not be resolved.`, token);
  return (row) => row[place];
}

function call(token: Token, args: readonly Expression[], scope: Scope): Evaluate {
  const name = token.text.toUpperCase();
  if (aggregates.includes(name)) return aggregate(token, args, scope);
  const found = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  if (!found) throw syntaxError(`'${token.text}' is not a function of this Cosmos DB stand-in.`, token);
  if (args.length < found.arity[0] || args.length > found.arity[1]) {
    throw syntaxError(`The ${name} function does not take ${args.length} argument(s).`, token);
  }
  const values = args.map((of) => compile(of, scope));
  return (row) => found.apply(values.map((of) => of(row)));
}

function aggregate(token: Token, args: readonly Expression[], scope: Scope): Evaluate {
  const [of, surplus] = args;
  const combine = aggregateFunctions[token.text.toUpperCase()];
  if (!of || surplus || !combine) throw unexpected(token);
  const { aggregates: collected, ...outside } = scope;
  if (!collected) throw syntaxError(`The aggregate ${token.text} is not allowed here.`, token);
  const place = scope.width + collected.length;
  collected.push({ of: compile(of, outside), combine });
  return (row) => row[place];
}

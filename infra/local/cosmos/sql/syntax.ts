/** What a parsed query looks like. */
import type { Value } from '../json.ts';
import type { Token } from './tokens.ts';

export type Expression =
  | { readonly op: 'literal'; readonly value: Value }
  | { readonly op: 'parameter' | 'name'; readonly token: Token }
  | Call
  | { readonly op: 'EXISTS' | 'ARRAY' | 'SCALAR'; readonly query: Query };

/** Functions and operators alike: `LOWER`, `AND`, `+`, `BETWEEN`, `.` for a member, `[]` and `{}` for literals. */
export interface Call {
  readonly op: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly token: Token;
}

/** One entry of FROM or JOIN: a value under a name, or (`each`) every element of it. */
export interface Source {
  readonly alias: Token;
  readonly of: Expression;
  readonly each: boolean;
}

export interface Order {
  readonly of: Expression;
  readonly descending: boolean;
  readonly token: Token;
}

export interface Query {
  readonly distinct: boolean;
  readonly top: Expression | undefined;
  /** Undefined: `*`. */
  readonly selection: Expression | undefined;
  readonly isValue: boolean;
  readonly sources: readonly Source[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly orderBy: readonly Order[];
  readonly offset: Expression | undefined;
  readonly limit: Expression | undefined;
}

export type Parameters = ReadonlyMap<string, Value>;

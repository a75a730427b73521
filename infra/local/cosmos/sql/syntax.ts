/** What a parsed query looks like. */
import type { Value } from '../json.ts';
import type { Token } from './tokenizer.ts';

export type Expression =
  | { readonly op: 'literal'; readonly value: Value }
  | { readonly op: 'parameter'; readonly token: Token }
  | { readonly op: 'name'; readonly token: Token }
  | { readonly op: 'member'; readonly of: Expression; readonly key: Expression }
  | { readonly op: 'call'; readonly token: Token; readonly args: readonly Expression[] }
  | { readonly op: 'unary'; readonly sign: string; readonly of: Expression }
  | { readonly op: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'between'; readonly of: Expression; readonly from: Expression; readonly to: Expression }
  | { readonly op: 'in'; readonly of: Expression; readonly list: readonly Expression[] }
  | {
      readonly op: 'like';
      readonly of: Expression;
      readonly pattern: Expression;
      readonly escape: Expression | undefined;
    }
  | { readonly op: 'if'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly op: 'array'; readonly items: readonly Expression[] }
  | { readonly op: 'object'; readonly fields: readonly (readonly [string, Expression])[] }
  | { readonly op: 'exists' | 'arrayOf' | 'scalar'; readonly query: Query };

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

export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'value'; readonly of: Expression }
  | { readonly kind: 'fields'; readonly fields: readonly (readonly [string, Expression])[] };

export interface Query {
  readonly distinct: boolean;
  readonly top: Expression | undefined;
  readonly selection: Selection;
  readonly sources: readonly Source[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly orderBy: readonly Order[];
  readonly offset: Expression | undefined;
  readonly limit: Expression | undefined;
}

export const aggregates = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX'];

/** The values documents and queries are made of, and how two of them compare. */
import { refuse } from './refusal.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
/** A query also knows `undefined`: a property that is not there. */
export type Value = Json | undefined;

export function parseJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(400, `The input is not valid JSON: ${cause instanceof Error ? cause.message : text}`);
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isScalar = (value: Value): value is null | boolean | number | string =>
  value === null || (typeof value !== 'object' && value !== undefined);

/** Own properties only: `constructor` and `__proto__` are names like any other. */
export const property = (of: Value, key: string): Value =>
  isObject(of) && Object.hasOwn(of, key) ? of[key] : undefined;

export const valueAt = (of: Value, path: readonly string[]): Value => path.reduce(property, of);

/** In the documented order of ORDER BY. */
const types = ['undefined', 'null', 'boolean', 'number', 'string', 'array', 'object'];

export const typeRank = (value: Value): number =>
  types.indexOf(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Total order over all values; arrays and objects have no documented order among themselves and tie. */
export function compareValues(left: Value, right: Value): number {
  if (left === right) return 0;
  const byType = typeRank(left) - typeRank(right);
  if (byType !== 0 || !isScalar(left) || !isScalar(right)) return byType;
  return left !== null && right !== null && left < right ? -1 : 1;
}

export const sameValue = (left: Value, right: Value): boolean =>
  left === right || (typeof left === 'object' && canonical(left) === canonical(right));

/** One text per value, whatever the order of its properties. */
export function canonical(value: Value): string {
  if (value === undefined) return '-';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/** The values documents and queries are made of, and how two of them compare. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
/** A query also knows `undefined`: a property that is not there. */
export type Value = Json | undefined;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own properties only: `constructor` and `__proto__` are names like any other. */
export const property = (of: Value, key: string): Value =>
  isObject(of) && Object.hasOwn(of, key) ? of[key] : undefined;

/** A plain assignment to `__proto__` would change the object's prototype instead. */
export function setProperty(of: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(of, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    of[key] = value;
  }
}

export const valueAt = (of: Value, path: readonly string[]): Value => path.reduce(property, of);

/** The order of types in ORDER BY, as documented: undefined, null, boolean, number, string, array, object. */
export function typeRank(value: Value): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (typeof value === 'boolean') return 2;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  return Array.isArray(value) ? 5 : 6;
}

/** Total order over all values; arrays and objects have no documented order among themselves and tie. */
export function compareValues(left: Value, right: Value): number {
  const byType = typeRank(left) - typeRank(right);
  if (byType !== 0 || left === right) return byType;
  if (isScalar(left) && isScalar(right) && left !== null && right !== null) return left < right ? -1 : 1;
  return 0;
}

export const isScalar = (value: Value): value is null | boolean | number | string =>
  value === null || (typeof value !== 'object' && value !== undefined);

export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, at) => sameValue(item, right[at]))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
  );
}

/** One text per value, whatever the order of its properties: used for DISTINCT and GROUP BY. */
export function canonical(value: Value): string {
  if (value === undefined) return '-';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

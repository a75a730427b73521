/** The built-in functions of queries: a table of name, number of arguments and meaning. */
import { compareValues, isObject, isScalar, sameValue, typeRank, type Value } from '../json.ts';

export interface Builtin {
  readonly arity: readonly [number, number];
  readonly apply: (args: readonly Value[]) => Value;
}

const builtin = (least: number, most: number, apply: Builtin['apply']): Builtin => ({
  arity: [least, most],
  apply,
});

const test = (holds: (value: Value) => boolean): Builtin => builtin(1, 1, ([value]) => holds(value));

const onText = (apply: (text: string) => Value): Builtin =>
  builtin(1, 1, ([text]) => (typeof text === 'string' ? apply(text) : undefined));

/** Two texts and, as a third argument, whether case is ignored. */
const onTexts = (apply: (text: string, part: string) => Value): Builtin =>
  builtin(2, 3, ([text, part, ignoreCase]) => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return ignoreCase === true ? apply(text.toLowerCase(), part.toLowerCase()) : apply(text, part);
  });

const onNumber = (apply: (number: number) => number): Builtin =>
  builtin(1, 1, ([number]) => (typeof number === 'number' ? apply(number) : undefined));

/** With `partial`, an object matches when it has at least the properties asked for. */
function contains(items: readonly Value[], wanted: Value, partial: boolean): boolean {
  if (!partial || !isObject(wanted)) return items.some((item) => sameValue(item, wanted));
  const fields = Object.entries(wanted);
  return items.some(
    (item) =>
      isObject(item) &&
      fields.every(([key, value]) => Object.hasOwn(item, key) && sameValue(item[key], value)),
  );
}

const joined = (args: readonly Value[]): Value =>
  args.every((value) => typeof value === 'string') ? args.join('') : undefined;

/** Half away from zero, unlike Math.round. */
const round = (number: number): number => Math.sign(number) * Math.round(Math.abs(number));

const many = Number.POSITIVE_INFINITY;

export const builtins: Readonly<Record<string, Builtin>> = {
  IS_DEFINED: test((value) => value !== undefined),
  IS_NULL: test((value) => value === null),
  IS_BOOL: test((value) => typeof value === 'boolean'),
  IS_NUMBER: test((value) => typeof value === 'number'),
  IS_STRING: test((value) => typeof value === 'string'),
  IS_ARRAY: test(Array.isArray),
  IS_OBJECT: test(isObject),
  IS_PRIMITIVE: test(isScalar),
  STARTSWITH: onTexts((text, part) => text.startsWith(part)),
  ENDSWITH: onTexts((text, part) => text.endsWith(part)),
  CONTAINS: onTexts((text, part) => text.includes(part)),
  STRINGEQUALS: onTexts((text, part) => text === part),
  INDEX_OF: onTexts((text, part) => text.indexOf(part)),
  LOWER: onText((text) => text.toLowerCase()),
  UPPER: onText((text) => text.toUpperCase()),
  LENGTH: onText((text) => text.length),
  TRIM: onText((text) => text.trim()),
  SUBSTRING: builtin(3, 3, ([text, start, length]) =>
    typeof text === 'string' && typeof start === 'number' && typeof length === 'number'
      ? text.slice(Math.max(0, start), Math.max(0, start) + Math.max(0, length))
      : undefined,
  ),
  REPLACE: builtin(3, 3, ([text, part, by]) =>
    typeof text === 'string' && typeof part === 'string' && typeof by === 'string'
      ? text.replaceAll(part, () => by)
      : undefined,
  ),
  CONCAT: builtin(2, many, joined),
  TOSTRING: builtin(1, 1, ([value]) => (typeof value === 'string' ? value : JSON.stringify(value))),
  ABS: onNumber(Math.abs),
  CEILING: onNumber(Math.ceil),
  FLOOR: onNumber(Math.floor),
  ROUND: onNumber(round),
  ARRAY_LENGTH: builtin(1, 1, ([items]) => (Array.isArray(items) ? items.length : undefined)),
  ARRAY_CONTAINS: builtin(2, 3, ([items, wanted, partial]) =>
    Array.isArray(items) ? contains(items, wanted, partial === true) : undefined,
  ),
  IIF: builtin(3, 3, ([condition, yes, no]) => (condition === true ? yes : no)),
};

/** Aggregates see the defined values of their argument over a group of rows. */
export const aggregateFunctions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  COUNT: (values) => values.length,
  SUM: (values) => sum(values),
  AVG: (values) => {
    const total = sum(values);
    return typeof total === 'number' && values.length > 0 ? total / values.length : undefined;
  },
  MIN: (values) => extreme(values, -1),
  MAX: (values) => extreme(values, 1),
};

const sum = (values: readonly Value[]): Value =>
  values.reduce<Value>(
    (total, value) => (typeof total === 'number' && typeof value === 'number' ? total + value : undefined),
    0,
  );

/** Documented: arrays and objects do not compare, and make the result undefined. */
function extreme(values: readonly Value[], sign: 1 | -1): Value {
  if (values.some((value) => typeRank(value) > 4)) return undefined;
  return values.reduce<Value>(
    (best, value) => (best === undefined || compareValues(value, best) * sign > 0 ? value : best),
    undefined,
  );
}

/** The built-in functions and operators of queries: tables of name and meaning over three truths, true, false and undefined. */
import { compareValues, isObject, isScalar, property, sameValue, typeRank, type Value } from '../json.ts';
import { like } from './like.ts';

type Apply = (...args: Value[]) => Value;

/** Undefined unless all arguments are texts. */
function onTexts(apply: (...texts: string[]) => Value): Apply {
  return (...args) => (args.every((arg) => typeof arg === 'string') ? apply(...args) : undefined);
}

/** Undefined unless all arguments and the result are numbers. */
const onNumbers =
  (compute: (...numbers: number[]) => number): Apply =>
  (...args) => {
    const result = args.every((arg) => typeof arg === 'number') ? compute(...args) : Number.NaN;
    return Number.isFinite(result) ? result : undefined;
  };

const lower = onTexts((text) => text.toLowerCase());

/** A third argument says whether case is ignored. */
const onPart = (holds: (text: string, part: string) => boolean): Apply => {
  const apply = onTexts(holds);
  return (text, part, ignoresCase) =>
    ignoresCase === true ? apply(lower(text), lower(part)) : apply(text, part);
};

/** A comparison with what is not there is undefined, other values of two types only differ. */
const equal: Apply = (left, right) =>
  left === undefined || right === undefined ? undefined : sameValue(left, right);

const not: Apply = (of) => (typeof of === 'boolean' ? !of : undefined);
const differs: Apply = (left, right) => not(equal(left, right));

/** An order across types, or between arrays or objects, is undefined. */
const ordered =
  (holds: (difference: number) => boolean): Apply =>
  (left, right) => {
    const comparable = left !== undefined && isScalar(left) && typeRank(left) === typeRank(right);
    return comparable ? holds(compareValues(left, right)) : undefined;
  };

const atLeast = ordered((difference) => difference >= 0);
const atMost = ordered((difference) => difference <= 0);
const plus = onNumbers((left, right) => left + right);

function and(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : undefined;
}

const or = (left: Value, right: Value): Value => not(and(not(left), not(right)));

function member(of: Value, key: Value): Value {
  if (typeof key === 'string') return property(of, key);
  return typeof key === 'number' && Array.isArray(of) ? of[key] : undefined;
}

function objectOf(...keysAndValues: Value[]): Value {
  const entries = keysAndValues.flatMap((value, at) =>
    at % 2 === 0 || value === undefined ? [] : [[String(keysAndValues[at - 1]), value] as const],
  );
  return Object.fromEntries(entries);
}

export const operators = new Map<string, Apply>([
  ['AND', (...all) => all.reduce(and)],
  ['OR', (...all) => all.reduce(or)],
  ['NOT', not],
  ['??', (left, right) => (left === undefined ? right : left)],
  ['?:', (condition, yes, no) => (condition === true ? yes : no)],
  ['=', equal],
  ['!=', differs],
  ['<>', differs],
  ['<', ordered((difference) => difference < 0)],
  ['<=', atMost],
  ['>', ordered((difference) => difference > 0)],
  ['>=', atLeast],
  ['BETWEEN', (of, from, to) => and(atLeast(of, from), atMost(of, to))],
  ['IN', (of, ...list) => list.map((item) => equal(of, item)).reduce(or)],
  ['LIKE', like],
  ['||', onTexts((left, right) => left + right)],
  ['+', plus],
  ['-', onNumbers((left, right) => left - right)],
  ['*', onNumbers((left, right) => left * right)],
  ['/', onNumbers((left, right) => left / right)],
  ['%', onNumbers((left, right) => left % right)],
  ['unary -', onNumbers((number) => -number)],
  ['.', member],
  ['[]', (...items) => items.filter((item) => item !== undefined)],
  ['{}', objectOf],
]);

/** With `partial`, an object matches when it has at least the properties asked for. */
function contains(items: Value, wanted: Value, partial: Value): Value {
  if (!Array.isArray(items)) return undefined;
  if (partial !== true || !isObject(wanted)) return items.some((item) => sameValue(item, wanted));
  const fields = Object.entries(wanted);
  return items.some((item) => fields.every(([key, value]) => sameValue(property(item, key), value)));
}

/** Each with the least and the most arguments it takes. */
export const builtins = new Map<string, readonly [number, number, Apply]>([
  ['IS_DEFINED', [1, 1, (value) => value !== undefined]],
  ['IS_NULL', [1, 1, (value) => value === null]],
  ['IS_BOOL', [1, 1, (value) => typeof value === 'boolean']],
  ['IS_NUMBER', [1, 1, (value) => typeof value === 'number']],
  ['IS_STRING', [1, 1, (value) => typeof value === 'string']],
  ['IS_ARRAY', [1, 1, (value) => Array.isArray(value)]],
  ['IS_OBJECT', [1, 1, (value) => isObject(value)]],
  ['STARTSWITH', [2, 3, onPart((text, part) => text.startsWith(part))]],
  ['ENDSWITH', [2, 3, onPart((text, part) => text.endsWith(part))]],
  ['CONTAINS', [2, 3, onPart((text, part) => text.includes(part))]],
  ['LOWER', [1, 1, lower]],
  ['UPPER', [1, 1, onTexts((text) => text.toUpperCase())]],
  ['LENGTH', [1, 1, onTexts((text) => text.length)]],
  ['CONCAT', [2, Number.POSITIVE_INFINITY, onTexts((...texts) => texts.join(''))]],
  ['ARRAY_LENGTH', [1, 1, (items) => (Array.isArray(items) ? items.length : undefined)]],
  ['ARRAY_CONTAINS', [2, 3, contains]],
]);

const sum = (values: readonly Value[]): Value =>
  values.reduce<Value>((total, value) => plus(total, value), 0);

/** Documented: arrays and objects do not compare, and make the result undefined. */
function extreme(values: readonly Value[], sign: 1 | -1): Value {
  if (!values.every(isScalar)) return undefined;
  return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best), values[0]);
}

/** Aggregates see the defined values of their argument over a group of rows. */
export const aggregates = new Map<string, (values: readonly Value[]) => Value>([
  ['COUNT', (values) => values.length],
  ['SUM', sum],
  ['AVG', (values) => operators.get('/')?.(sum(values), values.length)],
  ['MIN', (values) => extreme(values, -1)],
  ['MAX', (values) => extreme(values, 1)],
]);

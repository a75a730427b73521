/** The built-in functions and operators of queries: tables of name and meaning over three truths, true, false and undefined. */
import { compareValues, isObject, isScalar, property, sameValue, typeRank, type Value } from '../json.ts';
import { like } from './like.ts';

type Apply = (...args: Value[]) => Value;

const onText =
  (apply: (text: string) => Value): Apply =>
  (text) =>
    typeof text === 'string' ? apply(text) : undefined;

/** Two texts and, as a third argument, whether case is ignored. */
const onTexts =
  (apply: (text: string, part: string) => Value): Apply =>
  (text, part, ignoreCase) => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return ignoreCase === true ? apply(text.toLowerCase(), part.toLowerCase()) : apply(text, part);
  };

const onNumber =
  (apply: (number: number) => number): Apply =>
  (number) =>
    typeof number === 'number' ? apply(number) : undefined;

const onNumbers =
  (compute: (left: number, right: number) => number): Apply =>
  (left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') return undefined;
    const result = compute(left, right);
    return Number.isFinite(result) ? result : undefined;
  };

/** A comparison with what is not there is undefined, other values of two types only differ. */
const equality =
  (answer: boolean): Apply =>
  (left, right) =>
    left === undefined || right === undefined ? undefined : sameValue(left, right) === answer;

/** An order across types, or between arrays or objects, is undefined. */
const ordered =
  (holds: (difference: number) => boolean): Apply =>
  (left, right) => {
    const comparable = left !== undefined && isScalar(left) && typeRank(left) === typeRank(right);
    return comparable ? holds(compareValues(left, right)) : undefined;
  };

const atLeast = ordered((difference) => difference >= 0);
const atMost = ordered((difference) => difference <= 0);
const equal = equality(true);

function and(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : undefined;
}

function or(left: Value, right: Value): Value {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : undefined;
}

const choose: Apply = (condition, yes, no) => (condition === true ? yes : no);

function member(of: Value, key: Value): Value {
  if (typeof key === 'string') return property(of, key);
  return typeof key === 'number' && Array.isArray(of) ? of[key] : undefined;
}

function objectOf(...keysAndValues: Value[]): Value {
  const entries = keysAndValues.flatMap((key, at) =>
    at % 2 === 0 ? [[String(key), keysAndValues[at + 1]] as const] : [],
  );
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

const arrayOf = (...items: Value[]): Value => items.filter((item) => item !== undefined);

export const operators: Readonly<Record<string, Apply>> = {
  AND: (...all) => all.reduce(and),
  OR: (...all) => all.reduce(or),
  NOT: (of) => (typeof of === 'boolean' ? !of : undefined),
  '??': (left, right) => (left === undefined ? right : left),
  '=': equal,
  '!=': equality(false),
  '<>': equality(false),
  '<': ordered((difference) => difference < 0),
  '<=': atMost,
  '>': ordered((difference) => difference > 0),
  '>=': atLeast,
  BETWEEN: (of, from, to) => and(atLeast(of, from), atMost(of, to)),
  IN: (of, ...list) => list.reduce<Value>((found, item) => or(found, equal(of, item)), false),
  LIKE: like,
  '?:': choose,
  '||': (left, right) => (typeof left === 'string' && typeof right === 'string' ? left + right : undefined),
  '+': onNumbers((left, right) => left + right),
  '-': onNumbers((left, right) => left - right),
  '*': onNumbers((left, right) => left * right),
  '/': onNumbers((left, right) => left / right),
  '%': onNumbers((left, right) => left % right),
  'unary -': onNumber((number) => -number),
  'unary +': onNumber((number) => number),
  '.': member,
  '[]': arrayOf,
  '{}': objectOf,
};

/** With `partial`, an object matches when it has at least the properties asked for. */
function contains(items: Value, wanted: Value, partial: Value): Value {
  if (!Array.isArray(items)) return undefined;
  if (partial !== true || !isObject(wanted)) return items.some((item) => sameValue(item, wanted));
  const fields = Object.entries(wanted);
  return items.some((item) => fields.every(([key, value]) => sameValue(property(item, key), value)));
}

function substring(text: Value, start: Value, length: Value): Value {
  if (typeof text !== 'string' || typeof start !== 'number' || typeof length !== 'number') return undefined;
  return text.slice(Math.max(0, start), Math.max(0, start) + Math.max(0, length));
}

const many = Number.POSITIVE_INFINITY;

/** Each with the least and the most arguments it takes. */
export const builtins = new Map<string, readonly [number, number, Apply]>([
  ['IIF', [3, 3, choose]],
  ['IS_DEFINED', [1, 1, (value) => value !== undefined]],
  ['IS_NULL', [1, 1, (value) => value === null]],
  ['IS_BOOL', [1, 1, (value) => typeof value === 'boolean']],
  ['IS_NUMBER', [1, 1, (value) => typeof value === 'number']],
  ['IS_STRING', [1, 1, (value) => typeof value === 'string']],
  ['IS_ARRAY', [1, 1, (value) => Array.isArray(value)]],
  ['IS_OBJECT', [1, 1, (value) => isObject(value)]],
  ['IS_PRIMITIVE', [1, 1, (value) => isScalar(value)]],
  ['STARTSWITH', [2, 3, onTexts((text, part) => text.startsWith(part))]],
  ['ENDSWITH', [2, 3, onTexts((text, part) => text.endsWith(part))]],
  ['CONTAINS', [2, 3, onTexts((text, part) => text.includes(part))]],
  ['STRINGEQUALS', [2, 3, onTexts((text, part) => text === part)]],
  ['INDEX_OF', [2, 2, onTexts((text, part) => text.indexOf(part))]],
  ['LOWER', [1, 1, onText((text) => text.toLowerCase())]],
  ['UPPER', [1, 1, onText((text) => text.toUpperCase())]],
  ['LENGTH', [1, 1, onText((text) => text.length)]],
  ['TRIM', [1, 1, onText((text) => text.trim())]],
  ['SUBSTRING', [3, 3, substring]],
  ['CONCAT', [2, many, (...texts) => texts.reduce((all, text) => operators['||']?.(all, text))]],
  ['TOSTRING', [1, 1, (value) => (typeof value === 'string' ? value : JSON.stringify(value))]],
  ['ABS', [1, 1, onNumber(Math.abs)]],
  ['CEILING', [1, 1, onNumber(Math.ceil)]],
  ['FLOOR', [1, 1, onNumber(Math.floor)]],
  // Half away from zero, unlike Math.round.
  ['ROUND', [1, 1, onNumber((number) => Math.sign(number) * Math.round(Math.abs(number)))]],
  ['ARRAY_LENGTH', [1, 1, (items) => (Array.isArray(items) ? items.length : undefined)]],
  ['ARRAY_CONTAINS', [2, 3, contains]],
]);

const sum = (values: readonly Value[]): Value =>
  values.reduce<Value>((total, value) => operators['+']?.(total, value), 0);

/** Documented: arrays and objects do not compare, and make the result undefined. */
function extreme(values: readonly Value[], sign: 1 | -1): Value {
  if (!values.every(isScalar)) return undefined;
  return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best), values[0]);
}

/** Aggregates see the defined values of their argument over a group of rows. */
export const aggregates = new Map<string, (values: readonly Value[]) => Value>([
  ['COUNT', (values) => values.length],
  ['SUM', sum],
  ['AVG', (values) => (values.length > 0 ? operators['/']?.(sum(values), values.length) : undefined)],
  ['MIN', (values) => extreme(values, -1)],
  ['MAX', (values) => extreme(values, 1)],
]);

/** What operators answer, with the service's three truths: true, false and undefined. */
import { compareValues, isScalar, sameValue, typeRank, type Value } from '../json.ts';
import { refuse } from '../refusal.ts';

const comparable = (left: Value, right: Value): boolean =>
  left !== undefined && typeRank(left) === typeRank(right);

/** Documented: equality across types is undefined, not false. */
const equal = (left: Value, right: Value): Value =>
  comparable(left, right) ? sameValue(left, right) : undefined;

/** Documented: an inequality across types, or between arrays or objects, is undefined. */
const ordered =
  (holds: (difference: number) => boolean) =>
  (left: Value, right: Value): Value =>
    comparable(left, right) && isScalar(left) ? holds(compareValues(left, right)) : undefined;

const arithmetic =
  (compute: (left: number, right: number) => number) =>
  (left: Value, right: Value): Value => {
    if (typeof left !== 'number' || typeof right !== 'number') return undefined;
    const result = compute(left, right);
    return Number.isFinite(result) ? result : undefined;
  };

export function and(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : undefined;
}

function or(left: Value, right: Value): Value {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : undefined;
}

const different = ordered((difference) => difference !== 0);

export const binaryOperators: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  AND: and,
  OR: or,
  '??': (left, right) => (left === undefined ? right : left),
  '=': equal,
  '!=': different,
  '<>': different,
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  '||': (left, right) => (typeof left === 'string' && typeof right === 'string' ? left + right : undefined),
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
};

export const unaryOperators: Readonly<Record<string, (of: Value) => Value>> = {
  NOT: (of) => (typeof of === 'boolean' ? !of : undefined),
  '-': (of) => (typeof of === 'number' ? -of : undefined),
  '+': (of) => (typeof of === 'number' ? of : undefined),
};

export const within = (list: readonly Value[], of: Value): Value =>
  list.reduce<Value>((found, item) => or(found, equal(of, item)), false);

/** `%` any text, `_` one character, `[a-c]` and `[^a-c]` sets; the escape character takes the next one as it is. */
export function like(text: Value, pattern: Value, escaping: Value): Value {
  if (typeof text !== 'string' || typeof pattern !== 'string') return undefined;
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    const set = char === '[' ? /^\[\^?[^\]]+\]/.exec(pattern.slice(at))?.[0] : undefined;
    if (char === escaping && escaping !== '') source += quoted(pattern.charAt(++at));
    else if (char === '%') source += '[^]*';
    else if (char === '_') source += '[^]';
    else if (set) {
      source += set.replaceAll('\\', '\\\\');
      at += set.length - 1;
    } else source += quoted(char);
  }
  try {
    return new RegExp(`^${source}$`, 'u').test(text);
  } catch {
    throw refuse(400, `The LIKE pattern '${pattern}' is not valid.`);
  }
}

const quoted = (char: string): string => char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

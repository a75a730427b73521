/** Partial updates: at most ten operations on a copy of the item, under a condition, all or nothing. */
import { isObject, type Json, type JsonObject, property, type Value } from './json.ts';
import { refuse } from './refusal.ts';
import { parseQuery } from './sql/parse-query.ts';
import { select } from './sql/select.ts';

/** The place a path names: a property of an object or an element of an array. */
interface Target {
  readonly path: string;
  readonly parent: JsonObject | Json[];
  readonly key: string;
  readonly current: Value;
}

const wrong = (path: Value, why: string) => refuse(400, `The patch of '${path}' is not possible: ${why}.`);

const isIndex = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name);

const step = (of: Value, name: string): Value =>
  Array.isArray(of) && isIndex(name) ? of[Number(name)] : property(of, name);

function targetOf(doc: JsonObject, path: Value): Target {
  if (typeof path !== 'string' || !/^\/./.test(path)) throw wrong(path, 'a path starts with / and a name');
  const isSystem = /^\/(id|_rid|_self|_etag|_ts|_attachments)$/.test(path);
  if (isSystem) throw wrong(path, 'the property belongs to the system');
  const names = path.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = names.at(-1) ?? '';
  const parent = names.slice(1, -1).reduce<Value>(step, doc);
  if (Array.isArray(parent) || isObject(parent)) return { path, parent, key, current: step(parent, key) };
  throw wrong(path, 'there is no object or array to hold it');
}

/** `insert` moves later elements of an array up; otherwise the value takes the place of the one there. */
function store({ path, parent, key }: Target, value: Json, insert = false): void {
  if (!Array.isArray(parent)) {
    // A plain assignment to `__proto__` would change the object's prototype instead.
    Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
    return;
  }
  const at = key === '-' ? parent.length : Number(key);
  if ((key !== '-' && !isIndex(key)) || at > parent.length) throw wrong(path, 'the array has no such place');
  parent.splice(at, insert ? 0 : 1, value);
}

function remove({ parent, key }: Target): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

function increment(target: Target, by: Json): void {
  const { current = 0, path } = target;
  const areNumbers = typeof current === 'number' && typeof by === 'number';
  if (!areNumbers) throw wrong(path, 'only numbers are incremented');
  store(target, current + by);
}

const changes = new Map<Value, (target: Target, value: Json) => void>([
  ['add', (target, value) => store(target, value, true)],
  ['set', store],
  ['replace', store],
  ['remove', remove],
  ['incr', increment],
]);

function applyOne(doc: JsonObject, operation: Json): void {
  const op = property(operation, 'op');
  const change = changes.get(op);
  if (!change) throw refuse(400, `'${op}' is not a patch operation.`);
  const target = targetOf(doc, property(operation, 'path'));
  const value = property(operation, 'value');
  const needsCurrent = op === 'replace' || op === 'remove';
  if (needsCurrent && target.current === undefined) throw wrong(target.path, 'there is nothing');
  if (op !== 'remove' && value === undefined) throw wrong(target.path, 'it has no value');
  change(target, value ?? null);
}

/** The condition is the tail of a query, `FROM c WHERE …`. */
function checkCondition(doc: JsonObject, condition: Value): void {
  if (condition === undefined) return;
  if (typeof condition !== 'string') throw refuse(400, 'The condition must be text.');
  if (select(parseQuery(`SELECT * ${condition}`), new Map()).rowsOf(doc).length > 0) return;
  throw refuse(412, 'One of the specified pre-condition is not met: the condition does not hold.');
}

/** Body: an array of operations, or `{operations, condition}`. */
export function applyPatch(before: JsonObject, body: Value): JsonObject {
  const operations = Array.isArray(body) ? body : property(body, 'operations');
  if (!Array.isArray(operations) || operations.length === 0) throw refuse(400, 'A patch needs operations.');
  if (operations.length > 10) throw refuse(400, 'The number of patch operations cannot exceed 10.');
  checkCondition(before, property(body, 'condition'));
  const doc = structuredClone(before);
  for (const operation of operations) applyOne(doc, operation);
  return doc;
}

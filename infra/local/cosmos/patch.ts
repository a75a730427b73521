/** Partial updates: at most ten operations on a copy of the item, under a condition, all or nothing. */
import { isObject, type Json, type JsonObject, property, setProperty, type Value } from './json.ts';
import { refuse } from './refusal.ts';
import { parseCondition } from './sql/parse-query.ts';
import { select } from './sql/select.ts';

interface Target {
  readonly parent: JsonObject | Json[];
  readonly key: string;
}

const wrong = (path: Value, why: string) =>
  refuse(400, `The patch of '${String(path)}' is not possible: ${why}.`);

function pointer(path: Value): string[] {
  if (typeof path !== 'string' || !path.startsWith('/') || path === '/') {
    throw wrong(path, 'a path starts with / and names a property');
  }
  const names = path
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (names.length === 1 && /^(id|_rid|_self|_etag|_ts|_attachments)$/.test(names[0] ?? '')) {
    throw wrong(path, 'the property belongs to the system');
  }
  return names;
}

function step(of: Value, name: string): Value {
  return Array.isArray(of) ? (isIndex(name) ? of[Number(name)] : undefined) : property(of, name);
}

const isIndex = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name);

function targetOf(doc: JsonObject, path: Value): Target {
  const names = pointer(path);
  const key = names.pop() ?? '';
  const parent = names.reduce<Value>(step, doc);
  if (Array.isArray(parent) || isObject(parent)) return { parent, key };
  throw wrong(path, 'there is no object or array to hold it');
}

const currentOf = ({ parent, key }: Target): Value => step(parent, key);

/** `add` moves later elements of an array up; `set` takes the place of the one there. */
function store({ parent, key }: Target, value: Json, path: Value, insert: boolean): void {
  if (!Array.isArray(parent)) {
    setProperty(parent, key, value);
    return;
  }
  const at = key === '-' ? parent.length : Number(key);
  if ((key !== '-' && !isIndex(key)) || at > parent.length) throw wrong(path, 'the array has no such place');
  parent.splice(at, insert ? 0 : 1, value);
}

function take(target: Target, path: Value): Json {
  const value = currentOf(target);
  if (value === undefined) throw wrong(path, 'there is nothing');
  if (Array.isArray(target.parent)) target.parent.splice(Number(target.key), 1);
  else delete target.parent[target.key];
  return value;
}

function given(operation: JsonObject): Json {
  if (operation.value === undefined) throw wrong(operation.path, 'the operation has no value');
  return operation.value;
}

type Apply = (doc: JsonObject, operation: JsonObject) => void;

const operations: Readonly<Record<string, Apply>> = {
  add: (doc, operation) => store(targetOf(doc, operation.path), given(operation), operation.path, true),
  set: (doc, operation) => store(targetOf(doc, operation.path), given(operation), operation.path, false),
  replace: (doc, operation) => {
    const target = targetOf(doc, operation.path);
    if (currentOf(target) === undefined) throw wrong(operation.path, 'there is nothing to replace');
    store(target, given(operation), operation.path, false);
  },
  remove: (doc, operation) => void take(targetOf(doc, operation.path), operation.path),
  incr: (doc, operation) => {
    const target = targetOf(doc, operation.path);
    const before = currentOf(target) ?? 0;
    const by = given(operation);
    if (typeof before !== 'number' || typeof by !== 'number')
      throw wrong(operation.path, 'only numbers are incremented');
    store(target, before + by, operation.path, false);
  },
};

function applyOne(doc: JsonObject, operation: Json): void {
  const name = isObject(operation) && typeof operation.op === 'string' ? operation.op : '';
  const apply = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!apply || !isObject(operation)) throw refuse(400, `'${name}' is not a patch operation.`);
  apply(doc, operation);
}

/** The condition is the tail of a query, `from c where …`; its literals keep their case. */
function holds(condition: string, doc: JsonObject): boolean {
  return select(parseCondition(condition), new Map()).rows([doc]).length > 0;
}

/** Body: an array of operations, or `{operations, condition}`. */
export function applyPatch(before: JsonObject, body: Value): JsonObject {
  const list = Array.isArray(body) ? body : property(body, 'operations');
  if (!Array.isArray(list) || list.length === 0) throw refuse(400, 'A patch needs operations.');
  if (list.length > 10) throw refuse(400, 'The number of patch operations cannot exceed 10.');
  const condition = property(body, 'condition');
  if (condition !== undefined && typeof condition !== 'string')
    throw refuse(400, 'The condition must be text.');
  if (condition !== undefined && !holds(condition, before)) {
    throw refuse(
      412,
      'One of the specified pre-condition is not met: the condition of the patch does not hold.',
    );
  }
  const doc = structuredClone(before);
  for (const operation of list) applyOne(doc, operation);
  return doc;
}

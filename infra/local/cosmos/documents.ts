/** What each operation on an item decides and answers, alone or inside a batch. */
import { type Consistency, missCharge, readCharge, writeCharge } from './charge.ts';
import { type Container, checkId, checkTtl, isAlive, systemProperties } from './container.ts';
import { type Answer, maxBytes } from './http.ts';
import { isObject, type JsonObject, type Value } from './json.ts';
import { partitionKeyOf } from './partition-key.ts';
import { applyPatch } from './patch.ts';
import { refuse } from './refusal.ts';
import type { Stored } from './store.ts';

export type Verb = keyof typeof verbs;

export interface Operation {
  readonly verb: Verb;
  readonly pk: string;
  /** Absent where the body says it: create and upsert. */
  readonly id: string | undefined;
  readonly body: Value;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Ids have no slash. */
const keyOf = (pk: string, id: string): string => `${pk}/${id}`;

export type Scene = ReturnType<typeof newScene>;

/** Where operations happen: changes are seen by nobody else until whoever made the scene commits them. */
export function newScene(container: Container, consistency: Consistency) {
  const { store } = container;
  const lives = isAlive(container);
  const changes = new Map<string, Stored | undefined>();
  return {
    container,
    consistency,
    find(pk: string, id: string): Stored | undefined {
      const key = keyOf(pk, id);
      const item = changes.has(key) ? changes.get(key) : store.find(key);
      return item && lives(item) ? item : undefined;
    },
    /** Without an item: removes. */
    stage: (key: string, item?: Stored): void => void changes.set(key, item),
    commit: (): void => {
      for (const [key, item] of changes) store.write(key, item);
    },
  };
}

const etagOf = (item: Stored): string => String(item.doc._etag);

const answer = (status: number, charge: number, item: Stored): Answer => {
  return { status, charge, body: item.doc, headers: { etag: etagOf(item) } };
};

const matches = (header: string, item: Stored): boolean => header === '*' || header === etagOf(item);

const chargeFor = ({ container }: Scene, item: Stored): number =>
  writeCharge(item.size, container.indexing.countIn(item.doc));

/** The body as an item of this partition, or why it is none. */
function itemOf({ container }: Scene, { body, pk, id }: Operation): JsonObject {
  if (!isObject(body)) throw refuse(400, 'The item must be a JSON object.');
  checkId(body.id);
  if (id !== undefined && body.id !== id) {
    throw refuse(400, `The id '${body.id}' of the item is not '${id}' of the address.`);
  }
  checkTtl(body.ttl);
  if (partitionKeyOf(body, container.partitionPath) === pk) return body;
  const why = "PartitionKey extracted from document doesn't match the one specified in the header.";
  throw refuse(400, why, { substatus: 1001 });
}

function existing({ find }: Scene, { pk, id, ifMatch, verb }: Operation): Stored {
  const item = find(pk, id ?? '');
  if (!item) throw refuse(404, `Entity with the id '${id}' does not exist in this partition.`);
  if (ifMatch !== undefined && verb !== 'read' && !matches(ifMatch, item)) {
    throw refuse(412, 'One of the specified pre-condition is not met: the item has another ETag.');
  }
  return item;
}

function write(scene: Scene, operation: Operation, before?: Stored): Answer {
  const { numbers, resource, store } = scene.container;
  const body = itemOf(scene, operation);
  const seq = before?.seq ?? store.nextSeq();
  const system = systemProperties(`${resource._self}docs/`, [...numbers, seq, 0]);
  const doc: JsonObject = { ...body, ...system, _attachments: 'attachments/' };
  const size = Buffer.byteLength(JSON.stringify(doc));
  if (size > maxBytes) throw refuse(413, 'Request size is too large: an item has at most 2 MB.');
  const item = { seq, pk: operation.pk, key: keyOf(operation.pk, String(doc.id)), doc, size };
  scene.stage(item.key, item);
  return answer(before ? 200 : 201, chargeFor(scene, item), item);
}

function createOrUpsert(scene: Scene, operation: Operation): Answer {
  const id = String(itemOf(scene, operation).id);
  if (!scene.find(operation.pk, id)) return write(scene, operation);
  if (operation.verb === 'upsert') return replace(scene, { ...operation, id });
  throw refuse(409, `Entity with the id '${id}' already exists in this partition.`);
}

const replace = (scene: Scene, operation: Operation): Answer =>
  write(scene, operation, existing(scene, operation));

const patch = (scene: Scene, operation: Operation): Answer =>
  replace(scene, { ...operation, body: applyPatch(existing(scene, operation).doc, operation.body) });

function read(scene: Scene, operation: Operation): Answer {
  const item = existing(scene, operation);
  const isKnown = operation.ifNoneMatch !== undefined && matches(operation.ifNoneMatch, item);
  if (isKnown) return { ...answer(304, missCharge, item), body: undefined };
  return answer(200, readCharge(item.size, scene.consistency), item);
}

function remove(scene: Scene, operation: Operation): Answer {
  const item = existing(scene, operation);
  scene.stage(item.key);
  return { status: 204, charge: chargeFor(scene, item) };
}

const verbs = { create: createOrUpsert, upsert: createOrUpsert, replace, patch, read, delete: remove };

export const isVerb = (name: string): name is Verb => Object.hasOwn(verbs, name);

export const perform = (scene: Scene, one: Operation): Answer => verbs[one.verb](scene, one);

/** What each operation on an item decides and answers, alone or inside a batch. */
import { type Consistency, missCharge, readCharge, writeCharge } from './charge.ts';
import { type Container, checkId, checkTtl, isAlive, seconds } from './container.ts';
import { isObject, type JsonObject, type Value } from './json.ts';
import { partitionKeyOf } from './partition-key.ts';
import { applyPatch } from './patch.ts';
import { refuse } from './refusal.ts';
import { encodeRid, nextEtag } from './rid.ts';
import { createStage, type Stage, type Stored } from './store.ts';

const maxDocumentBytes = 2 * 1024 * 1024;

export type Verb = 'create' | 'upsert' | 'replace' | 'patch' | 'read' | 'delete';

export interface Operation {
  readonly verb: Verb;
  readonly pk: string;
  /** Absent where the body says it: create and upsert. */
  readonly id: string | undefined;
  readonly body: Value;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export interface Outcome {
  readonly status: number;
  readonly charge: number;
  readonly doc?: JsonObject;
  readonly etag?: string;
}

/** Where operations happen: changes are only staged until whoever made the scene commits them. */
export interface Scene {
  readonly container: Container;
  readonly consistency: Consistency;
  readonly now: number;
  readonly stage: Stage;
}

export function newScene(container: Container, consistency: Consistency): Scene {
  const now = Date.now();
  return { container, consistency, now, stage: createStage(container.store, isAlive(container, now)) };
}

const etagOf = (item: Stored): string => String(item.doc._etag);

const matches = (header: string, item: Stored): boolean => header === '*' || header === etagOf(item);

function seal(
  { container, now }: Scene,
  pk: string,
  { body, seq }: { body: JsonObject; seq: number },
): Stored {
  const rid = encodeRid([...container.numbers, seq, 0]);
  const doc: JsonObject = {
    ...body,
    _rid: rid,
    _self: `${container.resource._self}docs/${rid}/`,
    _etag: nextEtag(),
    _attachments: 'attachments/',
    _ts: seconds(now),
  };
  const size = Buffer.byteLength(JSON.stringify(doc));
  if (size > maxDocumentBytes) throw refuse(413, 'Request size is too large: an item has at most 2 MB.');
  return { seq, pk, id: String(body.id), doc, size };
}

const chargeFor = ({ container }: Scene, item: Stored): number =>
  writeCharge(item.size, container.indexing.countIn(item.doc));

function write(scene: Scene, status: number, item: Stored): Outcome {
  scene.stage.put(item);
  return { status, charge: chargeFor(scene, item), doc: item.doc, etag: etagOf(item) };
}

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

function existing({ stage }: Scene, { pk, id, ifMatch, verb }: Operation): Stored {
  const item = id === undefined ? undefined : stage.find(pk, id);
  if (!item) throw refuse(404, `Entity with the id '${id}' does not exist in this partition.`);
  if (ifMatch !== undefined && verb !== 'read' && !matches(ifMatch, item)) {
    throw refuse(412, 'One of the specified pre-condition is not met: the item has another ETag.');
  }
  return item;
}

function create(scene: Scene, operation: Operation): Outcome {
  const body = itemOf(scene, operation);
  if (scene.stage.find(operation.pk, String(body.id))) {
    throw refuse(409, `Entity with the id '${body.id}' already exists in this partition.`);
  }
  return write(scene, 201, seal(scene, operation.pk, { body, seq: scene.container.store.nextSeq() }));
}

function upsert(scene: Scene, operation: Operation): Outcome {
  const id = String(itemOf(scene, operation).id);
  return scene.stage.find(operation.pk, id) ? replace(scene, { ...operation, id }) : create(scene, operation);
}

function replace(scene: Scene, operation: Operation): Outcome {
  const { seq } = existing(scene, operation);
  return write(scene, 200, seal(scene, operation.pk, { body: itemOf(scene, operation), seq }));
}

const patch = (scene: Scene, operation: Operation): Outcome =>
  replace(scene, { ...operation, body: applyPatch(existing(scene, operation).doc, operation.body) });

function read(scene: Scene, operation: Operation): Outcome {
  const item = existing(scene, operation);
  const known = operation.ifNoneMatch !== undefined && matches(operation.ifNoneMatch, item);
  if (known) return { status: 304, charge: missCharge, etag: etagOf(item) };
  return { status: 200, charge: readCharge(item.size, scene.consistency), doc: item.doc, etag: etagOf(item) };
}

function remove(scene: Scene, operation: Operation): Outcome {
  const item = existing(scene, operation);
  scene.stage.remove(item);
  return { status: 204, charge: chargeFor(scene, item) };
}

const verbs = { create, upsert, replace, patch, read, delete: remove } satisfies Record<Verb, unknown>;

export const perform = (scene: Scene, operation: Operation): Outcome =>
  verbs[operation.verb](scene, operation);

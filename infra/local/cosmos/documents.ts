/** What each operation on an item decides and answers, alone or inside a batch. */
import { missCharge, readCharge, writeCharge } from './charge.ts';
import type { Container } from './container.ts';
import { seconds } from './container.ts';
import { checkId, checkTtl } from './definition.ts';
import { indexedPathCount } from './indexing-policy.ts';
import { isObject, type JsonObject, type Value } from './json.ts';
import { partitionKeyOf } from './partition-key.ts';
import { applyPatch } from './patch.ts';
import { refuse } from './refusal.ts';
import { documentRid, nextEtag } from './rid.ts';
import type { Stage, Stored } from './store.ts';

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
  readonly doc: JsonObject | undefined;
  readonly etag: string | undefined;
}

export interface Scene {
  readonly container: Container;
  readonly stage: Stage;
  readonly now: number;
}

const etagOf = (item: Stored): string => String(item.doc._etag);

const matches = (header: string | undefined, item: Stored): boolean =>
  header === '*' || header === etagOf(item);

function seal({ container, now }: Scene, pk: string, body: JsonObject, seq: number): Stored {
  const rid = documentRid(container.rid, seq);
  const doc: JsonObject = {
    ...body,
    _rid: rid,
    _self: `${container.self}docs/${rid}/`,
    _etag: nextEtag(),
    _attachments: 'attachments/',
    _ts: seconds(now),
  };
  const size = Buffer.byteLength(JSON.stringify(doc));
  if (size > maxDocumentBytes) throw refuse(413, 'Request size is too large: an item has at most 2 MB.');
  return { seq, pk, id: String(body.id), doc, size };
}

function write(scene: Scene, status: number, item: Stored): Outcome {
  scene.stage.put(item);
  const charge = writeCharge(item.size, indexedPathCount(scene.container.definition.body));
  return { status, charge, doc: item.doc, etag: etagOf(item) };
}

/** The body as an item of this partition, or why it is none. */
function itemOf({ container }: Scene, { body, pk, id }: Operation): JsonObject {
  if (!isObject(body)) throw refuse(400, 'The item must be a JSON object.');
  checkId(body.id);
  if (id !== undefined && body.id !== id)
    throw refuse(400, `The id '${body.id}' of the item is not '${id}' of the address.`);
  checkTtl(body.ttl, 'ttl');
  if (partitionKeyOf(body, container.definition.partitionPath) !== pk) {
    throw refuse(
      400,
      "PartitionKey extracted from document doesn't match the one specified in the header.",
      1001,
    );
  }
  return body;
}

function existing({ stage }: Scene, { pk, id, ifMatch }: Operation): Stored {
  const item = id === undefined ? undefined : stage.find(pk, id);
  if (!item) throw refuse(404, `Entity with the id '${id}' does not exist in this partition.`);
  if (ifMatch !== undefined && !matches(ifMatch, item)) {
    throw refuse(412, 'One of the specified pre-condition is not met: the item has another ETag.');
  }
  return item;
}

function create(scene: Scene, operation: Operation): Outcome {
  const body = itemOf(scene, operation);
  if (scene.stage.find(operation.pk, String(body.id))) {
    throw refuse(409, `Entity with the id '${body.id}' already exists in this partition.`);
  }
  return write(scene, 201, seal(scene, operation.pk, body, scene.container.store.nextSeq()));
}

function upsert(scene: Scene, operation: Operation): Outcome {
  const body = itemOf(scene, operation);
  const id = String(body.id);
  return scene.stage.find(operation.pk, id) ? replace(scene, { ...operation, id }) : create(scene, operation);
}

function replace(scene: Scene, operation: Operation): Outcome {
  const before = existing(scene, operation);
  return write(scene, 200, seal(scene, operation.pk, itemOf(scene, operation), before.seq));
}

function patch(scene: Scene, operation: Operation): Outcome {
  const before = existing(scene, operation);
  const body = applyPatch(before.doc, operation.body);
  return write(scene, 200, seal(scene, operation.pk, itemOf(scene, { ...operation, body }), before.seq));
}

function read(scene: Scene, operation: Operation): Outcome {
  const item = existing(scene, { ...operation, ifMatch: undefined });
  if (operation.ifNoneMatch !== undefined && matches(operation.ifNoneMatch, item)) {
    return { status: 304, charge: missCharge, doc: undefined, etag: etagOf(item) };
  }
  return { status: 200, charge: readCharge(item.size), doc: item.doc, etag: etagOf(item) };
}

function remove(scene: Scene, operation: Operation): Outcome {
  const item = existing(scene, operation);
  scene.stage.remove(item);
  const charge = writeCharge(item.size, indexedPathCount(scene.container.definition.body));
  return { status: 204, charge, doc: undefined, etag: undefined };
}

const verbs: Readonly<Record<Verb, (scene: Scene, operation: Operation) => Outcome>> = {
  create,
  upsert,
  replace,
  patch,
  read,
  delete: remove,
};

/** Changes are only staged: whoever calls commits them, or lets them go. */
export const perform = (scene: Scene, operation: Operation): Outcome =>
  verbs[operation.verb](scene, operation);

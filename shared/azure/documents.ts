/** A document of Cosmos DB: parsed on the way out, with the ETag it was read under. */
import type { Container } from '@azure/cosmos';
import type * as z from 'zod/mini';
import { Refusal } from '../refusal.ts';
import { attempt } from './faults.ts';

/** A document as it was read, with the ETag under which it may be replaced. */
export type Stored<T> = T & { etag: string };

export type Schema<T> = Pick<z.ZodMiniType<T>, 'parse'>;

/**
 * The newest `schemaVersion` that this release reads of a kind; of kinds that are not named there has been one only.
 * How older ones are read is said by the schema; how a shape changes is written in docs/operate.md, "Upgrade".
 */
const newestRead: Readonly<Record<string, number>> = {};

/** @returns the document, or undefined where there is none. */
export async function findDocument<T>(
  container: Container,
  key: { id: string; partition: string },
  schema: Schema<T>,
): Promise<Stored<T> | undefined> {
  const { resource } = await attempt(() => container.item(key.id, key.partition).read());
  return resource ? stored(schema, resource) : undefined;
}

/** As it was read. @throws ZodError for what is no such document, Refusal `service/outdated` for one that a newer release wrote. */
export function stored<T>(schema: Schema<T>, resource: unknown): Stored<T> {
  const { _etag: etag = '', kind = '', schemaVersion = 1 } = resource as Partial<Versioned>;
  if (schemaVersion > (newestRead[kind] ?? 1)) throw outdated(`${kind} of schemaVersion ${schemaVersion}`);
  return { ...schema.parse(resource), etag };
}

/** As many as a small memory holds. */
const mostRemembered = 1000;

/** For what is read again and again and seldom changes: what was parsed under an ETag is parsed. Nobody changes what was read. */
export function remembering<T>(schema: Schema<T>): Schema<T> {
  const remembered = new Map<string, T>();
  return {
    parse(resource) {
      const { _rid, _etag } = resource as Partial<Versioned>;
      if (_rid === undefined || _etag === undefined) return schema.parse(resource);
      const key = `${_rid} ${_etag}`;
      const known = remembered.get(key);
      if (known) return known;
      const parsed = schema.parse(resource);
      const [oldest] = remembered.keys();
      if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
      remembered.set(key, parsed);
      return parsed;
    },
  };
}

interface Versioned {
  _rid: string;
  _etag: string;
  kind: string;
  schemaVersion: number;
}

/** Nothing that was not understood is written again, so nothing of it is lost; the next attempt may meet a newer instance. */
function outdated(found: string): Refusal {
  return new Refusal(
    'service/outdated',
    'This was written by a newer release of the service than the one that answers. Try again.',
    { cause: new Error(`A document that this release cannot read: ${found}`) },
  );
}

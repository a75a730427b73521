/** A document of Cosmos DB: parsed on the way out, with the ETag it was read under. */
import type { Container } from '@azure/cosmos';
import type * as z from 'zod/mini';
import { attempt } from './faults.ts';

/** A document as it was read, with the ETag under which it may be replaced. */
export type Stored<T> = T & { etag: string };

export type Schema<T> = Pick<z.ZodMiniType<T>, 'parse'>;

/** @returns the document, or undefined where there is none. */
export async function findDocument<T>(
  container: Container,
  key: { id: string; partition: string },
  schema: Schema<T>,
): Promise<Stored<T> | undefined> {
  const { resource } = await attempt(() => container.item(key.id, key.partition).read());
  return resource ? stored(schema, resource) : undefined;
}

/** As it was read. @throws ZodError for what is no such document. */
export function stored<T>(schema: Schema<T>, resource: unknown): Stored<T> {
  const etag = (resource as { _etag?: string })._etag ?? '';
  return { ...schema.parse(resource), etag };
}

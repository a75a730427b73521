/** The audit in Cosmos DB. */
import { randomUUID } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import type { Stored } from '../azure/documents.ts';
import { documentPage } from '../azure/pages.ts';
import type { Write } from '../azure/writes.ts';
import { Audit, type Told } from './audit.ts';

/** Who changed what, in which organization, and when. */
export interface Deed {
  organizationId: string;
  /** A member id, or `system`. */
  by: string;
  now: Date;
  told: Told;
}

/** Joins the batch of what it tells of. */
export function auditWrite({ organizationId, by, now, told }: Deed): Write {
  const at = now.toISOString();
  const id = `audit:${at}:${randomUUID()}`;
  const create: Audit = { kind: 'audit', schemaVersion: 1, id, organizationId, at, by, ...told };
  return { create };
}

/** Newest first. */
export function auditPage(
  partners: Container,
  organizationId: string,
  page: { size: number; continuation: string | undefined },
): Promise<{ value: Stored<Audit>[]; continuation: string | undefined }> {
  const query = "SELECT * FROM c WHERE c.kind = 'audit' ORDER BY c.id DESC";
  return documentPage(partners, { query, partition: organizationId, schema: Audit }, page);
}

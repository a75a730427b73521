/** The audit in Cosmos DB. */
import { randomUUID } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import type { Stored } from '../azure/documents.ts';
import { documentPage } from '../azure/pages.ts';
import type { Write } from '../azure/writes.ts';
import { Audit, type AuditEntry } from './audit.ts';

/** Joins the batch of what it tells of. */
export function auditWrite(organizationId: string, entry: AuditEntry): Write {
  const id = `audit:${entry.at}:${randomUUID()}`;
  const create: Audit = { kind: 'audit', schemaVersion: 1, id, organizationId, ...entry };
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

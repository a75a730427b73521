/** Directories in Cosmos DB, each bound to an organization. */
import type { Container } from '@azure/cosmos';
import { auditWrite } from '../access/audit-store.ts';
import { findDocument, type Stored } from '../azure/documents.ts';
import { documents } from '../azure/pages.ts';
import { commit, replaceIfUnchanged, type Write } from '../azure/writes.ts';
import type { Organization } from '../organizations/organization.ts';
import { changed } from '../organizations/reconciliation-store.ts';
import { refuse } from '../refusal.ts';
import { bind, Directory, directoryId } from './directory.ts';
import type { DirectorySettings } from './settings.ts';

/** Which directory of which organization. */
export interface Binding {
  organizationId: string;
  tenantId: string;
}

export function findDirectory(
  partners: Container,
  { organizationId, tenantId }: Binding,
): Promise<Stored<Directory> | undefined> {
  return findDocument(partners, { id: directoryId(tenantId), partition: organizationId }, Directory);
}

/** @throws Refusal `directory/unknown`. */
export async function getDirectory(partners: Container, binding: Binding): Promise<Stored<Directory>> {
  return (
    (await findDirectory(partners, binding)) ??
    refuse('directory/unknown', 'This tenant is not bound to the organization; the operator binds it.', {
      target: 'path.tenantId',
    })
  );
}

/** Every directory of every organization, page by page. */
export function listDirectories(partners: Container): AsyncGenerator<Stored<Directory>[]> {
  return documents(partners, { query: "SELECT * FROM c WHERE c.kind = 'directory'", schema: Directory });
}

/** Binds a claimed tenant to the organization. @throws Contended where either has changed. */
export async function createDirectory(
  partners: Container,
  organization: Stored<Organization>,
  bound: { tenantId: string; settings: DirectorySettings; by: string; now: Date },
): Promise<Stored<Directory>> {
  const { organizationId } = organization;
  const { tenantId, settings, by, now } = bound;
  const directory = bind({ organizationId, tenantId, settings });
  const owner = { ...organization, tenants: [...new Set([...organization.tenants, tenantId])] };
  const told = { what: 'directory', target: tenantId, before: null, after: settings } as const;
  const [etag = ''] = await commit(partners, organizationId, [
    { create: directory },
    { replace: owner, ifMatch: organization.etag },
    changed(now),
    auditWrite({ organizationId, by, now, told }),
  ]);
  return { ...directory, etag };
}

/** Replaces it with other settings, and what is told of them. @throws Contended where it has changed since it was read. */
export async function configureDirectory<D extends Stored<Directory>>(
  partners: Container,
  directory: D,
  audit: Write,
): Promise<D> {
  const { organizationId, etag: ifMatch } = directory;
  const [etag = ''] = await commit(partners, organizationId, [{ replace: directory, ifMatch }, audit]);
  return { ...directory, etag };
}

/** @throws Contended where it has changed since it was read. */
export async function replaceDirectory<D extends Stored<Directory>>(
  partners: Container,
  directory: D,
): Promise<D> {
  return { ...directory, etag: await replaceIfUnchanged(partners, directory.organizationId, directory) };
}

/** What people, automation and syncs changed, and who they are. */
import * as z from 'zod/mini';
import { AuditEntry, auditEntry } from '../shared/access/audit.ts';
import { auditPage } from '../shared/access/audit-store.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';

export const listAudit = endpoint({
  summary:
    'What people, automation and syncs changed in the records, directories and roles of an organization, newest first',
  params: z.strictObject({ organizationId: OrganizationId }),
  query: Paging,
  answer: listOf(AuditEntry),
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const { organizationId } = known(call.known);
      const found = await auditPage(partners, organizationId, pageOf(call.query));
      return ok(page(found.value.map(auditEntry), call, found.continuation));
    },
});

/** The incentives overview: the way in to every invitation and enrollment, which never closes. */
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { loadOrganization } from '../shared/enrollments/enrollment-store.ts';
import { OverviewRow, overview, rowKey } from '../shared/enrollments/overview.ts';
import { StatusShown } from '../shared/enrollments/shown.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { MpnId, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { ProgramId } from '../shared/programs/words.ts';

const Filter = z.strictObject({
  ...Paging.shape,
  program: z.optional(ProgramId),
  location: z.optional(MpnId),
  status: z.optional(StatusShown),
});

export const listIncentives = endpoint({
  summary: 'Every invitation and enrollment the caller may see, open programs included',
  params: z.strictObject({ organizationId: OrganizationId }),
  query: Filter,
  answer: listOf(OverviewRow),
  handle:
    ({ partners, programs }: Pick<Deps, 'partners' | 'programs'>) =>
    async (call) => {
      const [loaded, offered] = await Promise.all([
        loadOrganization(partners, known(call.known).organizationId),
        listPrograms(programs),
      ]);
      const { size, continuation = '' } = pageOf(call.query);
      const rows = overview({ ...loaded, programs: offered }, call.standing, call.now)
        .filter((row) => matches(row, call.query))
        .filter((row) => rowKey(row) > continuation);
      const last = rows.length > size ? rows[size - 1] : undefined;
      return ok(page(rows.slice(0, size), call, last && rowKey(last)));
    },
});

function matches(row: OverviewRow, { program, location, status }: z.infer<typeof Filter>): boolean {
  return (
    (program === undefined || row.programId === program) &&
    (location === undefined || row.mpnId === location) &&
    (status === undefined || row.status === status)
  );
}

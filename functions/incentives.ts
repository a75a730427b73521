/** The incentives overview: the way in to every invitation and enrollment, which never closes. */
import * as z from 'zod/mini';
import { getRoster } from '../shared/access/member-store.ts';
import type { Deps } from '../shared/deps.ts';
import { countLocationsBeyond } from '../shared/enrollments/list-store.ts';
import { placesSeen } from '../shared/enrollments/overview.ts';
import { OverviewRow } from '../shared/enrollments/overview-row.ts';
import { readOverview } from '../shared/enrollments/overview-store.ts';
import { rowAfter, rowKey } from '../shared/enrollments/places.ts';
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
  summary:
    'Every invitation and enrollment the caller may see; open programs too, where their Incentives role covers them',
  params: z.strictObject({ organizationId: OrganizationId }),
  query: Filter,
  /** How many locations the caller cannot see anything of. */
  answer: z.object({ ...listOf(OverviewRow).shape, locationsNotCovered: z.int() }),
  handle:
    ({ partners, programs }: Pick<Deps, 'partners' | 'programs'>) =>
    async ({ query: filter, standing, now, ...call }) => {
      const organization = known(call.known);
      const { size, continuation } = pageOf(filter);
      const after = rowAfter(continuation);
      const [roster, all, locationsNotCovered] = await Promise.all([
        getRoster(partners, organization.organizationId),
        listPrograms(programs),
        countLocationsBeyond(partners, organization.organizationId, placesSeen(standing)),
      ]);
      const offered = all.filter(({ id }) => filter.program === undefined || id === filter.program);
      const overview = { organization, roster, programs: offered, standing, filter, now };
      const { rows, next } = await readOverview(partners, overview, { size, after });
      const answered = page(rows, { url: call.url, query: filter }, next && rowKey(next));
      return ok({ ...answered, locationsNotCovered });
    },
});

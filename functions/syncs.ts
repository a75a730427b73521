import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { getDirectory as getBound } from '../shared/directory/directory-store.ts';
import {
  type FaultCode,
  isKnownAs,
  isUnderWay,
  type Sync,
  SyncId,
  SyncView,
} from '../shared/directory/sync.ts';
import { runSync } from '../shared/directory/sync-store.ts';
import { accepted, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { refuse } from '../shared/refusal.ts';
import { loggable } from '../shared/telemetry/loggable.ts';
import { record } from '../shared/telemetry/metrics.ts';
import { lookAtOrganization } from './reconciliation.ts';
import { requestDirectorySync } from './sync-requests.ts';

const SyncParams = z.object({ organizationId: OrganizationId, tenantId: Guid, syncId: SyncId });

export const putSync = endpoint({
  summary: 'Read the directory now; joins the sync that is under way',
  params: SyncParams,
  answer: SyncView,
  handle:
    ({ partners, enqueue }: Pick<Deps, 'partners' | 'enqueue'>) =>
    async ({ params, now, url }) => {
      const sync = await requestDirectorySync({ partners, enqueue }, params, { syncId: params.syncId, now });
      const view = SyncView.parse(sync);
      return isUnderWay(sync) ? accepted(view, new URL(sync.syncId, url).href) : ok(view);
    },
});

export const getSync = endpoint({
  summary: 'How a sync stands, or the one it joined',
  params: SyncParams,
  answer: SyncView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async ({ params }) => {
      const { sync } = await getBound(partners, params);
      if (!sync || !isKnownAs(sync, params.syncId))
        refuse('directory/sync-unknown', 'The directory knows only its latest sync.', {
          target: 'path.syncId',
        });
      return ok(SyncView.parse(sync));
    },
});

/** Runs one sync to its end. A fault of the directory is recorded in it, not thrown; the next timer tries again. */
export function syncDirectory(deps: Pick<Deps, 'partners' | 'graph' | 'now' | 'enqueue'>) {
  return async (message: unknown, context: InvocationContext): Promise<void> => {
    const asked = SyncParams.parse(message);
    const { rosterChanged, sync, fault } = await runSync(deps, asked);
    if (sync) tell(context, sync, fault?.code);
    if (fault) context.warn(`Directory ${asked.tenantId}: ${fault.code}`, loggable(fault.cause));
    if (rosterChanged) await lookAtOrganization(deps, context, asked.organizationId);
  };
}

/** One that still runs is another worker's by now. */
function tell(
  log: Pick<InvocationContext, 'log'>,
  { state, changed }: Sync,
  fault: FaultCode | undefined,
): void {
  const result = fault ?? (state === 'succeeded' ? 'succeeded' : 'overtaken');
  log.log(`synced ${JSON.stringify({ result, changed })}`);
  record('syncs', 1, { result });
  if (result === 'succeeded') record('membersChanged', changed, {});
}

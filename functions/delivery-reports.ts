/** What the mail service reports of letters that left. Event Grid puts one event into each message of the queue. */
import type { InvocationContext } from '@azure/functions';
import { settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { recordReport } from '../shared/letters/delivery-store.ts';
import { reportOf } from '../shared/letters/report.ts';
import { record } from '../shared/telemetry/metrics.ts';

/** Reports come late, twice and in any order. One of a mail that is not known here is counted and dropped: an earlier attempt's, or another system's. */
export const recordDelivery =
  ({ partners, now }: Pick<Deps, 'partners' | 'now'>) =>
  async (message: unknown, log: Pick<InvocationContext, 'log'>): Promise<void> => {
    const report = reportOf(message);
    const outcome = report ? await settle(() => recordReport(partners, report, now())) : 'ignored';
    log.log(`delivery reports ${JSON.stringify({ [outcome]: 1 })}`);
    record('deliveryReports', 1, { outcome });
  };

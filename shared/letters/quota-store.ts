/** The quota in Cosmos DB: one document for all instances, changed only as it was read. */
import type { Container } from '@azure/cosmos';
import { findDocument } from '../azure/documents.ts';
import { Contended, settle } from '../azure/faults.ts';
import { createIfAbsent, replaceIfUnchanged } from '../azure/writes.ts';
import type { Deps } from '../deps.ts';
import { both, giveBack, MailQuota, noneTaken, take, type Units } from './quota.ts';

type QuotaDeps = Pick<Deps, 'runs' | 'mailLimits'>;

/** Takes a block for the letters in hand. Where the answer is lost it is taken twice: too few letters leave, never too many. */
export function takeUnits({ runs, mailLimits }: QuotaDeps, wanted: Units, now: Date): Promise<Units> {
  return settle(async () => {
    const before = await findQuota(runs);
    const { granted, quota } = take(before ?? noneTaken, wanted, { limits: mailLimits, now });
    if (both(granted) > 0) await save(runs, quota, before?.etag);
    return granted;
  });
}

/** Returns what was not used: letters that are dropped take nothing from those that follow. What a dead instance held stays counted. */
export async function returnUnits({ runs }: QuotaDeps, unused: Units, takenAt: Date): Promise<void> {
  if (both(unused) === 0) return;
  const before = await findQuota(runs);
  if (before) await save(runs, giveBack(before, unused, takenAt), before.etag).catch(ignoreContention);
}

function findQuota(runs: Container) {
  return findDocument(runs, { id: noneTaken.id, partition: noneTaken.id }, MailQuota);
}

async function save(runs: Container, quota: MailQuota, etag: string | undefined): Promise<void> {
  if (etag !== undefined) await replaceIfUnchanged(runs, quota.id, { ...quota, etag });
  else if (!(await createIfAbsent(runs, quota))) throw new Contended('quota');
}

/** Nobody may return twice: an answer that was lost is no reason to do it again. */
function ignoreContention(error: unknown): void {
  if (!(error instanceof Contended)) throw error;
}

/** The rounds of a race: two at once, and what is stored afterwards. */
import { must } from '../../infra/local/client.ts';
import type { HistoryEntry } from '../../shared/enrollments/history.ts';
import type { Offices } from './enrollment-races-offices.ts';
import type { TestCloud } from './harness.ts';

interface Told {
  status: string;
  /** What happened, in order. */
  steps: string[];
  history: HistoryEntry[];
}

/** What is stored, as a reader sees it who cannot act. @throws Error where its history is not of one piece. */
export async function told({ company }: Offices, path: string): Promise<Told> {
  const reader = company.as('uma');
  const [{ body: seen }, { body }] = await Promise.all([
    reader.get(path),
    must(reader.get(`${path}/history`)),
  ]);
  const history: HistoryEntry[] = body.value;
  const torn = history.filter(({ from, at }, n) => {
    const before = history[n - 1];
    return from !== (before?.to ?? null) || at < (before?.at ?? '');
  });
  if (torn.length > 0) throw new Error(`Not of one piece: ${JSON.stringify(history)}`);
  return { status: seen.status, steps: history.map(({ what }) => what), history };
}

/** Both at once; in every other round the second is asked first. */
export async function both<T>(
  round: number,
  one: () => Promise<T>,
  other: () => Promise<T>,
): Promise<[T, T]> {
  if (round % 2 === 0) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}

/** One write of the service, after so many others, is late; resolves when it waits. */
export function holdBatch({ cloud }: Offices, after = 0): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (after > 0) cloud.cosmos.faults.add({ operation: 'batch', latencyMs: 0, times: after });
  cloud.cosmos.faults.add({
    operation: 'batch',
    get latencyMs() {
      resolve();
      return 600;
    },
  });
  return promise;
}

export type Race = (cloud: TestCloud, rounds: number) => Promise<void>;

/** The code of a refusal, or the status. */
export const codeOf = (answer: { status: number; body?: { error?: { code: string } } }) =>
  answer.body?.error?.code ?? answer.status;

export async function eachRound(
  given: Offices,
  round: (path: string, n: number) => Promise<void>,
): Promise<void> {
  for (const [n, path] of given.paths.entries()) await round(path, n);
}

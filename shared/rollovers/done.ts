/** What the messages of a preview that are done add up to. */
import type { Summary } from './preview.ts';
import { sumOf, type Total } from './totals.ts';

export interface Done {
  messages: number;
  /** When the last of them was; before every instant while there is none. */
  at: string;
  organizations: number;
  failed: string[];
  warned: number;
  totals: Total[];
}

export const nothingDone: Done = { messages: 0, at: '', organizations: 0, failed: [], warned: 0, totals: [] };

export function withSummaries(done: Done, summaries: Summary[]): Done {
  return {
    messages: done.messages + summaries.length,
    at: summaries.reduce((latest, { at }) => (at > latest ? at : latest), done.at),
    organizations: summaries.reduce((sum, { organizations }) => sum + organizations, done.organizations),
    failed: [...done.failed, ...summaries.flatMap(({ failed }) => failed)],
    warned: summaries.reduce((sum, { warned }) => sum + warned, done.warned),
    totals: sumOf([...done.totals, ...summaries.flatMap(({ totals }) => totals)]),
  };
}

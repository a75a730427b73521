/** What came, or would come, of enrollments at the end of a term, in tables: added up, one by one, and compared. */
import type { Reason } from '../../../shared/enrollments/history.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Change } from '../../../shared/rollovers/changes.ts';
import type { Outcome } from '../../../shared/rollovers/outcome.ts';
import type { Total } from '../../../shared/rollovers/totals.ts';
import type { Client } from '../client.ts';
import { outcomeWords } from './history.ts';
import { everyPage } from './listing.ts';
import { linked, table } from './markup.ts';

export const stateWords = {
  running: 'under way',
  finished: 'finished',
  stopped: 'stopped: nothing has come of it for a quarter of an hour',
};

export const reasonWords = {
  criteriaUnmet: 'criteria not met',
  agreementNotActive: 'agreement not active',
  programNotOpen: 'program not open',
  programDiscontinued: 'program discontinued',
  migrationNotCompleted: 'migration not completed',
  requirementIncomplete: 'requirement not complete',
  requirementRejected: 'requirement rejected',
  deadlinePassed: 'deadline passed',
  operatorDecision: 'decided by the operator',
} satisfies Record<Reason['code'], string>;

/** By id, for everybody. */
export async function programNames(api: Client): Promise<Map<string, string>> {
  const { value } = await everyPage(api, '/programs');
  return new Map(value.map(({ programId, name }) => [programId, name]));
}

export interface Names {
  programs: Map<string, string>;
  /** Whose eyes the links are for. */
  nickname: string;
}

const programOf = ({ programId }: { programId: string }, { programs }: Names) =>
  e(programs.get(programId) ?? programId);
const termOf = ({ fromTerm, toTerm }: { fromTerm: string; toTerm: string }) => e(`${fromTerm} to ${toTerm}`);

export function totalsTable(totals: Total[], names: Names): string {
  const rows = totals.map((total) => [
    programOf(total, names),
    termOf(total),
    e(outcomeWords[total.outcome]),
    String(total.enrollments),
    e(whyOf(total)),
  ]);
  return table(['Program', 'Term', 'Outcome', 'Enrollments', 'Why'], rows);
}

/** One enrollment may have several reasons. */
function whyOf({ reasons }: Total): string {
  const codes = Object.keys(reasons) as Reason['code'][];
  return codes.map((code) => `${reasonWords[code]}: ${reasons[code]}`).join(', ');
}

/** Those that lapse first: somebody may still help them. */
const order = ['lapsed', 'reopened', 'rolledForward'] satisfies Outcome['outcome'][];

/** So many of the outcomes at that address, in their order. */
export async function listOutcomes(api: Client, path: string, most: number): Promise<Outcomes> {
  const lists = await Promise.all(order.map((outcome) => everyPage(api, `${path}?outcome=${outcome}`, most)));
  const value: Outcome[] = lists.flatMap((listed) => listed.value);
  return { value: value.slice(0, most), isCut: value.length > most || lists.some(({ isCut }) => isCut) };
}

export interface Outcomes {
  value: Outcome[];
  isCut: boolean;
}

export function outcomesTable(outcomes: Outcome[], names: Names): string {
  const rows = outcomes.map((outcome) => [
    e(outcome.organization),
    locationOf(outcome, outcome.location, names),
    programOf(outcome, names),
    termOf(outcome),
    e(outcomeWords[outcome.outcome]),
    e(outcome.reasons.map(({ message }) => message).join(' ')),
  ]);
  return table(['Organization', 'Location', 'Program', 'Term', 'Outcome', 'Why'], rows);
}

type Placed = Pick<Outcome, 'organizationId' | 'mpnId' | 'programId'>;

export function locationOf({ organizationId, mpnId, programId }: Placed, words: string, { nickname }: Names) {
  return linked(`/invitations/${organizationId}/${mpnId}/${programId}?as=${nickname}`, words);
}

export function changesTable(changes: Change[], names: Names, caption = ''): string {
  const rows = changes.map((change) => {
    const place = [
      e(change.organization),
      locationOf(change, change.location, names),
      programOf(change, names),
    ];
    return [...place, sideOf(change.previewed), sideOf(change.actual)];
  });
  return table(['Organization', 'Location', 'Program', 'Before', 'Now'], rows, caption);
}

function sideOf(side: Change['actual']): string {
  if (side === null) return 'not enrolled';
  const why = side.reasons.map(({ code }) => reasonWords[code]).join(', ');
  return e(`${outcomeWords[side.outcome]}${why ? ` (${why})` : ''}`);
}

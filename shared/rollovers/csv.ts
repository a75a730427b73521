/** Outcomes as CSV (RFC 4180), safe to open in a spreadsheet: a cell that would be a formula begins with an apostrophe. */
import type { Outcome } from './outcome.ts';

const columns = {
  organizationId: (outcome) => outcome.organizationId,
  organization: (outcome) => outcome.organization,
  mpnId: (outcome) => outcome.mpnId,
  location: (outcome) => outcome.location,
  programId: (outcome) => outcome.programId,
  fromTerm: (outcome) => outcome.fromTerm,
  toTerm: (outcome) => outcome.toTerm,
  outcome: (outcome) => outcome.outcome,
  reasons: (outcome) => outcome.reasons.map(({ code }) => code).join(' '),
  explanation: (outcome) => outcome.reasons.map(({ message }) => message).join(' '),
} satisfies Record<string, (outcome: Outcome) => string>;

/** What a spreadsheet knows UTF-8 by. */
const byteOrderMark = '\uFEFF';

/** Only the first part of a list has the mark and the names of the columns. */
export function csvOf(outcomes: Outcome[], { isFirst }: { isFirst: boolean }): string {
  const rows = outcomes.map((outcome) => Object.values(columns).map((column) => column(outcome)));
  const lines = [...(isFirst ? [Object.keys(columns)] : []), ...rows].map(line).join('');
  return isFirst ? `${byteOrderMark}${lines}` : lines;
}

const line = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`;

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

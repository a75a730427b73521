/** What must hold of every history, whatever happened. */
import { must } from '../../infra/local/client.ts';
import { covers as coversPlace } from '../../shared/access/member.ts';
import type { HistoryEntry } from '../../shared/enrollments/history.ts';
import { pathOf, type Real } from './life-real.ts';
import type { Pair, Status, World } from './life-world.ts';

/** From the design, copied by hand: what may follow what. */
const entered: readonly Status[] = ['actionRequired', 'validating', 'enrolled'];
const ended: readonly Status[] = ['withdrawn', 'ineligible', 'lapsed', 'discontinued'];
const mayFollow: Record<Status, readonly Status[]> = {
  none: ['invited', ...entered],
  invited: ['invited', 'declined', 'invitationExpired', 'ineligible', 'discontinued', ...entered],
  declined: ['invited', ...entered],
  invitationExpired: ['invited'],
  actionRequired: [...entered, ...ended],
  validating: [...entered, ...ended],
  enrolled: ['enrolled', ...ended],
  withdrawn: entered,
  ineligible: ['invited', ...entered],
  lapsed: ['invited', ...entered],
  discontinued: [],
};

/** When the migration was completed, or no longer was, by the clock of the cloud. */
export type Migrations = { at: string; completed: boolean }[];

/** @throws Error naming what does not hold. */
export async function checkHistories(real: Real, world: World, migrations: Migrations): Promise<void> {
  for (const pair of world.pairs) {
    const client = real.company.as('uma');
    const { body } = await must(client.get(`${pathOf(real, pair)}/history`));
    const wrong = faults(body.value, { real, pair, migrations });
    if (wrong.length > 0)
      throw new Error(`${pathOf(real, pair)}: ${wrong.join('; ')}\n${JSON.stringify(body.value, null, 1)}`);
  }
}

interface Known {
  real: Real;
  pair: Pair;
  migrations: Migrations;
}

function faults(history: HistoryEntry[], known: Known): string[] {
  const last = history.at(-1);
  const broken = (last?.to ?? 'none') === known.pair.status ? [] : [`it ends with ${last?.to}`];
  return [...broken, ...history.flatMap((entry, n) => entryFaults(entry, history[n - 1], known))];
}

function entryFaults(entry: HistoryEntry, before: HistoryEntry | undefined, known: Known): string[] {
  const { at, from, to, what } = entry;
  const holds: Record<string, boolean> = {
    'follows the one before': from === (before?.to ?? null),
    'is later than it': (before?.at ?? '') <= at,
    'is in the table': mayFollow[from ?? 'none'].includes(to),
    'names its grant': !isPerson(entry) || isGranted(entry, known),
    'was entered by an administrator': isIn(from) || !isIn(to) || (isPerson(entry) && what === 'enroll'),
    'was entered after the migration': isIn(from) || !isIn(to) || isMigrated(known.migrations, at),
  };
  return Object.keys(holds)
    .filter((name) => !holds[name])
    .map((name) => `not so: ${from} → ${to} (${what}) ${name}`);
}

const isIn = (status: Status | null) => status !== null && entered.includes(status);
const isPerson = ({ by }: HistoryEntry) => by !== 'system' && by !== 'operator';

function isGranted({ grant }: HistoryEntry, { real, pair }: Known): boolean {
  const mpnId = real.company.locations[pair.office] ?? '';
  const programId = real.programIds[pair.program] ?? '';
  if (grant?.role !== 'incentivesAdministrator' || grant.scopes.length === 0) return false;
  return grant.scopes.every((scope) => coversPlace([scope], { mpnId, programId }));
}

function isMigrated(migrations: Migrations, at: string): boolean {
  return migrations.findLast((one) => one.at <= at)?.completed ?? false;
}

/** What must hold of every history, whatever happened: it is what the model remembers, and by the rules that hold of all of them. */
import { isDeepStrictEqual } from 'node:util';
import { must } from '../../infra/local/client.ts';
import type { HistoryEntry } from '../../shared/enrollments/history.ts';
import { pathOf, type Real } from './life-real.ts';
import { differenceOf } from './life-remembered.ts';
import type { Pair, Status, World } from './life-world.ts';

/** From the design, copied by hand: what may follow what. */
const entered: readonly Status[] = ['actionRequired', 'validating', 'enrolled'];
const ended: readonly Status[] = ['withdrawn', 'ineligible', 'lapsed', 'discontinued'];
const mayFollow: Record<Status, readonly Status[]> = {
  none: ['invited', ...entered],
  invited: ['invited', 'declined', 'invitationExpired', 'ineligible', 'discontinued', ...entered],
  declined: ['invited', ...entered],
  invitationExpired: ['invited', ...entered],
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

/** As the operator reads them, who sees all of it; the partner reads the same without the operator's names. @throws Error naming what does not hold. */
export async function checkHistories(real: Real, world: World, migrations: Migrations): Promise<void> {
  const olivia = (await must(real.cloud.as('olivia').get('/me'))).body.memberId;
  for (const pair of world.pairs) {
    const path = `${pathOf(real, pair)}/history`;
    const whole: HistoryEntry[] = (await must(real.cloud.as('olivia').get(path))).body.value;
    const { body } = await must(real.company.as('uma').get(path));
    const named = whole.map(({ operator: _, ...entry }) => entry);
    const wrong = [
      ...faults(whole, { pair, migrations }),
      ...differenceOf(whole, { real, pair, olivia }),
      ...(isDeepStrictEqual(named, body.value) ? [] : ['the partner reads another one']),
    ];
    if (wrong.length > 0)
      throw new Error(`${pathOf(real, pair)}: ${wrong.join('\n')}\n${JSON.stringify(whole, null, 1)}`);
  }
}

interface Known {
  pair: Pair;
  migrations: Migrations;
}

function faults(history: HistoryEntry[], known: Known): string[] {
  const last = history.at(-1);
  const broken = (last?.to ?? 'none') === known.pair.status ? [] : [`it ends with ${last?.to}`];
  return [...broken, ...history.flatMap((entry, n) => entryFaults(entry, history[n - 1], known))];
}

function entryFaults(entry: HistoryEntry, before: HistoryEntry | undefined, known: Known): string[] {
  const { at, by, from, to, what } = entry;
  const enters = !isIn(from) && isIn(to);
  const holds: Record<string, boolean> = {
    'follows the one before': from === (before?.to ?? null),
    'is later than it': (before?.at ?? '') <= at,
    'is in the table': mayFollow[from ?? 'none'].includes(to),
    'was entered by an administrator, or as before a lapse':
      !enters || (what === 'enroll' && isPerson(entry)) || (what === 'reopen' && by === 'operator'),
    'was entered after the migration': !enters || isMigrated(known.migrations, at),
    'was enrolled after the migration': to !== 'enrolled' || from === to || isMigrated(known.migrations, at),
  };
  return Object.keys(holds)
    .filter((name) => !holds[name])
    .map((name) => `not so: ${from} → ${to} (${what}) ${name}`);
}

const isIn = (status: Status | null) => status !== null && entered.includes(status);
const isPerson = ({ by }: HistoryEntry) => by !== 'system' && by !== 'operator';

function isMigrated(migrations: Migrations, at: string): boolean {
  return migrations.findLast((one) => one.at <= at)?.completed ?? false;
}

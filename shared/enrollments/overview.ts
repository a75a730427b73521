/** The incentives overview: every invitation and enrollment a viewer may see, with the open programs merged in. */
import * as z from 'zod/mini';
import { covers } from '../access/member.ts';
import { incentivesAdministratorsOf, type Roster } from '../access/roster.ts';
import type { Standing } from '../access/standing.ts';
import { type Location, MpnId, type Organization } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import { ProgramId } from '../programs/words.ts';
import type { Enrollment } from './enrollment.ts';
import { ActionRequired, actionRequired, StatusShown, statusShown } from './shown.ts';

/** One line: Program, Location, Status, Action required, Resources. */
export const OverviewRow = z
  .strictObject({
    programId: ProgramId,
    program: z.string(),
    mpnId: MpnId,
    location: z.string(),
    status: StatusShown,
    actionRequired: z.nullable(ActionRequired),
    deadline: z.nullable(z.string()),
    term: z.nullable(z.string()),
    resources: z.strictObject({ guide: z.string() }),
  })
  .register(z.globalRegistry, { id: 'Incentive' });
export type OverviewRow = z.infer<typeof OverviewRow>;

export interface Stock {
  organization: Organization;
  roster: Roster;
  locations: Location[];
  programs: Program[];
  enrollments: Enrollment[];
}

/** Rows in the order of location and program; the key of a row is `mpnId/programId`. */
export function overview(stock: Stock, standing: Standing, now: Date): OverviewRow[] {
  const states = new Map(stock.enrollments.map((state) => [`${state.mpnId}/${state.programId}`, state]));
  return stock.locations
    .flatMap((location) => stock.programs.map((program) => ({ location, program })))
    .filter((pair) => isShown(pair, states.get(keyOf(pair)), standing))
    .map((pair) => row(pair, states.get(keyOf(pair)), { stock, now }))
    .sort((one, other) => (rowKey(one) < rowKey(other) ? -1 : 1));
}

export const rowKey = (row: { mpnId: string; programId: string }) => `${row.mpnId}/${row.programId}`;

interface Shown {
  location: Location;
  program: Program;
}
const keyOf = ({ location, program }: Shown) => `${location.mpnId}/${program.id}`;

/** Administrators and operators see what is stored; the Incentives roles see their scope, where open programs are invitations. */
function isShown(pair: Shown, state: Enrollment | undefined, standing: Standing): boolean {
  const target = { mpnId: pair.location.mpnId, programId: pair.program.id };
  const inScope = covers(standing.incentivesAdministrator, target) || covers(standing.incentivesUser, target);
  if (state === undefined) return pair.program.openToAll && pair.program.state === 'active' && inScope;
  return inScope || standing.operator || standing.globalAdministrator || standing.accountAdministrator;
}

function row(
  { location, program }: Shown,
  state: Enrollment | undefined,
  seen: { stock: Stock; now: Date },
): OverviewRow {
  const status = statusShown(state, program, seen.now);
  const target = { mpnId: location.mpnId, programId: program.id };
  const administered = incentivesAdministratorsOf(seen.stock.roster, target).length > 0;
  return {
    programId: program.id,
    program: program.name,
    mpnId: location.mpnId,
    location: location.name,
    status,
    actionRequired: actionRequired(status, { organization: seen.stock.organization, state, administered }),
    deadline: (status === 'Invited' && state?.invitation?.deadline) || null,
    term: state?.status === 'enrolled' ? state.openTerm : null,
    resources: { guide: program.guideUrl },
  };
}

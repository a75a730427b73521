/** One line of the incentives overview as it is answered: Program, Location, Status, Action required, Resources. */
import * as z from 'zod/mini';
import { incentivesAdministratorsOf } from '../access/roster.ts';
import { MpnId } from '../organizations/organization.ts';
import { ProgramId, RequirementId } from '../programs/words.ts';
import { ActionRequired, actionRequired } from './checklist.ts';
import { Reason } from './history.ts';
import type { Line, Overview } from './overview.ts';
import { deadlineOf, isRenewalPending, StatusShown } from './shown.ts';

/** The thing that is missing, by its id and its name. */
export const RequirementNamed = z.strictObject({ requirement: RequirementId, name: z.string() });

export const RenewalPending = z
  .boolean()
  .check(z.describe('The term is over, and whether the next one begins is not decided yet'));

export const OverviewRow = z
  .strictObject({
    programId: ProgramId,
    program: z.string(),
    mpnId: MpnId,
    location: z.string(),
    status: StatusShown,
    actionRequired: z.nullable(ActionRequired),
    requirement: z.nullable(RequirementNamed),
    deadline: z.nullable(z.string()),
    term: z.nullable(z.string()),
    renewalPending: RenewalPending,
    /** Why it would not be carried into the next term, as its people were told last; in words on the enrollment. */
    warnings: z.array(Reason.shape.code),
    resources: z.strictObject({ guide: z.string() }),
  })
  .register(z.globalRegistry, { id: 'Incentive' });
export type OverviewRow = z.infer<typeof OverviewRow>;

export function overviewRow(overview: Overview, line: Line, location: string): OverviewRow {
  const { organization, roster } = overview;
  const { program, state, status, mpnId } = line;
  const administered = incentivesAdministratorsOf(roster, line).length > 0;
  const step = actionRequired({ organization, program, state, administered }, status);
  const { requirement, name } = step ?? { requirement: null, name: null };
  return {
    programId: program.id,
    program: program.name,
    mpnId,
    location,
    status,
    actionRequired: step?.step ?? null,
    requirement: requirement === null || name === null ? null : { requirement, name },
    deadline: (status === 'Invited' && deadlineOf(program, state)) || null,
    term: state?.openTerm ?? null,
    renewalPending: isRenewalPending(state, program, overview.now),
    warnings: state?.warnings ?? [],
    resources: { guide: program.guideUrl },
  };
}

/** The reports of previews and boundaries, as they are answered. */
import * as z from 'zod/mini';
import { covers } from '../access/member.ts';
import { type Standing, seesAll } from '../access/standing.ts';
import { Guid, OrganizationId } from '../organizations/organization.ts';
import { Day, Instant, ProgramId } from '../programs/words.ts';
import { BoundaryId } from './boundary.ts';
import { Place } from './outcome.ts';
import { Total } from './totals.ts';

export const PreviewReport = z
  .strictObject({
    kind: z.literal('preview'),
    runId: Guid,
    on: Day,
    warn: z.boolean(),
    askedAt: Instant,
    /** `stopped`: nothing has come of it for a quarter of an hour. */
    state: z.enum(['running', 'finished', 'stopped']),
    finishedAt: z.nullable(Instant),
    /** `of` is not known before all have been handed out. */
    organizations: z.strictObject({ seen: z.int(), of: z.nullable(z.int()) }),
    /** Organizations whose documents could not be read, or not all of them. */
    failed: z.array(OrganizationId),
    /** Enrollments whose people were told since it was asked for, where `warn` asked for it: those that would lapse at the next end of their term. */
    warned: z.int(),
    totals: z.array(Total),
  })
  .register(z.globalRegistry, { id: 'RolloverPreview' });
export type PreviewReport = z.infer<typeof PreviewReport>;

export const BoundaryReport = z
  .strictObject({
    kind: z.literal('boundary'),
    runId: BoundaryId,
    programId: ProgramId,
    fromTerm: z.string(),
    toTerm: z.string(),
    endedAt: Instant,
    state: z.enum(['running', 'finished']),
    /** How many enrollments still carry the term. */
    left: z.int(),
    /** Which: the first of them. */
    stillOpen: z.array(Place),
    totals: z.array(Total),
    /** The last preview before it, which `…/changes` compares it with; null where there is none. */
    preview: z.nullable(Guid),
  })
  .register(z.globalRegistry, { id: 'RolloverBoundary' });
export type BoundaryReport = z.infer<typeof BoundaryReport>;

/** One of either. */
export const Report = z.union([PreviewReport, BoundaryReport]);

/** Whether the caller sees an enrollment of the organization: Incentives administrators see what their scopes cover. */
export function seenBy(standing: Standing): (place: { mpnId: string; programId: string }) => boolean {
  if (seesAll(standing)) return () => true;
  return (place) => covers(standing.incentivesAdministrator, place);
}

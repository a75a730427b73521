/** What the end of the terms would bring for one organization, on its documents as they are; where asked for, its people are warned. */
import type { Stored } from '../shared/azure/documents.ts';
import { settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { type InTerm, isInTerm } from '../shared/enrollments/enrollment.ts';
import { type OpenedOrganization, openOrganization, type Section } from '../shared/enrollments/pass-store.ts';
import type { Pass, Subject } from '../shared/enrollments/subject.ts';
import { decideEarlyWarning } from '../shared/enrollments/warning.ts';
import type { Program } from '../shared/programs/program.ts';
import { endsUntil, type Outcome, outcomesOn } from '../shared/rollovers/outcome.ts';
import { decideAll } from './decide-all.ts';

type PassDeps = Pick<Deps, 'partners' | 'now'>;
type StoredInTerm = Subject & { state: Stored<InTerm> };

export interface Previewing {
  programs: Program[];
  on: string;
  warn: boolean;
}

/** Writes nothing but warnings, where those are asked for. */
export function previewOrganization(
  { partners, now }: PassDeps,
  organizationId: string,
  { programs, on, warn }: Previewing,
): Promise<Outcome[]> {
  return settle(async () => {
    const opened = await openOrganization(partners, organizationId);
    const warning = { partners, fence: opened.fence, now: now(), decide: warned };
    const [found, faults]: [Outcome[], unknown[]] = [[], []];
    for await (const section of opened.sections) {
      const subjects = inTerm({ ...opened, ...section }, programs);
      const ending = subjects.filter((subject) => endsUntil(subject, on, warning.now));
      if (warn) faults.push(...(await decideAll(warning, ending)));
      found.push(...subjects.flatMap((subject) => outcomesOn(subject, on)));
    }
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} warnings cannot be written`);
    return found;
  });
}

const warned = (subject: StoredInTerm, pass: Pass) => decideEarlyWarning(subject, subject.state, pass);

/** What has a term that can end. */
function inTerm(
  { organization, roster, revenueOfOrganization, locations, enrollments }: OpenedOrganization & Section,
  programs: Program[],
): StoredInTerm[] {
  const whole = { organization, roster, revenueOfOrganization };
  const offered = new Map(programs.map((program) => [program.id, program]));
  const places = new Map(locations.map((location) => [location.mpnId, location]));
  return enrollments.flatMap((state) => {
    const [program, location] = [offered.get(state.programId), places.get(state.mpnId)];
    return isInTerm(state) && program && location ? [{ ...whole, location, program, state }] : [];
  });
}

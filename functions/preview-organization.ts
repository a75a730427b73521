/** What the end of the terms would bring for one organization, on its documents as they are; where asked for, its people are warned. */
import type { Stored } from '../shared/azure/documents.ts';
import { settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import { type InTerm, isInTerm } from '../shared/enrollments/enrollment.ts';
import { type OpenedOrganization, openOrganization, type Section } from '../shared/enrollments/pass-store.ts';
import { placelessFaults } from '../shared/enrollments/placeless.ts';
import { rowKey } from '../shared/enrollments/places.ts';
import type { Pass, Subject } from '../shared/enrollments/subject.ts';
import { decideEarlyWarning } from '../shared/enrollments/warning.ts';
import type { Program } from '../shared/programs/program.ts';
import { boundaryOn, endsUntil, type Outcome, outcomesOn } from '../shared/rollovers/outcome.ts';
import { type Deciding, decideAll } from './decide-all.ts';

type PassDeps = Pick<Deps, 'partners' | 'now'>;
type StoredInTerm = Subject & { state: Stored<InTerm> };

export interface Previewing {
  programs: Program[];
  on: string;
  warn: boolean;
  askedAt: string;
}

export interface Previewed {
  outcomes: Outcome[];
  /** Enrollments whose people were told since the preview was asked for. */
  warned: number;
  /** Of those that cannot be previewed, or not warned; all others are. */
  faults: unknown[];
}

/** Writes nothing but warnings, where those are asked for. */
export function previewOrganization(
  { partners, now }: PassDeps,
  organizationId: string,
  { programs, on, warn, askedAt }: Previewing,
): Promise<Previewed> {
  return settle(async () => {
    const opened = await openOrganization(partners, organizationId);
    const warning = { partners, fence: opened.fence, now: now() };
    const previewed: Previewed = { outcomes: [], warned: 0, faults: [] };
    for await (const section of opened.sections) {
      const subjects = inTerm({ ...opened, ...section }, programs);
      const ending = subjects.filter((subject) => endsUntil(subject, on, warning.now));
      const { told, faults } = warn ? await warnThem(warning, ending, askedAt) : nobody;
      previewed.warned += told;
      previewed.faults.push(...faults, ...placelessFaults(section, programs, (one) => boundaryOn(one, on)));
      previewed.outcomes.push(...subjects.flatMap((subject) => outcomesOn(subject, on)));
    }
    return previewed;
  });
}

const nobody = { told: 0, faults: [] };

/** Whom a worker told that was lost counts too. */
async function warnThem(
  warning: Pick<Deciding<StoredInTerm>, 'partners' | 'fence' | 'now'>,
  subjects: StoredInTerm[],
  askedAt: string,
) {
  const before = subjects.filter(({ state }) => (state.warned?.at ?? '') >= askedAt);
  const told = new Set(before.map(({ state }) => rowKey(state)));
  const count = (decisions: Decision[]) => {
    for (const { after } of decisions) told.add(rowKey(after));
  };
  const decide = (subject: StoredInTerm, pass: Pass) => decideEarlyWarning(subject, subject.state, pass);
  const faults = await decideAll({ ...warning, decide, count }, subjects);
  return { told: told.size, faults };
}

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

/** What the end of the terms would bring for one organization, on its documents as they are; where asked for, its people are warned. */
import { randomUUID } from 'node:crypto';
import type { Stored } from '../shared/azure/documents.ts';
import { settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { type InTerm, isInTerm } from '../shared/enrollments/enrollment.ts';
import { type OpenedOrganization, openOrganization, type Section } from '../shared/enrollments/pass-store.ts';
import type { Subject } from '../shared/enrollments/subject.ts';
import { decideEarlyWarning } from '../shared/enrollments/warning.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import type { Program } from '../shared/programs/program.ts';
import { endsUntil, type Outcome, outcomesOn } from '../shared/rollovers/outcome.ts';
import { writeDecision, writeTogether } from './write-decision.ts';

type PassDeps = Pick<Deps, 'partners' | 'now'>;
type StoredSubject = Subject & { state: Stored<InTerm> };

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
    const warning = { partners, fence: opened.fence, now: now() };
    const found: Outcome[] = [];
    for await (const section of opened.sections) {
      const subjects = inTerm({ ...opened, ...section }, programs);
      const ending = subjects.filter((subject) => endsUntil(subject, on, warning.now));
      if (warn) await warnAll(warning, ending);
      found.push(...subjects.flatMap((subject) => outcomesOn(subject, on)));
    }
    return found;
  });
}

/** What has a term that can end. */
function inTerm(
  { organization, roster, revenueOfOrganization, locations, enrollments }: OpenedOrganization & Section,
  programs: Program[],
): StoredSubject[] {
  const whole = { organization, roster, revenueOfOrganization };
  const offered = new Map(programs.map((program) => [program.id, program]));
  const places = new Map(locations.map((location) => [location.mpnId, location]));
  return enrollments.flatMap((state) => {
    const [program, location] = [offered.get(state.programId), places.get(state.mpnId)];
    return isInTerm(state) && program && location ? [{ ...whole, location, program, state }] : [];
  });
}

interface Warning extends Pick<Deps, 'partners'> {
  fence: Reconciliation;
  now: Date;
}

/** In one batch under one occasion, or in halves where they do not fit. */
async function warnAll(warning: Warning, ending: StoredSubject[]): Promise<void> {
  const { partners, fence, now } = warning;
  const pass = { now, occasion: randomUUID() };
  const decided = ending.flatMap((subject) => {
    const decision = decideEarlyWarning(subject, subject.state, pass);
    return decision ? [{ decision, before: subject.state }] : [];
  });
  const [first] = decided;
  if (!first) return;
  if (decided.length === 1) await writeDecision(partners, fence, { decided: first, pass });
  else if (!(await writeTogether(partners, fence, { decided, pass }))) {
    const half = Math.ceil(ending.length / 2);
    await warnAll(warning, ending.slice(0, half));
    await warnAll(warning, ending.slice(half));
  }
}

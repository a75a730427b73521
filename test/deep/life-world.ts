/** What the model knows: an organization with two offices, its programs, and where each office stands in each. */
import { type Calendar, endOf, yearAt } from './life-calendar.ts';
import type { Program, RequirementName } from './life-program.ts';

export type Status =
  | 'none'
  | 'invited'
  | 'declined'
  | 'invitationExpired'
  | 'actionRequired'
  | 'validating'
  | 'enrolled'
  | 'withdrawn'
  | 'ineligible'
  | 'lapsed'
  | 'discontinued';

/** One entry of a history. */
export interface Act {
  at: number;
  what: string;
  from: Status;
  to: Status;
  /** A person by their first name, or `system`. */
  by: string;
  /** Of the grant that whoever did it had then. */
  scope?: Scope | undefined;
  /** Of the term that was open then, or until then. */
  year?: number | undefined;
  requirement?: RequirementName;
}

interface Progress {
  state: 'completed' | 'validated' | 'rejected';
  completedAt: number;
}

/** One location in one program. Instants are milliseconds. */
export interface Pair {
  office: number;
  program: number;
  status: Status;
  invitation?: { deadline?: number | undefined; delivered: boolean } | undefined;
  /** The year of the term that is open. */
  year?: number | undefined;
  acceptedAt?: number | undefined;
  declinedAt?: number | undefined;
  earnsFrom?: string | undefined;
  /** Ineligible after it had accepted. */
  wasIn?: boolean | undefined;
  /** What was so before a lapse that may be taken back; `year` is that of the term that had ended. */
  lapse?: (Pick<Pair, 'status' | 'year' | 'acceptedAt' | 'earnsFrom'> & { at: number }) | undefined;
  /** Since a lapse was taken back, no other boundary has come. */
  reopened?: boolean | undefined;
  progress: Partial<Record<RequirementName, Progress>>;
  acts: Act[];
}

export interface Scope {
  /** One office, or all of them. */
  office?: number | undefined;
  program?: number | undefined;
}

export interface Figures {
  revenue: number;
  /** The years of the terms in which there were deals, by program. */
  deals: number[];
  asOf: string;
}

type Administrator = 'ines' | 'ivan';

export interface World {
  now: number;
  migrated: boolean;
  /** The last day of the agreement; none: it has no end. */
  agreementTo?: string | undefined;
  figures: (Figures | undefined)[];
  grants: Partial<Record<Administrator, Scope>>;
  programs: Program[];
  pairs: Pair[];
  /** Programs were changed then, and all organizations will be looked at again ten minutes later. */
  changedAt?: number | undefined;
}

export const inTerm = ({ status }: Pair) => ['actionRequired', 'validating', 'enrolled'].includes(status);

export const covers = (scope: Scope | undefined, { office, program }: Pair) =>
  scope !== undefined && (scope.office ?? office) === office && (scope.program ?? program) === program;

export const programOf = ({ programs }: World, { program }: Pair) => programs[program] as Program;

export const administered = ({ grants }: World, pair: Pair) =>
  covers(grants.ines, pair) || covers(grants.ivan, pair);

export const isOver = (world: World, pair: Pair) =>
  inTerm(pair) && endOf(programOf(world, pair).calendar, pair.year ?? 0) <= world.now;

export const isPast = (world: World, pair: Pair) =>
  pair.invitation?.deadline !== undefined && pair.invitation.deadline <= world.now;

export const sameTerm = (calendar: Calendar, one: number, other: number) =>
  yearAt(calendar, one) === yearAt(calendar, other);

export function lapse(world: World, pair: Pair): void {
  const { status, year, acceptedAt, earnsFrom } = pair;
  pair.lapse = { status, year, acceptedAt, earnsFrom, at: world.now };
  pair.reopened = false;
  end(pair, 'lapsed');
}

export function end(pair: Pair, status: Status): void {
  pair.wasIn = inTerm(pair);
  pair.status = status;
  pair.year = undefined;
  pair.earnsFrom = undefined;
}

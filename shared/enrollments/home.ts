/** Which enrollments are cards of a person's home page, and which of them a query can find. */
import * as z from 'zod/mini';
import { covers } from '../access/member.ts';
import { incentivesAdministratorsOf, type Roster } from '../access/roster.ts';
import type { Standing } from '../access/standing.ts';
import type { Program } from '../programs/program.ts';
import type { Card, CardKind } from './card.ts';
import { Glimpse, glimpseFields } from './glimpse.ts';
import { placesIn } from './places.ts';
import { isLeft, progressOf } from './requirements.ts';
import { type Clause, possible } from './selection.ts';
import { statusShown } from './shown.ts';
import { type StoredAs, storedAs } from './shown-filter.ts';
import type { Verb } from './transitions.ts';

/** The steps of the history that make a card, the last of each kind being the one that counts. */
const causes = {
  invitation: [],
  assignAdministrator: ['unattend'],
  actionRequired: ['enroll', 'adjust', 'reject'],
} as const satisfies Record<CardKind, readonly Verb[]>;

/** An enrollment that may be a card, with those steps. */
export const Candidate = z.object({
  ...Glimpse.shape,
  history: z.array(z.object({ what: z.string(), occasion: z.optional(z.string()) })),
});
export type Candidate = z.infer<typeof Candidate>;

const remembered = Object.values(causes)
  .flat()
  .map((verb) => `'${verb}'`)
  .join(', ');
export const candidateFields = `${glimpseFields}, ARRAY(SELECT h.what, h.occasion FROM h IN c.history WHERE h.what IN (${remembered})) AS history`;

/** Whose home page it is, and what is known of the organization. */
export interface Home {
  roster: Roster;
  programs: Program[];
  standing: Standing;
  now: Date;
}

const appoints = ({ globalAdministrator, accountAdministrator }: Standing) =>
  globalAdministrator || accountAdministrator;

/** Which enrollments can be a card for this person. */
export function homeClauses(home: Home): Clause[] {
  return possible(home.programs.flatMap((program) => [...toAct(home, program), ...toAppoint(home, program)]));
}

function toAct({ standing, now }: Home, program: Program): Clause[] {
  const there = { programs: [program.id], places: placesIn(standing.incentivesAdministrator, program.id) };
  return [
    ...invitedTo(program, now).map((as) => ({ ...there, as })),
    ...storedAs('Action required', program, now).map((as) => ({ ...there, as })),
    { ...there, as: { stored: ['enrolled'] }, also: 'incomplete' },
  ];
}

function toAppoint({ standing, roster, now }: Home, program: Program): Clause[] {
  if (!appoints(standing)) return [];
  const scopes = roster.incentivesAdministrators.flatMap((administrator) => administrator.scopes);
  const nobodyThere = {
    programs: [program.id],
    places: 'all' as const,
    except: placesIn(scopes, program.id),
  };
  return [
    ...invitedTo(program, now).map((as) => ({ ...nobodyThere, as })),
    { ...nobodyThere, as: { stored: ['actionRequired', 'validating', 'enrolled'] }, also: 'unattended' },
  ];
}

/** Open programs make no card until they are entered, even where somebody was invited before they were open. */
function invitedTo(program: Program, now: Date): StoredAs[] {
  return program.openToAll ? [] : storedAs('Invited', program, now);
}

/** A card before its location has a name. */
export type Drawn = Omit<Card, 'location' | 'link'>;

/** The card this person has here, put away or not. Incentives administrators see what they have to do, those who can appoint where nobody can. */
export function cardAt(home: Home, state: Candidate): Drawn | undefined {
  const program = home.programs.find(({ id }) => id === state.programId);
  const kind = program && kindAt(home, program, state);
  const occasion = kind && occasionOf(kind, state);
  if (!occasion) return undefined;
  const { mpnId, programId } = state;
  return {
    cardId: [kind, mpnId, programId, occasion].join('.'),
    kind,
    programId,
    program: program.name,
    mpnId,
    requirement: (kind === 'actionRequired' && missing(program, state)) || null,
    deadline: (state.status === 'invited' && state.invitation?.deadline) || null,
  };
}

function kindAt({ standing, roster, now }: Home, program: Program, state: Candidate): CardKind | undefined {
  const status = statusShown(state, program, { administers: true, now });
  if (status === 'Discontinued') return undefined;
  const isInvited = status === 'Invited' && !program.openToAll;
  if (covers(standing.incentivesAdministrator, state)) {
    if (isInvited) return 'invitation';
    return missing(program, state) ? 'actionRequired' : undefined;
  }
  const waits = isInvited || (state.openTerm !== undefined && state.unattendedSince !== undefined);
  const nobody = incentivesAdministratorsOf(roster, state).length === 0;
  return appoints(standing) && nobody && waits ? 'assignAdministrator' : undefined;
}

/** The first requirement that has to be completed; of an enrolled location, again or more than before, once a pass has seen that. */
function missing(program: Program, state: Candidate): Card['requirement'] {
  if (state.status !== 'actionRequired' && state.status !== 'enrolled') return null;
  const found = program.requirements.find(({ requirement }) => {
    const progress = progressOf(state, requirement);
    return isLeft(progress) && (progress !== undefined || state.status === 'actionRequired');
  });
  return found ?? null;
}

function occasionOf(kind: CardKind, state: Candidate): string | undefined {
  const made: readonly string[] = causes[kind];
  const step = state.history.findLast(({ what }) => made.includes(what));
  const isLost = kind !== 'assignAdministrator' || state.unattendedSince !== undefined;
  return (isLost ? step?.occasion : undefined) ?? state.invitation?.occasion;
}

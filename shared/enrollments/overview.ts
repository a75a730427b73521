/** Which lines the incentives overview has: every invitation and enrollment a viewer may see, with the open programs merged in. */
import { covers } from '../access/member.ts';
import type { Roster } from '../access/roster.ts';
import { type Standing, seesAll } from '../access/standing.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import type { Glimpse } from './glimpse.ts';
import { compareRows, type Places, placesIn, placesOf, type RowKey, rowKey } from './places.ts';
import { type Clause, mostNames, possible } from './selection.ts';
import { type StatusShown, statusShown } from './shown.ts';
import { storedAs } from './shown-filter.ts';

export interface Filter {
  program?: string | undefined;
  location?: string | undefined;
  status?: StatusShown | undefined;
}

/** What an overview is made for. */
export interface Overview {
  organization: Organization;
  roster: Roster;
  /** The ones the filter leaves. */
  programs: Program[];
  standing: Standing;
  filter: Filter;
  now: Date;
}

/** A row before its location has a name. */
export interface Line extends RowKey {
  program: Program;
  state: Glimpse | undefined;
  status: StatusShown;
}

/** What was read of one stretch of the list, whose end belongs to it; without an end, all that is left. */
export interface Stretch {
  states: Glimpse[];
  /** The locations where programs may be open without anything stored. */
  locations: string[];
  after: RowKey | undefined;
  end: RowKey | undefined;
}

const scopesIn = ({ incentivesAdministrator, incentivesUser }: Standing) => [
  ...incentivesAdministrator,
  ...incentivesUser,
];

/** The locations this person sees anything of. */
export function placesSeen(standing: Standing): Places {
  return seesAll(standing) ? 'all' : placesOf(scopesIn(standing));
}

/** What stored enrollments may be in it. Where an open program may show, whatever is stored of it is read: it is not open there then. */
export function overviewClauses(overview: Overview): Clause[] {
  const { standing, filter, now, programs } = overview;
  const open = openPrograms(overview);
  return possible(
    programs.flatMap((program): Clause[] => {
      const seen = seesAll(standing) ? 'all' : placesIn(scopesIn(standing), program.id);
      const any = { programs: [program.id], places: seen };
      if (filter.status === undefined || open.includes(program)) return [any];
      const administered = standing.operator ? 'all' : placesIn(standing.incentivesAdministrator, program.id);
      return storedAs(filter.status, program, now).map((as) => ({
        ...any,
        as,
        ...(as.administers === true ? { places: administered } : {}),
        ...(as.administers === false ? { except: administered } : {}),
      }));
    }),
  );
}

/** The programs that can show without anything stored: open to all, to those in scope. */
function openPrograms({ programs, standing, filter }: Overview): Program[] {
  if (filter.status !== undefined && filter.status !== 'Invited') return [];
  return programs.filter(
    ({ id, state, openToAll }) =>
      openToAll && state === 'active' && placesIn(scopesIn(standing), id).length > 0,
  );
}

/** Where any of them can. */
export function openPlaces(overview: Overview): Places {
  const open = openPrograms(overview).map(({ id }) => placesIn(scopesIn(overview.standing), id));
  const named = new Set(open.flat());
  return open.includes('all') || named.size > mostNames ? 'all' : [...named].sort();
}

/** The lines of a stretch in their order: each location and program at most once. */
export function linesOf(overview: Overview, { states, locations, after, end }: Stretch): Line[] {
  const stored = new Set(states.map(rowKey));
  const openings = openPrograms(overview).flatMap(({ id }) =>
    locations.map((mpnId) => ({ mpnId, programId: id, state: undefined })),
  );
  return [
    ...states.map((state) => ({ ...state, state })),
    ...openings.filter((key) => !stored.has(rowKey(key))),
  ]
    .filter((key) => (!after || compareRows(key, after) > 0) && (!end || compareRows(key, end) <= 0))
    .flatMap((found) => lineOf(overview, found) ?? [])
    .sort(compareRows);
}

/** Undefined where this viewer, or the filter, leaves it out. */
function lineOf(overview: Overview, found: RowKey & Pick<Line, 'state'>): Line | undefined {
  const { standing, filter, now } = overview;
  const { mpnId, programId, state } = found;
  const program = overview.programs.find(({ id }) => id === programId);
  const inScope = covers(scopesIn(standing), found);
  if (!program || !(inScope || (state && seesAll(standing)))) return undefined;
  if (filter.location !== undefined && filter.location !== mpnId) return undefined;
  const administers = standing.operator || covers(standing.incentivesAdministrator, found);
  const status = statusShown(state, program, { administers, now });
  if (filter.status !== undefined && filter.status !== status) return undefined;
  return { mpnId, programId, program, state, status };
}

/** Nobody left stranded: what a change of roles leaves without anybody who can act. The last one is removed only by who says that they know. */
import * as z from 'zod/mini';
import { refuse } from '../refusal.ts';
import { covers } from './member.ts';
import { appointers, type Roster } from './roster.ts';

/** A location in a program: with a delivered invitation or an enrollment, it is live. */
export interface Place {
  mpnId: string;
  programId: string;
}

export interface RosterChange {
  before: Roster;
  after: Roster;
}

/** What a caller adds to a write that takes a role away from the last one who has it. */
export const Acknowledgement = z.strictObject({ acknowledge: z.optional(z.literal('stranded')) });
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export interface Stranding {
  /** Without an Incentives administrator from now on. */
  places: Place[];
  /** Without anybody who can appoint one. */
  nobodyAppoints: boolean;
}

/** Whether anybody had more before; else no place can be stranded. */
export function takesAway({ before, after }: RosterChange): boolean {
  const kept = new Set(after.incentivesAdministrators.map((entry) => JSON.stringify(entry)));
  return before.incentivesAdministrators.some((entry) => !kept.has(JSON.stringify(entry)));
}

/** What had somebody effective before and has nobody after; undefined where nothing is. */
export function strandedBy({ before, after }: RosterChange, live: Place[]): Stranding | undefined {
  const places = live.filter((place) => isCovered(before, place) && !isCovered(after, place));
  const nobodyAppoints = appointers(before).length > 0 && appointers(after).length === 0;
  return places.length > 0 || nobodyAppoints ? { places, nobodyAppoints } : undefined;
}

function isCovered(roster: Roster, place: Place): boolean {
  return roster.incentivesAdministrators.some((entry) => covers(entry.scopes, place));
}

/**
 * @returns what is left stranded, knowingly.
 * @throws Refusal `role/last-administrator` naming the locations with their programs, unless it was acknowledged.
 */
export function refuseStranding(
  change: RosterChange,
  live: Place[],
  { acknowledge }: Acknowledgement,
): Stranding | undefined {
  const stranding = strandedBy(change, live);
  if (stranding && acknowledge !== 'stranded')
    refuse('role/last-administrator', whatIsLost(stranding), {
      target: 'query.acknowledge',
      details: { ...named(stranding.places), nobodyAppoints: stranding.nobodyAppoints, wayOut },
    });
  return stranding;
}

const wayOut = [
  'Give the role to somebody else first.',
  'Or repeat the call with acknowledge=stranded: the Global and Account administrators are told, or the contact of the organization where there are none.',
];

function whatIsLost({ places, nobodyAppoints }: Stranding): string {
  const [first] = places;
  const others = new Set(places.map(({ mpnId }) => mpnId)).size - 1;
  const where = `location ${first?.mpnId}${others > 0 ? ` and ${others} more` : ''}`;
  return [
    ...(first ? [`This takes away the last Incentives administrator of ${where}.`] : []),
    ...(nobodyAppoints ? ['This takes away the last one who can appoint anybody.'] : []),
    'Give the role to somebody else first, or repeat the call with acknowledge=stranded.',
  ].join(' ');
}

const mostNamed = 50;

/** The first 50 locations, each with its programs; the others are counted. */
function named(places: Place[]) {
  const byLocation = [...Map.groupBy(places, ({ mpnId }) => mpnId)];
  const locations = byLocation
    .slice(0, mostNamed)
    .map(([location, its]) => ({ location, programs: its.map(({ programId }) => programId) }));
  return { locations, more: byLocation.length - locations.length };
}

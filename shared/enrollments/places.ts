/** Where scopes reach in one program, and the order in which lists go through locations and programs. */
import type { Scope } from '../access/member.ts';
import { refuse } from '../refusal.ts';

/** Every location of the organization, or those named. */
export type Places = 'all' | readonly string[];

export function placesIn(scopes: Scope[], programId: string): Places {
  return placesOf(scopes.filter(({ programs }) => programs === 'all' || programs.includes(programId)));
}

/** The locations of any of these scopes, whatever their programs. */
export function placesOf(scopes: Scope[]): Places {
  const named = scopes.map(({ locations }) => locations);
  if (named.includes('all')) return 'all';
  return [...new Set(named.flat())].sort();
}

/** What names a row of a list: lists go by location, then by program. */
export interface RowKey {
  mpnId: string;
  programId: string;
}

export const rowKey = ({ mpnId, programId }: RowKey) => `${mpnId}/${programId}`;

/** No program sorts after it. */
const afterPrograms = '~';

/** After every row of this location. */
export const endOf = (mpnId: string): RowKey => ({ mpnId, programId: afterPrograms });

export function compareRows(one: RowKey, other: RowKey): number {
  if (one.mpnId !== other.mpnId) return one.mpnId < other.mpnId ? -1 : 1;
  if (one.programId === other.programId) return 0;
  return one.programId < other.programId ? -1 : 1;
}

/** The row after which a caller goes on. @throws Refusal `request/continuation-invalid`. */
export function rowAfter(continuation: string | undefined): RowKey | undefined {
  if (continuation === undefined) return undefined;
  const [, mpnId, programId] = /^([0-9]{1,12})\/([a-z0-9-]{1,64}|~)$/.exec(continuation) ?? [];
  if (mpnId === undefined || programId === undefined)
    return refuse('request/continuation-invalid', 'Follow the nextLink as it was given.', {
      target: 'query.continuation',
    });
  return { mpnId, programId };
}

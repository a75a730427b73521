/** An organization with something of each kind, and who looks at its overview, for tests. */
import type { Scope } from '../../../shared/access/member.ts';
import { emptyRoster } from '../../../shared/access/roster.ts';
import type { Standing } from '../../../shared/access/standing.ts';
import { Glimpse, glimpseFields } from '../../../shared/enrollments/glimpse.ts';
import {
  type Filter,
  linesOf,
  type Overview,
  overviewClauses,
} from '../../../shared/enrollments/overview.ts';
import { rowKey } from '../../../shared/enrollments/places.ts';
import { enrollmentQuery } from '../../../shared/enrollments/selection.ts';
import { organization, program } from '../programs/situation.ts';
import { standing } from './glimpses.ts';
import { answered, document } from './queries.ts';
import { pass } from './subject.ts';

export const azure = program({ id: 'azure', openToAll: true });
const hosting = program({ id: 'hosting' });
export const locations = ['1', '10', '2', '21'];

const passed = { occasion: 'winter', deadline: '2027-03-01T00:00:00.000Z' };
const documents = [
  { mpnId: '1', programId: 'hosting', status: 'invited' },
  { mpnId: '1', programId: 'azure', status: 'enrolled', openTerm: 'FY27' },
  { mpnId: '10', programId: 'hosting', status: 'actionRequired', openTerm: 'FY27' },
  { mpnId: '2', programId: 'hosting', status: 'validating', openTerm: 'FY27' },
  { mpnId: '2', programId: 'azure', status: 'withdrawn' },
  { mpnId: '21', programId: 'hosting', status: 'invited', invitation: passed },
].map(document);
export const states = documents.map((one) => Glimpse.parse(one));

export const in110: Scope[] = [{ locations: ['10', '1'], programs: 'all' }];
export const everywhere: Scope[] = [{ locations: 'all', programs: 'all' }];
/** Deals with one location, and sees all. */
export const mixed = standing({
  incentivesAdministrator: [{ locations: ['10'], programs: 'all' }],
  incentivesUser: everywhere,
});

export function overview(viewer: Standing, filter: Filter = {}, programs = [hosting, azure]): Overview {
  const base = { organization: organization(), roster: emptyRoster('contoso'), now: pass.now };
  return { ...base, standing: viewer, filter, programs };
}

/** What the database answers for it. */
export function read(seen: Overview): Glimpse[] {
  const clauses = overviewClauses(seen);
  if (clauses.length === 0) return [];
  const { location } = seen.filter;
  const asked = { organizationId: 'contoso', fields: glimpseFields, clauses, location, after: undefined };
  return answered(enrollmentQuery(asked), documents).map((one) => Glimpse.parse(one));
}

export function shown(seen: Overview, all = states): string[] {
  const stretch = { states: all, locations, after: undefined, end: undefined };
  return linesOf(seen, stretch).map((line) => `${rowKey(line)} ${line.status}`);
}

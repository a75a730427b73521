/** Which enrollments are read for a home, and what of them. */
import { describe, expect, test } from 'vitest';
import { emptyRoster } from '../../../shared/access/roster.ts';
import type { Standing } from '../../../shared/access/standing.ts';
import { Candidate, candidateFields, homeClauses } from '../../../shared/enrollments/home.ts';
import { enrollmentQuery } from '../../../shared/enrollments/selection.ts';
import { program } from '../programs/situation.ts';
import { standing } from './glimpses.ts';
import { answered, document } from './queries.ts';
import { demanding, ines, pass, progress } from './subject.ts';

const unattendedSince = '2027-02-01T00:00:00.000Z';
const passed = { occasion: 'winter', deadline: '2027-03-01T00:00:00.000Z' };
const requirements = [progress('tax-profile', 'rejected')];
const openTerm = 'FY27';
const steps = ['invite', 'enroll', 'complete', 'reject', 'adjust', 'validate', 'unattend', 'warn'];
const history = steps.map((what) => ({ what, occasion: `of ${what}`, by: ines }));
const documents = [
  { mpnId: '10', status: 'invited', history },
  { mpnId: '11', status: 'invited' },
  { mpnId: '12', status: 'invited', invitation: passed },
  { mpnId: '20', status: 'actionRequired', openTerm },
  { mpnId: '21', status: 'actionRequired', openTerm, unattendedSince },
  { mpnId: '30', status: 'validating', openTerm },
  { mpnId: '31', status: 'validating', openTerm, unattendedSince },
  { mpnId: '40', status: 'enrolled', openTerm },
  { mpnId: '41', status: 'enrolled', openTerm, unattendedSince },
  { mpnId: '42', status: 'enrolled', openTerm, requirements },
  { mpnId: '50', status: 'withdrawn', requirements },
  { mpnId: '60', programId: 'other', status: 'invited' },
].map((one) => document({ programId: 'hosting', history: [], ...one }));

const at = (...locations: string[]) => [{ locations, programs: ['hosting'] }];
const roster = {
  ...emptyRoster('contoso'),
  incentivesAdministrators: [
    { memberId: ines, scopes: [...at('10', '30'), { locations: ['11'], programs: ['other'] }] },
  ],
};

function read(viewer: Partial<Standing>, programs = [demanding]): Candidate[] {
  const clauses = homeClauses({ roster, programs, standing: standing(viewer), now: pass.now });
  if (clauses.length === 0) return [];
  const asked = { organizationId: 'contoso', fields: candidateFields, clauses, location: undefined };
  return answered(enrollmentQuery({ ...asked, after: undefined }), documents).map((one) =>
    Candidate.parse(one),
  );
}

const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
const other = program({ id: 'other' });
const open = { ...demanding, openToAll: true };

describe('given somebody who comes home, then it reads', () => {
  test.each<[string, Candidate[], string[]]>([
    ['nothing, for others', read({ incentivesUser: everywhere, operator: true }), []],
    ['what they can do', read({ incentivesAdministrator: everywhere }), ['10', '11', '20', '21', '42']],
    ['that of theirs alone', read({ incentivesAdministrator: at('11', '30', '42') }), ['11', '42']],
    [
      'of a program open to all what was entered',
      read({ incentivesAdministrator: everywhere }, [open]),
      ['20', '21', '42'],
    ],
    [
      'of such, what was entered and nobody can do',
      read({ accountAdministrator: true }, [open]),
      ['21', '31', '41'],
    ],
    ['what nobody can do', read({ accountAdministrator: true }), ['11', '21', '31', '41']],
    ['the same for a Global administrator', read({ globalAdministrator: true }), ['11', '21', '31', '41']],
    [
      'that of each program',
      read({ globalAdministrator: true }, [demanding, other]),
      ['11', '21', '31', '41', '60'],
    ],
    ['that of a program', read({ incentivesAdministrator: everywhere }, [other]), ['60']],
    [
      'both',
      read({ accountAdministrator: true, incentivesAdministrator: at('10') }),
      ['10', '11', '21', '31', '41'],
    ],
  ])('%s', (_, found, mpnIds) => {
    expect(found.map(({ mpnId }) => mpnId)).toEqual(mpnIds);
  });

  test('of the history only the steps that make a card', () => {
    expect(read({ incentivesAdministrator: at('10') })).toEqual([
      {
        ...{ mpnId: '10', programId: 'hosting', status: 'invited', requirements: [], warnings: [] },
        history: ['enroll', 'reject', 'adjust', 'unattend'].map((what) => ({ what, occasion: `of ${what}` })),
      },
    ]);
  });

  test('all that makes a card of it', () => {
    const [found] = read({ incentivesAdministrator: at('42') });
    expect(found).toMatchObject({ status: 'enrolled', openTerm, requirements });
    expect(read({ accountAdministrator: true })[1]).toMatchObject({
      status: 'actionRequired',
      unattendedSince,
    });
  });
});

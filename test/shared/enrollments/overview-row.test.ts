/** One line of an overview as it is answered. */
import { describe, expect, test } from 'vitest';
import { emptyRoster } from '../../../shared/access/roster.ts';
import type { Line } from '../../../shared/enrollments/overview.ts';
import { OverviewRow, overviewRow } from '../../../shared/enrollments/overview-row.ts';
import { standing } from './glimpses.ts';
import { overview } from './overviews.ts';
import { accepted, demanding, enrolled, invited, progress, subject } from './subject.ts';

const deadline = '2027-06-01T00:00:00.000Z';
const { roster } = subject();
const { mpnId } = invited();
const completed = accepted(progress('payout-profile', 'validated'), progress('tax-profile'));

function row(state: Line['state'], status: Line['status'], attended = true): OverviewRow {
  const line: Line = { mpnId, programId: 'hosting', program: demanding, state, status };
  const seen = { ...overview(standing({})), roster: attended ? roster : emptyRoster('contoso') };
  return overviewRow(seen, line, 'Berlin');
}

const tax = { requirement: 'tax-profile', name: 'Tax profile' };
const nothing = { actionRequired: null, requirement: null, deadline: null, term: null, warnings: [] };

describe('given a line, then it says', () => {
  test.each<[string, OverviewRow, Partial<OverviewRow>]>([
    [
      'until when to enroll',
      row(invited({ deadline }), 'Invited'),
      { ...nothing, actionRequired: 'enroll', deadline },
    ],
    ['to enroll, at any time', row(invited(), 'Invited'), { ...nothing, actionRequired: 'enroll' }],
    ['to enroll in an open program', row(undefined, 'Invited'), { ...nothing, actionRequired: 'enroll' }],
    [
      'whom to appoint first',
      row(undefined, 'Invited', false),
      { ...nothing, actionRequired: 'assignIncentivesAdministrator' },
    ],
    ['nothing of what has expired', row(invited({ deadline }), 'Invitation expired'), nothing],
    [
      'what is missing',
      row(accepted(progress('payout-profile')), 'Action required'),
      { ...nothing, actionRequired: 'completeRequirement', requirement: tax, term: 'FY27' },
    ],
    [
      'nothing, while the operator validates',
      row(completed, 'Validating enrollment'),
      { ...nothing, term: 'FY27' },
    ],
    [
      'why it would not be carried on',
      row({ ...enrolled(), warnings: ['criteriaUnmet'] }, 'Inactive'),
      { ...nothing, term: 'FY27', warnings: ['criteriaUnmet'] },
    ],
    ['its term', row({ ...enrolled(), requirements: [] }, 'Lapsed'), { ...nothing, term: 'FY27' }],
  ])('%s', (_, found, said) => {
    expect(found).toEqual({
      ...{ programId: 'hosting', program: 'Hosting', mpnId, location: 'Berlin', status: found.status },
      ...said,
      resources: { guide: 'https://partner.example/guides/hosting' },
    });
    expect(OverviewRow.parse(found)).toEqual(found);
  });
});

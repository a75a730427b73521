/** One line of an overview as it is answered. */
import { describe, expect, test } from 'vitest';
import { emptyRoster } from '../../../shared/access/roster.ts';
import type { Line } from '../../../shared/enrollments/overview.ts';
import { OverviewRow, overviewRow } from '../../../shared/enrollments/overview-row.ts';
import { standing } from './glimpses.ts';
import { overview } from './overviews.ts';
import { accepted, demanding, enrolled, invited, pass, progress, subject } from './subject.ts';

const deadline = '2027-06-01T00:00:00.000Z';
const { roster } = subject();
const { mpnId } = invited();
const completed = accepted(progress('payout-profile', 'validated'), progress('tax-profile'));

interface Given {
  attended?: boolean;
  now?: Date;
  openToAll?: boolean;
}

function row(state: Line['state'], status: Line['status'], given: Given = {}): OverviewRow {
  const { attended = true, now = pass.now, openToAll = false } = given;
  const program = { ...demanding, openToAll };
  const line: Line = { mpnId, programId: 'hosting', program, state, status };
  const seen = { ...overview(standing({})), now, roster: attended ? roster : emptyRoster('contoso') };
  return overviewRow(seen, line, 'Berlin');
}

const tax = { requirement: 'tax-profile', name: 'Tax profile' };
const nothing = {
  ...{ actionRequired: null, requirement: null, deadline: null },
  ...{ term: null, renewalPending: false, warnings: [] },
};

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
      row(undefined, 'Invited', { attended: false }),
      { ...nothing, actionRequired: 'assignIncentivesAdministrator' },
    ],
    [
      'no deadline, where the program was opened to all since',
      row(invited({ deadline }), 'Invited', { openToAll: true }),
      { ...nothing, actionRequired: 'enroll' },
    ],
    [
      'that its term is over',
      row(completed, 'Validating enrollment', { now: new Date('2027-07-01T00:00:00.000Z') }),
      { ...nothing, term: 'FY27', renewalPending: true },
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

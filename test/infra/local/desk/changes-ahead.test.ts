/** Two previews of the same day, asked for before and after an end of a term. */
import { expect, test } from 'vitest';
import { changesAhead } from '../../../../infra/local/desk/changes-ahead.ts';
import { outcome } from '../../../shared/rollovers/outcomes.ts';

const calendar = { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} };
const programs = [{ programId: 'hosting', calendar }];
const fy27 = outcome();
const fy28 = outcome({ fromTerm: 'FY28', toTerm: 'FY29' });
const lapses = outcome({ ...fy28, outcome: 'lapsed' });

const between = (now: (typeof fy27)[], askedAt: string) =>
  changesAhead([fy27, fy28], { outcomes: now, askedAt, programs }).flatMap(({ term, changes }) =>
    changes.map(({ previewed, actual }) => [term, previewed?.outcome, actual?.outcome]),
  );

test.each([
  ['a term has ended in between', [fy28], '2027-07-01T00:00:00.000Z', []],
  ['it has ended, and is not rolled over yet', [fy27, fy28], '2027-07-01T00:00:00.000Z', []],
  ['the term has a moment left', [fy28], '2027-06-30T23:59:59.000Z', [['FY27', 'rolledForward', undefined]]],
  [
    'the next term ends otherwise',
    [lapses],
    '2027-07-02T08:00:00.000Z',
    [['FY28', 'rolledForward', 'lapsed']],
  ],
])('given %s, then only what is ahead is compared', (_, now, askedAt, changes) => {
  expect(between(now, askedAt)).toEqual(changes);
});

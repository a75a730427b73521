/** Which buttons an enrollment has, by where it is and what stands against it. */
import { expect, test } from 'vitest';
import { laterDay, possibleFor, type Situation } from '../../../../infra/local/desk/possible.ts';
import type { Step } from '../../../../infra/local/desk/standing.ts';
import type { HistoryEntry, Rollover, Status } from '../../../../shared/enrollments/history.ts';

const now = '2027-03-02T09:00:00.000Z';
const ahead = '2027-03-31T00:00:00.000Z';

const entry = (what: string, to: Status): HistoryEntry => ({ at: now, by: 'system', what, from: null, to });
const step = (name: Step['step'], state: Step['state'], requirement: string | null = null): Step => ({
  step: name,
  state,
  requirement,
  name: requirement,
  by: [],
  reason: null,
});
const migrated = step('completeMigration', 'done');
const lapse: Rollover = { fromTerm: 'FY26', toTerm: 'FY27', at: now, outcome: 'lapsed', reasons: [] };

interface Given {
  /** The steps so far, the last of which says where it is. */
  history?: HistoryEntry[];
  shown?: Partial<Situation['shown']>;
  program?: Partial<Situation['program']>;
  eligible?: boolean;
}

function situation({ history = [], shown, program, eligible = true }: Given): Situation {
  const nothing = { term: null, earnsFrom: null, completeBy: null, reasons: [], warnings: [], rollovers: [] };
  const invitation = { deadline: ahead };
  return {
    shown: { status: '', ...nothing, invitation, checklist: [migrated], ...shown },
    history,
    program: { state: 'active', openToAll: false, offBoarding: 'atTermEnd', ...program },
    eligible,
    now,
  };
}

const invited = [entry('invite', 'invited')];
const declined = [...invited, entry('decline', 'declined')];
const withdrawn = [...invited, entry('enroll', 'enrolled'), entry('withdraw', 'withdrawn')];
const lapsed = [entry('enroll', 'enrolled'), entry('lapse', 'lapsed')];
const passed = { invitation: { deadline: now } };
const afterLapse = { rollovers: [lapse] };
const open = { openToAll: true };

test.each<[string, Given, string]>([
  ['in an open program of which nothing is stored', { program: open }, 'enroll /'],
  [
    'in an open program, declined',
    { program: open, history: declined, shown: passed },
    'enroll / extend resend',
  ],
  ['in an open program, lapsed', { program: open, history: lapsed, shown: afterLapse }, 'enroll / reopen'],
  ['in another program without an invitation', {}, '/'],
  ['invited', { history: invited }, 'enroll decline / extend resend'],
  [
    'invited, while nobody can act',
    { history: invited, shown: { invitation: { deadline: null } } },
    'enroll decline / extend resend',
  ],
  ['invited, too late', { history: invited, shown: passed }, '/ extend resend'],
  ['invited, not migrated', { history: invited, shown: { checklist: [] } }, 'decline /'],
  ['invited, not eligible', { history: invited, eligible: false }, 'decline /'],
  ['invited, program not open', { history: invited, program: { state: 'notOpen' } }, 'decline /'],
  ['declined', { history: declined }, 'enroll / extend resend'],
  ['declined, too late', { history: declined, shown: passed }, '/ extend resend'],
  ['expired', { history: [entry('expire', 'invitationExpired')], shown: passed }, '/ extend resend'],
  ['enrolled', { history: withdrawn.slice(0, 2) }, 'withdraw /'],
  ['withdrawn, long after', { history: withdrawn, shown: passed }, 'enroll /'],
  ['withdrawn, not eligible', { history: withdrawn, eligible: false }, '/'],
  ['lapsed', { history: lapsed, shown: afterLapse, eligible: false }, '/ reopen'],
  [
    'lapsed, off-boarding at once, eligible again',
    { history: lapsed, shown: afterLapse, program: { offBoarding: 'atOnce' } },
    '/ reopen',
  ],
  ['lapsed, not migrated', { history: lapsed, shown: { ...afterLapse, checklist: [] } }, '/'],
  [
    'lapsed, off-boarding at once',
    { history: lapsed, shown: afterLapse, eligible: false, program: { offBoarding: 'atOnce' } },
    '/',
  ],
  [
    'lapsed, program discontinued',
    { history: lapsed, shown: afterLapse, program: { state: 'discontinued' } },
    '/',
  ],
  [
    'lapsed, then invited',
    { history: [...lapsed, ...invited], shown: afterLapse },
    'enroll decline / extend resend reopen',
  ],
  [
    'lapsed, then enrolled and ineligible',
    {
      history: [...lapsed, entry('enroll', 'enrolled'), entry('loseEligibility', 'ineligible')],
      shown: afterLapse,
    },
    '/',
  ],
  ['ineligible without a lapse', { history: [entry('loseEligibility', 'ineligible')] }, '/'],
  ['discontinued', { history: [entry('discontinue', 'discontinued')] }, '/'],
])('%s', (_, given, expected) => {
  const names = (['partner', 'operator'] as const).map((by) =>
    possibleFor(by, situation(given)).map(({ name }) => name),
  );
  expect(
    names
      .map((some) => some.join(' '))
      .join(' / ')
      .trim(),
  ).toBe(expected);
});

test('each requirement is completed by the partner, and judged by the operator once it is', () => {
  const checklist = [
    migrated,
    step('completeRequirement', 'done', 'tax'),
    step('completeRequirement', 'blocking', 'payout'),
    step('validateRequirement', 'open', 'tax'),
    step('validateRequirement', 'open', 'payout'),
  ];
  const given = situation({ history: [entry('enroll', 'actionRequired')], shown: { checklist } });
  const about = { fields: { requirement: 'tax' }, label: 'tax' };
  expect(possibleFor('operator', given)).toEqual([
    { name: 'validate', ...about },
    { name: 'reject', ...about },
  ]);
  expect(possibleFor('partner', given)).toEqual([
    { name: 'withdraw' },
    { name: 'complete', fields: { requirement: 'payout' }, label: 'payout' },
  ]);
});

test('each page has a name of its own for the next time an invitation is sent', () => {
  const ids = [1, 2].map(() => possibleFor('operator', situation({ history: invited }))[1]?.fields?.resendId);
  expect(new Set(ids).size).toBe(2);
});

test.each([
  ['its deadline', ahead, '2027-04-30'],
  ['today, where the deadline has passed', '2027-02-01T00:00:00.000Z', '2027-04-01'],
  ['today, where there is none', null, '2027-04-01'],
])('the day to extend to is later than %s', (_, deadline, day) => {
  const { shown } = situation({ shown: { invitation: { deadline } } });
  expect(laterDay({ shown, now })).toBe(day);
});

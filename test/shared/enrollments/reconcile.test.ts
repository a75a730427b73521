import { describe, expect, test } from 'vitest';
import { enroll } from '../../../shared/enrollments/lifecycle.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { facts, location, organization, program, ruled } from '../programs/situation.ts';
import {
  alex,
  earning,
  enrolled,
  ines,
  invited,
  openProgram,
  pair,
  pass,
  subject,
  threshold,
  withoutInes,
} from './subject.ts';

const july = { now: new Date('2027-07-01T00:00:00.000Z'), occasion: 'july' };
const lastInstant = { now: new Date('2027-06-30T23:59:59.999Z'), occasion: 'june' };

describe('a location that becomes eligible', () => {
  test('is invited; its Incentives administrators are told, its Account administrators informed', () => {
    const decision = decide(subject(), pass);
    expect(decision?.after).toMatchObject({
      status: 'invited',
      invitation: { delivered: true, occasion: 'spring', term: 'FY27' },
      history: [{ from: null, to: 'invited', by: 'system', occasion: 'spring' }],
    });
    expect(decision?.tell).toEqual([
      { kind: 'invitation', recipients: [ines] },
      { kind: 'invitationNotice', recipients: [alex] },
    ]);
  });

  test('without an Incentives administrator is invited undelivered, and those who can assign one are told', () => {
    const decision = decide(subject({ roster: withoutInes }), pass);
    expect(decision?.after).toMatchObject({ status: 'invited', invitation: { delivered: false } });
    expect(decision?.tell).toEqual([{ kind: 'assignAdministrator', recipients: [alex] }]);
  });

  test('gets its invitation delivered once somebody is appointed, once', () => {
    const waiting = invited({ delivered: false });
    const decision = decide(subject({ state: waiting }), pass);
    expect(decision?.after).toMatchObject({
      status: 'invited',
      invitation: { delivered: true, occasion: 'winter' },
    });
    expect(decision?.tell).toContainEqual({ kind: 'invitation', recipients: [ines] });
    expect(decide(subject({ state: decision?.after }), pass)).toBeUndefined();
  });

  test('has until the end of the last valid day, in the time zone of the program', () => {
    const calendar = { timeZone: 'Europe/Stockholm', firstMonth: 7, extendedEnds: {} };
    const decision = decide(subject({ program: { ...threshold, invitationValidDays: 90, calendar } }), pass);
    expect(decision?.after.invitation?.deadline).toBe('2027-05-31T22:00:00.000Z');
  });
});

describe('nothing happens', () => {
  test.each([
    [
      'before the migration is completed',
      { organization: { ...organization(), migration: { status: 'inProgress' as const } } },
    ],
    ['below the threshold', earning(24_999)],
    ['in a program that is open to all', { program: openProgram }],
    ...[undefined, pass.now.toISOString(), '2027-03-03T00:00:00.000Z'].map((deadline): [string, object] => [
      'to an invitation of before a program was open to all',
      { program: openProgram, state: invited(deadline ? { deadline } : {}) },
    ]),
    [
      'nor to one that nobody can act on, or could',
      { program: openProgram, state: invited(), roster: withoutInes },
    ],
    ['or somebody can now', { program: openProgram, state: invited({ delivered: false }) }],
    ['in a program that is not open', { program: { ...threshold, state: 'notOpen' as const } }],
    ['to what is enrolled in a running term', { state: enrolled() }],
    [
      'to an enrolled location that fell below the threshold before its term ends',
      { state: enrolled(), ...earning(1) },
    ],
    ['to a live invitation', { state: invited() }],
  ])('%s', (_, given) => {
    expect(decide(subject(given), pass)).toBeUndefined();
  });
});

describe('an invitation', () => {
  test('expires at its deadline, not an instant before', () => {
    const state = invited({ deadline: pass.now.toISOString() });
    expect(decide(subject({ state }), pass)?.after).toMatchObject({
      status: 'invitationExpired',
      reasons: [{ code: 'deadlinePassed' }],
    });
    const before = { ...pass, now: new Date(pass.now.getTime() - 1) };
    expect(decide(subject({ state }), before)).toMatchObject({ after: { status: 'invited' } });
  });

  test('that expired is not repeated in the same term, and is in the next', () => {
    const expired = decide(subject({ state: invited({ deadline: pass.now.toISOString() }) }), pass)?.after;
    expect(decide(subject({ state: expired }), pass)).toBeUndefined();
    expect(decide(subject({ state: expired }), july)?.after.status).toBe('invited');
  });

  test('ends with the eligibility, and comes back with it', () => {
    const ineligible = decide(subject({ state: invited(), ...earning(24_999) }), pass)?.after;
    expect(ineligible).toMatchObject({
      status: 'ineligible',
      reasons: [{ code: 'criteriaUnmet', criteria: [{ met: false, figure: 24_999, needed: 25_000 }] }],
    });
    expect(decide(subject({ state: ineligible }), pass)?.after.status).toBe('invited');
  });
});

describe('at the end of the term', () => {
  test('nothing moves in its last instant', () => {
    expect(decide(subject({ state: enrolled() }), lastInstant)).toBeUndefined();
  });

  test('an enrollment is rolled forward in the first instant of the next one, without a letter', () => {
    const decision = decide(subject({ state: enrolled() }), july);
    expect(decision).toMatchObject({
      after: {
        status: 'enrolled',
        openTerm: 'FY28',
        earnsFrom: '2027-01-01',
        rollovers: [{ fromTerm: 'FY27', toTerm: 'FY28', outcome: 'rolledForward', reasons: [] }],
      },
      tell: [],
    });
    expect(decide(subject({ state: decision?.after }), july)).toBeUndefined();
  });

  test('the history says which rules carried it: those of the first day', () => {
    const [version] = threshold.versions;
    const versions = ['2020-07-01', '2027-07-01', '2027-07-02'].flatMap((effectiveFrom) =>
      version ? [{ ...version, effectiveFrom }] : [],
    );
    const after = decide(subject({ state: enrolled(), program: { ...threshold, versions } }), july)?.after;
    expect(after?.history.at(-1)).toMatchObject({
      what: 'rollForward',
      term: 'FY28',
      ruleEffectiveFrom: '2027-07-01',
    });
  });

  test('it lapses below the threshold, with the figure, and everybody concerned is told', () => {
    const decision = decide(subject({ state: enrolled(), ...earning(19_200) }), july);
    expect(decision?.after).toMatchObject({
      status: 'lapsed',
      reasons: [{ code: 'criteriaUnmet', criteria: [{ figure: 19_200 }] }],
      rollovers: [{ fromTerm: 'FY27', toTerm: 'FY28', outcome: 'lapsed' }],
    });
    expect(decision?.after).not.toHaveProperty('openTerm');
    expect(decision?.tell).toEqual([{ kind: 'lapsed', recipients: [ines, alex] }]);
  });

  test.each([
    [
      'agreementNotActive',
      { program: { ...threshold, requiredAgreement: 'microsoftPartnerAgreement' as const } },
    ],
    ['programNotOpen', { program: { ...threshold, state: 'notOpen' as const } }],
    ['programDiscontinued', { program: { ...threshold, state: 'discontinued' as const } }],
    [
      'migrationNotCompleted',
      { organization: { ...organization(), migration: { status: 'inProgress' as const } } },
    ],
  ])('it lapses with the reason %s', (code, given) => {
    const decision = decide(subject({ state: enrolled(), ...given }), july);
    expect(decision?.after).toMatchObject({ status: 'lapsed', reasons: [{ code }] });
  });

  test('the rules are those of the first day of the next term', () => {
    const stricter = {
      ...threshold,
      versions: [
        ...threshold.versions,
        {
          effectiveFrom: '2027-07-01',
          rule: { kind: 'revenue', level: 'location', atLeastUsd: 50_000 } as const,
        },
      ],
    };
    expect(decide(subject({ state: enrolled(), program: stricter }), lastInstant)?.after.status).toBe(
      'enrolled',
    );
    expect(decide(subject({ state: enrolled(), program: stricter }), july)?.after.status).toBe('lapsed');
  });

  test('boundaries missed are taken in order, in one decision', () => {
    const late = { now: new Date('2029-02-01T00:00:00.000Z'), occasion: 'late' };
    const decision = decide(subject({ state: enrolled() }), late);
    expect(decision?.after).toMatchObject({
      openTerm: 'FY29',
      rollovers: [
        { fromTerm: 'FY27', toTerm: 'FY28' },
        { fromTerm: 'FY28', toTerm: 'FY29' },
      ],
    });
    expect(decision?.after.history.slice(-2).map((entry) => entry.term)).toEqual(['FY28', 'FY29']);
  });

  test('the activity that counts is that of the term that ended', () => {
    const active = { ...ruled({ kind: 'activity', atLeast: 2 }), offBoarding: 'atTermEnd' as const };
    expect(decide(subject({ state: enrolled(), program: active }), july)?.after.status).toBe('enrolled');
    const idle = location({ ...facts, activity: {} });
    expect(decide(subject({ state: enrolled(), program: active, location: idle }), july)?.after.status).toBe(
      'lapsed',
    );
  });

  test('a program open to all rolls forward too', () => {
    expect(decide(subject({ state: enrolled(), program: openProgram }), july)?.after).toMatchObject({
      openTerm: 'FY28',
    });
  });
});

describe('while enrolled', () => {
  test('a program that off-boards at once ends with the eligibility, and says so', () => {
    const decision = decide(
      subject({ state: enrolled(), program: { ...threshold, offBoarding: 'atOnce' }, ...earning(1) }),
      pass,
    );
    expect(decision?.after.status).toBe('ineligible');
    expect(decision?.tell).toEqual([{ kind: 'lapsed', recipients: [ines, alex] }]);
  });

  test('a discontinued program discontinues it', () => {
    const gone = program({ ...threshold, state: 'discontinued' });
    expect(decide(subject({ state: enrolled(), program: gone }), pass)?.after.status).toBe('discontinued');
    expect(decide(subject({ state: invited(), program: gone }), pass)?.after.status).toBe('discontinued');
    expect(decide(subject({ program: gone }), pass)).toBeUndefined();
  });
});

describe('a deadline', () => {
  const limited = { ...threshold, invitationValidDays: 30 };
  const later = (days: number) => ({
    now: new Date(pass.now.getTime() + days * 86_400_000),
    occasion: 'later',
  });

  test('counts from the moment somebody can act', () => {
    const waiting = decide(subject({ program: limited, roster: withoutInes }), pass)?.after;
    expect(waiting?.invitation).not.toHaveProperty('deadline');
    expect(
      decide(subject({ program: limited, roster: withoutInes, state: waiting }), later(60)),
    ).toBeUndefined();
    const delivered = decide(subject({ program: limited, state: waiting }), later(60))?.after;
    expect(delivered?.invitation).toMatchObject({ delivered: true, deadline: '2027-06-01T00:00:00.000Z' });
  });

  test('is not renewed by losing eligibility and finding it again', () => {
    const first = decide(subject({ program: limited }), pass)?.after;
    const lost = decide(subject({ program: limited, state: first, ...earning(1) }), later(10))?.after;
    const again = decide(subject({ program: limited, state: lost }), later(20))?.after;
    expect(again?.invitation?.deadline).toBe(first?.invitation?.deadline);
    expect(decide(subject({ program: limited, state: lost }), later(40))).toBeUndefined();
  });

  test('of an invitation that was accepted is over with it', () => {
    const program = { ...limited, offBoarding: 'atOnce' as const };
    const state = invited({ deadline: later(30).now.toISOString(), term: 'FY27' });
    const accepted = enroll(pair, state, { at: pass.now.toISOString(), by: ines, term: 'FY27', program });
    const lost = decide(subject({ program, state: accepted, ...earning(1) }), later(20))?.after;
    const again = decide(subject({ program, state: lost }), later(29))?.after;
    expect(again?.invitation?.deadline).toBe('2027-05-01T00:00:00.000Z');
  });

  test('that has passed comes before eligibility that was lost', () => {
    const state = invited({ deadline: pass.now.toISOString() });
    expect(decide(subject({ state, ...earning(1) }), pass)?.after.status).toBe('invitationExpired');
  });

  test('that passed in the new term is not followed by another invitation in that term', () => {
    const state = invited({ term: 'FY26', deadline: '2026-07-21T00:00:00.000Z' });
    const expired = decide(subject({ state }), pass)?.after;
    expect(expired?.status).toBe('invitationExpired');
    expect(decide(subject({ state: expired }), pass)).toBeUndefined();
    expect(decide(subject({ state: expired }), july)?.after.status).toBe('invited');
  });
});

describe('a program that is closed for a while', () => {
  const closed = { ...threshold, state: 'notOpen' as const, offBoarding: 'atOnce' as const };

  test('ends neither invitations nor enrollments', () => {
    expect(decide(subject({ program: closed, state: invited() }), pass)).toBeUndefined();
    expect(decide(subject({ program: closed, state: enrolled() }), pass)).toBeUndefined();
  });
});

test('activity has the whole term to come about, also in a program that off-boards at once', () => {
  const active = { ...ruled({ kind: 'activity', atLeast: 1 }), offBoarding: 'atOnce' as const };
  const idle = location({ ...facts, activity: {} });
  expect(decide(subject({ program: active, location: idle, state: enrolled() }), pass)).toBeUndefined();
});

test('of several ways to be eligible, the reason says that one would be enough', () => {
  const either = ruled({
    kind: 'anyOf',
    rules: [
      { kind: 'designation', anyOf: ['Gold'] },
      { kind: 'score', area: 'security', atLeast: 90 },
    ],
  });
  const decision = decide(
    subject({ program: either, state: invited(), location: location({ ...facts, designations: [] }) }),
    pass,
  );
  expect(decision?.after).toMatchObject({
    reasons: [
      {
        message: expect.stringMatching(
          /^Not met: at least one of these: .*Gold \(found: none, as of 2026-08-01\); .*25, as of 2026-08-01\)\.$/,
        ),
      },
    ],
  });
});

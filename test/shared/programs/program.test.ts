/** Programs as they are sent: the limits of each part, what need not be said, and what the schema cannot say. */
import { describe, expect, test } from 'vitest';
import { type Program, ProgramTerms } from '../../../shared/programs/program.ts';
import { checkTerms } from '../../../shared/programs/program-check.ts';
import { Rule } from '../../../shared/programs/rule.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { isIn } from './rules.ts';

const rule: Rule = { kind: 'nominated' };
const version = { effectiveFrom: '2026-07-01', rule };
const terms = {
  name: 'Hosting',
  guideUrl: 'https://partner.example/guides/hosting',
  state: 'active',
  openToAll: false,
  versions: [version],
  calendar: {},
  offBoarding: 'atOnce',
};
const times = <T>(count: number, one: (n: number) => T) => Array.from({ length: count }, (_, n) => one(n));
const days = (count: number) => times(count, (n) => ({ ...version, effectiveFrom: `20${10 + n}-07-01` }));
const extended = (count: number) =>
  Object.fromEntries(times(count, (n) => [`FY${String(n + 10)}`, `20${n + 10}-07-31`]));
const requirement = (n: number) => ({ requirement: `step-${n}`, name: `Step ${n}` });

test('what need not be said: the description, the requirements and the calendar of the vendor', () => {
  expect(ProgramTerms.parse(terms)).toEqual({
    ...terms,
    description: '',
    requirements: [],
    calendar: { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} },
  });
});

test.each<[string, object, boolean]>([
  ['a name of 100 letters', { name: 'x'.repeat(100) }, true],
  ['a name of 101 letters', { name: 'x'.repeat(101) }, false],
  ['no name', { name: '' }, false],
  ['a description of 1000 letters', { description: 'x'.repeat(1000) }, true],
  ['a description of 1001 letters', { description: 'x'.repeat(1001) }, false],
  ['a guide that is not encrypted', { guideUrl: 'http://partner.example/guide' }, false],
  ['a guide elsewhere', { guideUrl: 'xhttps://partner.example/guide' }, false],
  ['the state notOpen', { state: 'notOpen' }, true],
  ['the state discontinued', { state: 'discontinued' }, true],
  ['another state', { state: 'open' }, false],
  ['off-boarding at the end of the term', { offBoarding: 'atTermEnd' }, true],
  ['off-boarding some day', { offBoarding: 'some day' }, false],
  ['50 versions', { versions: days(50) }, true],
  ['51 versions', { versions: days(51) }, false],
  ['20 requirements', { requirements: times(20, requirement) }, true],
  ['21 requirements', { requirements: times(21, requirement) }, false],
  ['a requirement without a name', { requirements: [{ requirement: 'tax' }] }, false],
  ['an invitation for a day', { invitationValidDays: 1 }, true],
  ['an invitation for no day', { invitationValidDays: 0 }, false],
  ['an invitation for a leap year', { invitationValidDays: 366 }, true],
  ['an invitation for longer', { invitationValidDays: 367 }, false],
  ['a year that begins in January', { calendar: { firstMonth: 1 } }, true],
  ['a year that begins in December', { calendar: { firstMonth: 12 } }, true],
  ['a year that begins in month 0', { calendar: { firstMonth: 0 } }, false],
  ['a year that begins in month 13', { calendar: { firstMonth: 13 } }, false],
  ['a time zone without a name', { calendar: { timeZone: '' } }, false],
  ['a time zone with a long name', { calendar: { timeZone: 'x'.repeat(61) } }, false],
  ['50 extended terms', { calendar: { extendedEnds: extended(50) } }, true],
  ['51 extended terms', { calendar: { extendedEnds: extended(51) } }, false],
  ['an extended year', { calendar: { extendedEnds: { '2027': '2027-09-30' } } }, false],
  ['an extended xFY27', { calendar: { extendedEnds: { xFY27: '2027-09-30' } } }, false],
  ['an extended FY271', { calendar: { extendedEnds: { FY271: '2027-09-30' } } }, false],
  ['the first day there is', { calendar: { extendedEnds: { FY01: '2000-01-01' } } }, true],
  ['a day before there were terms', { calendar: { extendedEnds: { FY01: '1999-12-31' } } }, false],
  ['the last day there is', { calendar: { extendedEnds: { FY98: '2098-12-31' } } }, true],
  ['a day after all terms', { calendar: { extendedEnds: { FY98: '2099-01-01' } } }, false],
  ['a field nobody knows', { color: 'red' }, false],
  ['a calendar with weeks', { calendar: { weeks: true } }, false],
])('a program with %s', (_, own, accepted) => {
  expect(ProgramTerms.safeParse({ ...terms, ...own }).success).toBe(accepted);
});

describe('a rule', () => {
  const countries = (count: number) => times(count, (n) => `${letter(n / 26)}${letter(n % 26)}`);
  const letter = (n: number) => String.fromCharCode(65 + Math.floor(n));

  test.each<[string, object, boolean]>([
    ['on 50 designations', { kind: 'designation', anyOf: times(50, String) }, true],
    ['on 51 designations', { kind: 'designation', anyOf: times(51, String) }, false],
    ['on no designation', { kind: 'designation', anyOf: [] }, false],
    ['on 0 points', { kind: 'score', area: 'security', atLeast: 0 }, true],
    ['on 100 points', { kind: 'score', area: 'security', atLeast: 100 }, true],
    ['on less than no points', { kind: 'score', area: 'security', atLeast: -1 }, false],
    ['on 101 points', { kind: 'score', area: 'security', atLeast: 101 }, false],
    ['on no area there is', { kind: 'score', area: 'gardening', atLeast: 1 }, false],
    ['on any revenue', { kind: 'revenue', level: 'location', atLeastUsd: 0 }, true],
    ['on a loss', { kind: 'revenue', level: 'organization', atLeastUsd: -1 }, false],
    ['on revenue elsewhere', { kind: 'revenue', level: 'world', atLeastUsd: 1 }, false],
    ['on one deal', { kind: 'activity', atLeast: 1 }, true],
    ['on one deal, to stay', { kind: 'activity', atLeast: 1, toStay: true }, true],
    ['on one deal, perhaps', { kind: 'activity', atLeast: 1, toStay: 'perhaps' }, false],
    ['on no deal', { kind: 'activity', atLeast: 0 }, false],
    ['on 250 countries', { kind: 'country', in: countries(250) }, true],
    ['on 251 countries', { kind: 'country', in: countries(251) }, false],
    ['on no country', { kind: 'country', notIn: [] }, false],
    ['on a country by its name', { kind: 'country', in: ['Sweden'] }, false],
    ['on xSE', { kind: 'country', in: ['xSE'] }, false],
    ['on countries in and out', { kind: 'country', in: ['SE'], notIn: ['NO'] }, false],
    ['on nothing about countries', { kind: 'country' }, false],
    ['of 20 parts', { kind: 'allOf', rules: times(20, () => rule) }, true],
    ['of 21 parts', { kind: 'anyOf', rules: times(21, () => rule) }, false],
    ['of no part', { kind: 'anyOf', rules: [] }, false],
    ['of a kind nobody knows', { kind: 'luck' }, false],
    ['with a field nobody knows', { kind: 'always', until: '2027-01-01' }, false],
  ])('%s', (_, asked, accepted) => {
    expect(Rule.safeParse(asked).success).toBe(accepted);
  });
});

test.each(['a', 'csp-direct-bill', '0', 'x'.repeat(64)])('%s names a requirement', (name) => {
  const requirements = [{ requirement: name, name: 'A step' }];
  expect(ProgramTerms.safeParse({ ...terms, requirements }).success).toBe(true);
});

test.each(['', '-a', 'a-', 'A', 'a_b', ' a', 'a ', 'x'.repeat(65)])('%j names no requirement', (name) => {
  const requirements = [{ requirement: name, name: 'A step' }];
  expect(ProgramTerms.safeParse({ ...terms, requirements }).success).toBe(false);
});

describe('what the schema cannot say', () => {
  const faultOf = (own: object) => {
    try {
      checkTerms(ProgramTerms.parse({ ...terms, ...own }));
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return `${error.code} ${error.target}`;
      throw error;
    }
  };
  const from = (effectiveFrom: string) => ({ ...version, effectiveFrom });
  const impossible = { ...from('2027-07-01'), rule: isIn('XQ') };
  const [second, third] = ['body.versions.1.effectiveFrom', 'body.requirements.2.requirement'];
  const extending = (extendedEnds: object, firstMonth = 7) => ({ calendar: { firstMonth, extendedEnds } });

  test.each<[string, object, string | undefined]>([
    ['all is well', {}, undefined],
    ['there are several versions', { versions: days(3) }, undefined],
    ['it is open to all', { openToAll: true, versions: [] }, undefined],
    ['the time zone is none', { calendar: { timeZone: 'Europe/Atlantis' } }, 'body.calendar.timeZone'],
    ['two versions begin on a day', { versions: [...days(2), ...days(1)] }, 'body.versions.2.effectiveFrom'],
    ['there is no version', { versions: [] }, 'body.versions'],
    ['it is open to all under rules', { openToAll: true }, 'body.versions'],
    [
      'it is open to all with an agreement',
      { openToAll: true, versions: [], requiredAgreement: 'mpnAgreement' },
      'body.requiredAgreement',
    ],
    ['a rule is at fault', { versions: [version, impossible] }, 'body.versions.1.rule.in.0'],
    ['a version begins when there are no terms', { versions: [version, from('2099-01-01')] }, second],
    ['a version begins on the last day there is', { versions: [version, from('2098-12-31')] }, undefined],
    ['two requirements have one id', { requirements: [1, 2, 1].map(requirement) }, third],
    ['a term ends as always', extending({ FY27: '2027-06-30' }), 'body.calendar.extendedEnds.FY27'],
    ['a term ends early', extending({ FY27: '2026-09-30' }), 'body.calendar.extendedEnds.FY27'],
    ['a term is a day longer', extending({ FY27: '2027-07-01' }), undefined],
    ['a term leaves the next one a day', extending({ FY26: '2026-09-30', FY27: '2028-06-29' }), undefined],
    ['a term leaves the next one none', extending({ FY27: '2028-06-30' }), 'body.calendar.extendedEnds.FY27'],
    ['a term lasts over four others', extending({ FY27: '2031-09-30' }), 'body.calendar.extendedEnds.FY27'],
    ['the last term is extended', extending({ FY99: '2098-12-31' }), 'body.calendar.extendedEnds.FY99'],
    [
      'a year of its own ends as always',
      extending({ FY27: '2027-09-30' }, 10),
      'body.calendar.extendedEnds.FY27',
    ],
    ['a year of its own is extended', extending({ FY27: '2027-12-31' }, 10), undefined],
  ])('when %s, then it is refused at %s', (_, own, target) => {
    expect(faultOf(own)).toBe(target && `program/invalid ${target}`);
  });

  test('an extension that is stored already is not refused: nothing could mend it once its term is over', () => {
    const parsed = ProgramTerms.parse({ ...terms, ...extending({ FY20: '2020-06-30' }) });
    const stored: Program = { kind: 'program', schemaVersion: 1, id: 'hosting', ...parsed };
    expect(() => checkTerms(parsed)).toThrow(Refusal);
    expect(() => checkTerms(parsed, stored)).not.toThrow();
  });
});

/** Bodies that are wrong in one way each, and how each is refused. */

import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { memberPath } from '../../infra/local/seed.ts';
import { row } from './company.ts';
import { invalid, marker, type Wrong } from './errors-wrong.ts';
import { contoso } from './permission-requests.ts';

const one = '/organizations/contoso';
const program = '/programs/commerce-incentives';
const terms = sampleProgram['commerce-incentives'];
const otto = `${memberPath(contoso, 'otto')}/roles/incentivesUser`;
const enrollment = (mpnId: string, programId: string) => `${one}/locations/${mpnId}/enrollments/${programId}`;
const names = (count: number) => Array.from({ length: count }, (_, n) => String(5_000_000 + n));
const nested = (levels: number) => `${'{"rules":['.repeat(levels)}{}${']}'.repeat(levels)}`;
const writing = (changes: object): Pick<Wrong, 'as' | 'path' | 'body'> => ({
  as: 'olivia',
  path: program,
  body: { ...terms, ...changes },
});
const granting = (scopes: unknown): Pick<Wrong, 'as' | 'path' | 'body'> => ({
  as: 'adele',
  path: otto,
  body: { scopes },
});

const named = (count: number, one: unknown) => Object.fromEntries(names(count).map((name) => [name, one]));
const countries = (count: number) => Array.from({ length: count }, () => 'SE');
const extended = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`FY${n + 10}`, '2027-06-30']));

/** A rule whose only criterion, far down, is none. */
const deepRule = Array.from({ length: 22 }).reduce<object>((rules) => ({ kind: 'anyOf', rules: [rules] }), {
  kind: marker,
});

export const wrongBodies: Record<string, Wrong> = {
  'malformed JSON': {
    as: 'olivia',
    path: program,
    body: `{"name": "${marker}"`,
    expected: [400, 'request/invalid-json', 'body'],
  },
  'JSON that is no object': { as: 'olivia', path: program, body: `"${marker}"`, expected: invalid('body') },
  'a list': { as: 'olivia', path: program, body: '[]', expected: invalid('body') },
  null: { as: 'olivia', path: program, body: 'null', expected: invalid('body') },
  'no body': { as: 'olivia', path: program, expected: [400, 'request/body-missing'] },
  'white space': { as: 'olivia', path: program, body: ' \n', expected: [400, 'request/body-missing'] },
  'a body where none is wanted': {
    as: 'ines',
    path: enrollment('4100101', 'commerce-incentives'),
    body: { note: marker },
    expected: invalid('body.note'),
  },
  'a body above the limit': {
    as: 'olivia',
    path: program,
    body: `{"name": "${'x'.repeat(4 * 1024 * 1024)}"}`,
    expected: [413, 'request/too-large'],
  },
  'a body nested too deeply': { as: 'olivia', path: program, body: nested(40), expected: invalid('body') },
  'a body nested without end': {
    as: 'olivia',
    path: program,
    body: nested(200_000),
    expected: invalid('body'),
  },
  'a field of the wrong type': { ...writing({ openToAll: marker }), expected: invalid('body.openToAll') },
  'a field that is missing': { ...writing({ name: undefined }), expected: invalid('body.name') },
  'an unknown field': { ...writing({ secret: marker }), expected: invalid('body.secret') },
  'an unknown field further down': {
    ...writing({ calendar: { ...terms.calendar, zone: marker } }),
    expected: invalid('body.calendar.zone'),
  },
  'a field of the prototype': {
    as: 'olivia',
    path: program,
    body: JSON.stringify(terms).replace('{', '{"__proto__":{"name":"x"},'),
    expected: invalid('body.__proto__'),
  },
  'another state than there is': { ...writing({ state: marker }), expected: invalid('body.state') },
  'a day that does not exist': {
    ...writing({ versions: [{ effectiveFrom: '2027-02-30', rule: { kind: 'always' } }] }),
    expected: invalid('body.versions.0.effectiveFrom'),
  },
  'a rule that is wrong far down': {
    ...writing({ versions: [{ effectiveFrom: '2027-07-01', rule: deepRule }] }),
    expected: [400, 'request/invalid'],
  },
  'an address that is not https': {
    ...writing({ guideUrl: 'javascript:alert(1)' }),
    expected: invalid('body.guideUrl'),
  },
  'figures of a day to come': {
    as: 'olivia',
    path: `${one}/facts`,
    body: { asOf: '2027-03-04', locations: [row('4100101')] },
    expected: invalid('body.asOf'),
  },
  'a list without end': {
    as: 'olivia',
    path: `${one}/facts`,
    body: { asOf: '2027-03-01', locations: Array.from({ length: 200_000 }, () => ({})) },
    expected: invalid('body'),
  },
  '10,001 rows': {
    as: 'olivia',
    path: `${one}/facts`,
    body: { asOf: '2027-03-01', locations: Array.from({ length: 10_001 }, () => ({})) },
    expected: invalid('body.locations'),
  },
  'more faults than can be counted': {
    as: 'olivia',
    path: `${one}/facts`,
    body: { asOf: '2027-03-01', locations: [{ activity: named(20, named(10_000, 0)) }] },
    expected: invalid('body'),
  },
  '251 countries': {
    ...writing({
      versions: [{ effectiveFrom: '2027-07-01', rule: { kind: 'country', in: countries(251) } }],
    }),
    expected: [400, 'request/invalid'],
  },
  '51 extended terms': {
    ...writing({ calendar: { ...terms.calendar, extendedEnds: extended(51) } }),
    expected: invalid('body.calendar.extendedEnds'),
  },
  'a term without end': {
    ...writing({ calendar: { ...terms.calendar, extendedEnds: { FY27: '9999-12-31' } } }),
    expected: invalid('body.calendar.extendedEnds.FY27'),
  },
  'a mail address that is none': {
    as: 'olivia',
    path: one,
    body: { ...contoso.profile, contactMail: 'hunter2' },
    expected: invalid('body.contactMail'),
  },
  'scopes of 201 names': {
    ...granting([{ locations: names(201), programs: 'all' }]),
    expected: invalid('body.scopes.0.locations'),
  },
  '51 scopes': {
    ...granting(Array.from({ length: 51 }, () => ({ locations: 'all', programs: 'all' }))),
    expected: invalid('body.scopes'),
  },
  'no scope': { ...granting([]), expected: invalid('body.scopes') },
  'a role without its scopes': {
    as: 'adele',
    path: otto,
    body: {},
    expected: [400, 'role/scopes-required', 'scopes'],
  },
  'scopes for an Account administrator': {
    as: 'adele',
    path: otto.replace('incentivesUser', 'accountAdministrator'),
    body: { scopes: [{ locations: 'all', programs: 'all' }] },
    expected: [400, 'role/scopes-not-allowed', 'scopes'],
  },
  'a location of another organization': {
    ...granting([{ locations: ['4400101'], programs: 'all' }]),
    expected: [400, 'role/location-unknown', 'scopes'],
  },
  'the global ID instead of a location': {
    ...granting([{ locations: ['4100000'], programs: 'all' }]),
    expected: [400, 'location/global-mpn-id', 'scopes'],
  },
  'a program that is not there': {
    ...granting([{ locations: 'all', programs: ['nothing'] }]),
    expected: [400, 'role/program-unknown', 'scopes'],
  },
};

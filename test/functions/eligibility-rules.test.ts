/** A rule that is wrong is refused when the program is written, over HTTP, with its place however deep. */
import { expect, test } from 'vitest';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const reseller = sampleProgram['csp-indirect-reseller'];

const nominated = { kind: 'nominated' };
const all = (...rules: unknown[]) => ({ kind: 'allOf', rules });
const isIn = (...countries: string[]) => ({ kind: 'country', in: countries });
const place = 'body.versions.1.rule.rules.1.rules.1';

/** Writes a program whose second version has the rule in it, two levels down. */
function write(rule: unknown) {
  const second = { effectiveFrom: '2027-07-01', rule: all(nominated, all(nominated, rule)) };
  return scene.cloud.as('olivia').put('/programs/refused', {
    ...reseller,
    versions: [reseller.versions[0], second],
  });
}

test.each<[string, string, unknown]>([
  ['.area', 'modernWork, security', { kind: 'score', area: 'gardening', atLeast: 25 }],
  ['.atLeast', 'at most 100', { kind: 'score', area: 'security', atLeast: 101 }],
  ['.type', 'mpnAgreement, distributorAgreement', { kind: 'agreement', type: 'handshake' }],
  ['.kind', 'one of agreement, designation, score', { kind: 'horoscope' }],
  ['.kind', 'one of agreement, designation, score', {}],
  ['.anyOf', 'at least 1 entry', { kind: 'designation', anyOf: [] }],
  ['.anyOf.0', 'Must be text', { kind: 'designation', anyOf: [1] }],
  ['.level', 'location, organization', { kind: 'revenue', level: 'planet', atLeastUsd: 1 }],
  ['.atLeastUsd', 'Missing: must be a number', { kind: 'revenue', level: 'location' }],
  ['.day', 'Must be a day', { kind: 'before', day: '2027-02-30' }],
  ['.rules', 'Missing: must be a list', { kind: 'anyOf' }],
  ['.color', 'not known here', { ...nominated, color: 'red' }],
  ['.in.1', 'two capital letters', isIn('SE', 'Norway')],
  ['', 'Either in or notIn', { kind: 'country' }],
  ['', 'Either in or notIn', { ...isIn('SE'), notIn: ['NO'] }],
  ['', 'Must be an object', 'nominated'],
])('what is malformed at %s is told: %s', async (where, words, rule) => {
  const refused = await write(rule);
  expect(refused).toMatchObject(refusal(400, 'request/invalid'));
  expect(refused.body.error.target).toBe(`${place}${where}`);
  expect(refused.body.error.message).toContain(words);
});

test.each<[string, string, unknown]>([
  ['', 'no day from then on is before 2027-07-01', { kind: 'before', day: '2027-07-01' }],
  ['', 'no country in which all of them can be met', all(isIn('SE'), isIn('NO'))],
  ['.rules.0', 'no country', all(all(isIn('SE'), { kind: 'country', notIn: ['SE'] }))],
  [
    '.rules.1',
    'no day from then on',
    { kind: 'anyOf', rules: [nominated, { kind: 'before', day: '2020-01-01' }] },
  ],
  ['.in.1', 'UK is not the code of a country', isIn('SE', 'UK')],
  ['.rules.0.rules.0.rules.0', 'at most 5 levels', all(all(all(nominated)))],
])('what nobody can meet at %s is told: %s', async (where, words, rule) => {
  const refused = await write(rule);
  expect(refused).toMatchObject(refusal(400, 'program/invalid'));
  expect(refused.body.error.target).toBe(`${place}${where}`);
  expect(refused.body.error.message).toContain(words);
});

test('a rule of more criteria than can be read is refused', async () => {
  const twenty = Array.from({ length: 20 }, () => nominated);
  const refused = await write(all(...Array.from({ length: 5 }, () => all(...twenty))));
  expect(refused).toMatchObject(refusal(400, 'program/invalid'));
  expect(refused.body.error).toMatchObject({ target: 'body.versions.1.rule' });
  const none = await scene.cloud.as('olivia').get('/programs/refused');
  expect(none).toMatchObject(refusal(404, 'program/unknown'));
});

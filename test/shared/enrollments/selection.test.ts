/** Which enrollments the conditions of a list find, asked of a database. */
import { describe, expect, test } from 'vitest';
import {
  type Asked,
  type Clause,
  enrollmentQuery,
  mostNames,
  possible,
} from '../../../shared/enrollments/selection.ts';
import { answered, document } from './queries.ts';

const june = '2027-06-01T00:00:00.000Z';
const rejected = [
  { requirement: 'payout', state: 'completed' },
  { requirement: 'tax', state: 'rejected' },
];
const asked = [{ requirement: 'tax', state: 'asked' }];
const documents = [
  { mpnId: '2', programId: 'b', status: 'lapsed' },
  { mpnId: '2', programId: 'a', status: 'invited', invitation: { occasion: 'winter' } },
  {
    mpnId: '10',
    programId: 'b',
    status: 'enrolled',
    openTerm: 'FY26',
    unattendedSince: june,
    requirements: asked,
  },
  { mpnId: '10', programId: 'a', status: 'enrolled', openTerm: 'FY27', requirements: rejected.slice(0, 1) },
  { mpnId: '1', programId: 'b', status: 'actionRequired', openTerm: 'FY27', requirements: rejected },
  { mpnId: '1', programId: 'a', status: 'invited', invitation: { deadline: june } },
  { kind: 'location', mpnId: '1', programId: 'a', status: 'invited' },
  { organizationId: 'fabrikam', mpnId: '1', programId: 'a', status: 'invited' },
].map(document);
const everything = ['1 a', '1 b', '10 a', '10 b', '2 a', '2 b'];

const any: Clause = { programs: ['a', 'b'], places: 'all' };
const all: Asked = {
  ...{ organizationId: 'contoso', fields: "VALUE CONCAT(c.mpnId, ' ', c.programId)" },
  ...{ clauses: [any], location: undefined, after: undefined },
};
const found = (given: Partial<Asked>) => answered(enrollmentQuery({ ...all, ...given }), documents);

describe('given an organization, then a list finds', () => {
  test.each<[string, Partial<Asked>, string[]]>([
    ['its enrollments, by location and program', {}, everything],
    ['those of another organization', { organizationId: 'fabrikam' }, ['1 a']],
    ['those of one location', { location: '10' }, ['10 a', '10 b']],
    ['those after a row', { after: { mpnId: '10', programId: 'a' } }, ['10 b', '2 a', '2 b']],
    ['those after a location', { after: { mpnId: '10', programId: '~' } }, ['2 a', '2 b']],
    ['what is left of a location', { location: '1', after: { mpnId: '1', programId: 'a' } }, ['1 b']],
  ])('%s', (_, given, rows) => {
    expect(found(given)).toEqual(rows);
  });
});

describe('given a condition, then a list finds', () => {
  test.each<[string, Partial<Clause>, string[]]>([
    ['the programs', { programs: ['b'] }, ['1 b', '10 b', '2 b']],
    ['the places', { places: ['2', '1'] }, ['1 a', '1 b', '2 a', '2 b']],
    ['nothing of the places left out', { except: ['2', '1'] }, ['10 a', '10 b']],
    ['what nothing is left out of', { except: [] }, everything],
    ['what has something to complete again', { also: 'incomplete' }, ['1 b', '10 b']],
    ['what nobody acts for', { also: 'unattended' }, ['10 b']],
    ['what is stored so', { as: { stored: ['lapsed', 'invited', 'none'] } }, ['1 a', '2 a', '2 b']],
    ['a term that runs', { as: { stored: ['enrolled'], openTerm: { is: '>=', than: 'FY27' } } }, ['10 a']],
    [
      'a term that has ended',
      { as: { stored: ['enrolled'], openTerm: { is: '<', than: 'FY27' } } },
      ['10 b'],
    ],
    ['a deadline passed', { as: { stored: ['invited'], deadline: { is: '<=', than: june } } }, ['1 a']],
    ['one ahead, or none', { as: { stored: ['invited'], deadline: { is: '>', than: june } } }, ['2 a']],
    [
      'one just ahead',
      { as: { stored: ['invited'], deadline: { is: '>', than: '2027-05-31' } } },
      ['1 a', '2 a'],
    ],
  ])('%s', (_, clause, rows) => {
    expect(found({ clauses: [{ ...any, ...clause }] })).toEqual(rows);
  });

  test('what meets any of several', () => {
    const clauses: Clause[] = [
      { ...any, programs: ['a'], places: ['1'] },
      { ...any, programs: ['b'], places: ['2'] },
      { ...any, also: 'unattended' },
    ];
    expect(found({ clauses })).toEqual(['1 a', '10 b', '2 b']);
    expect(found({ clauses, location: '2' })).toEqual(['2 b']);
  });
});

test('given programs that are asked for the same, then the query says it once', () => {
  const clauses = ['a', 'b', 'contoso'].map((id): Clause => ({ programs: [id], places: ['1', '2'] }));
  const { query, parameters } = enrollmentQuery({ ...all, clauses, after: { mpnId: '1', programId: '1' } });
  expect(parameters.map(({ value }) => value)).toEqual([
    ...['contoso', '1'],
    ...[
      ['a', 'b', 'contoso'],
      ['1', '2'],
    ],
  ]);
  expect(query).not.toContain(' OR (ARRAY');
});

describe('given more names than a query takes, then places are not asked for', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `0${n}`);
  test.each<[string, Partial<Clause>[], number]>([
    ['as many as it takes', [{ places: names(mostNames) }], 0],
    ['one more', [{ places: names(mostNames + 1) }], 6],
    ['as many left out', [{ places: ['1'], except: ['1', ...names(mostNames - 2)] }], 0],
    ['one more left out', [{ places: ['1'], except: ['1', ...names(mostNames - 1)] }], 6],
    ['in two conditions', [{ places: names(mostNames - 1) }, { places: ['1', '1'], also: 'unattended' }], 6],
    ['beside everything', [{ except: names(mostNames) }], 6],
  ])('%s', (_, clauses, count) => {
    expect(found({ clauses: clauses.map((clause) => ({ ...any, ...clause })) })).toHaveLength(count);
  });
});

test('what nothing can match is not asked for', () => {
  const clauses: Clause[] = [
    any,
    { ...any, places: [] },
    { ...any, except: 'all' },
    { ...any, except: [] },
    { ...any, as: { stored: ['none'] } },
    { ...any, as: { stored: [] } },
    { ...any, as: { stored: ['none', 'lapsed'] } },
  ];
  expect(possible(clauses)).toEqual([clauses[0], clauses[3], clauses[6]]);
});

/** What an overview shows, to whom, and where programs may be open. */
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../shared/access/member.ts';
import type { Standing } from '../../../shared/access/standing.ts';
import { linesOf, openPlaces, placesSeen } from '../../../shared/enrollments/overview.ts';
import { endOf, type Places, type RowKey, rowKey } from '../../../shared/enrollments/places.ts';
import { mostNames } from '../../../shared/enrollments/selection.ts';
import { program } from '../programs/situation.ts';
import { standing } from './glimpses.ts';
import { azure, everywhere, in110, locations, mixed, overview, read, shown, states } from './overviews.ts';

const stored = [
  '1/azure Enrolled',
  '1/hosting Invited',
  '2/azure Withdrawn',
  '21/hosting Invitation expired',
];
const toOperator = [...stored, '10/hosting Action required', '2/hosting Validating enrollment'];
const toOthers = [...stored, '10/hosting Enrolling', '2/hosting Enrolling'];
const opened = ['10/azure Invited', '21/azure Invited'];
const toMixed = [...stored, ...opened, '10/hosting Action required', '2/hosting Enrolling'];
const toIn110 = ['1/azure Enrolled', '1/hosting Invited', '10/azure Invited', '10/hosting Action required'];
const hostingIn2: Scope[] = [{ locations: ['2'], programs: ['hosting'] }];

describe('given somebody who looks, then they see', () => {
  test.each<[string, Partial<Standing>, { rows: string[]; places: Places; open: Places }]>([
    ['nothing', {}, { rows: [], places: [], open: [] }],
    ['what is stored, validating it', { operator: true }, { rows: toOperator, places: 'all', open: [] }],
    ['what is stored', { globalAdministrator: true }, { rows: toOthers, places: 'all', open: [] }],
    ['all the same', { accountAdministrator: true }, { rows: toOthers, places: 'all', open: [] }],
    [
      'their locations, with what is open there',
      { incentivesAdministrator: in110 },
      { rows: toIn110, places: ['1', '10'], open: ['1', '10'] },
    ],
    [
      'their program',
      { incentivesUser: hostingIn2 },
      { rows: ['2/hosting Enrolling'], places: ['2'], open: [] },
    ],
    ['everything, dealing with some', mixed, { rows: toMixed, places: 'all', open: 'all' }],
  ])('%s', (_, viewer, { rows, places, open }) => {
    const seen = overview(standing(viewer));
    expect(shown(seen).sort()).toEqual([...rows].sort());
    expect(shown(seen, read(seen))).toEqual(shown(seen));
    expect(placesSeen(seen.standing)).toEqual(places);
    expect(openPlaces(seen)).toEqual(open);
  });

  test('rows in the order of location and program', () => {
    const rows = linesOf(overview(mixed), { states, locations, after: undefined, end: undefined });
    expect(rows.map(rowKey)).toEqual(locations.flatMap((one) => [`${one}/azure`, `${one}/hosting`]));
  });
});

describe('given open programs, then they may show', () => {
  const at = (...scopes: Scope[]) => standing({ incentivesUser: scopes });
  const backup = program({ id: 'backup', openToAll: true });
  const both = [azure, backup];
  const azureIn: Scope = { locations: ['21', '1'], programs: ['azure'] };
  const backupIn = (places: Scope['locations']): Scope => ({ locations: places, programs: ['backup'] });

  test.each([
    ['where either is', overview(at(azureIn, backupIn(['10', '1'])), {}, both), ['1', '10', '21']],
    ['everywhere, where one is', overview(at(azureIn, backupIn('all')), {}, both), 'all'],
    ['nowhere, when closed', overview(at(...everywhere), {}, [{ ...azure, state: 'notOpen' }]), []],
    ['nowhere, when another status is asked for', overview(at(...everywhere), { status: 'Enrolled' }), []],
    ['where invited is asked for', overview(at(...in110), { status: 'Invited' }), ['1', '10']],
  ])('%s', (_, seen, places) => {
    expect(openPlaces(seen)).toEqual(places);
  });

  test('everywhere, in more places than a query names', () => {
    const names = Array.from({ length: mostNames + 1 }, (_, n) => String(n));
    const placesAt = (named: string[]) => openPlaces(overview(at({ locations: named, programs: 'all' })));
    expect([placesAt(names.slice(1)).length, placesAt(names)]).toEqual([mostNames, 'all']);
  });
});

describe('given a stretch, then it shows', () => {
  const azureIn10 = { mpnId: '10', programId: 'azure' };
  test.each<[string, RowKey | undefined, RowKey | undefined, string[]]>([
    [
      'what comes after its beginning',
      { mpnId: '2', programId: 'hosting' },
      undefined,
      ['21/azure', '21/hosting'],
    ],
    ['its end, and what is before', undefined, azureIn10, ['1/azure', '1/hosting', '10/azure']],
    ['what is between both', azureIn10, endOf('2'), ['10/hosting', '2/azure', '2/hosting']],
  ])('%s', (_, after, end, keys) => {
    expect(linesOf(overview(mixed), { states, locations, after, end }).map(rowKey)).toEqual(keys);
  });
});

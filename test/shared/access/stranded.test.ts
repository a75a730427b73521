/** Nobody left stranded: which changes of the roster are refused, and what the refusal names. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../shared/access/member.ts';
import { emptyRoster, type Roster } from '../../../shared/access/roster.ts';
import { refuseStranding, strandedBy, takesAway } from '../../../shared/access/stranded.ts';
import { Refusal } from '../../../shared/refusal.ts';

const person = (n: number) => `c0470500-0000-4000-8000-000000000000:c0470500-0000-4000-8000-00000000000${n}`;
const [gloria, alan, ines, ivan] = [1, 2, 3, 4].map(person) as [string, string, string, string];
const everywhere: Scope[] = [{ locations: 'all', programs: 'all' }];
const berlin = { mpnId: '4100101', programId: 'hosting' };
const munich = { mpnId: '4100102', programId: 'hosting' };

/** Gloria is Global, Alan Account administrator; the Incentives administrators are as said. */
const roster = (administrators: Record<string, Scope[]>, own: Partial<Roster> = {}): Roster => ({
  ...emptyRoster('contoso'),
  globalAdministrators: [gloria],
  accountAdministrators: [alan],
  incentivesAdministrators: Object.entries(administrators).map(([memberId, scopes]) => ({
    memberId,
    scopes,
  })),
  ...own,
});
const inesAlone = roster({ [ines]: everywhere });
const nobody = roster({});

function refusalOf(change: { before: Roster; after: Roster }, live = [berlin]): Refusal | undefined {
  try {
    refuseStranding(change, live, {});
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('given live locations', () => {
  test('when the last Incentives administrator goes, then it is refused, naming locations and programs', () => {
    const direct = { ...berlin, programId: 'csp-direct-bill' };
    const refusal = refusalOf({ before: inesAlone, after: nobody }, [berlin, direct, munich]);
    expect(refusal).toMatchObject({
      code: 'role/last-administrator',
      target: 'query.acknowledge',
      details: {
        locations: [
          { location: '4100101', programs: ['hosting', 'csp-direct-bill'] },
          { location: '4100102', programs: ['hosting'] },
        ],
        more: 0,
        nobodyAppoints: false,
      },
    });
    expect(refusal?.message).toContain('location 4100101 and 1 more');
    expect(refusal?.message).toContain('acknowledge=stranded');
  });

  test('when it is acknowledged, then it is done, and what is stranded is known', () => {
    const change = { before: inesAlone, after: nobody };
    expect(refuseStranding(change, [berlin], { acknowledge: 'stranded' })).toEqual({
      places: [berlin],
      nobodyAppoints: false,
    });
  });

  test('when scopes become narrower, then only what nobody covers any more is stranded', () => {
    const narrow = roster({ [ines]: [{ locations: ['4100101'], programs: 'all' }] });
    expect(strandedBy({ before: inesAlone, after: narrow }, [berlin, munich])?.places).toEqual([munich]);
  });

  test('when somebody else covers them, then nothing is stranded', () => {
    const both = roster({ [ines]: everywhere, [ivan]: [{ locations: ['4100101'], programs: ['hosting'] }] });
    const ivanAlone = { ...both, incentivesAdministrators: both.incentivesAdministrators.slice(1) };
    expect(refusalOf({ before: both, after: ivanAlone })).toBeUndefined();
    expect(strandedBy({ before: both, after: ivanAlone }, [munich])?.places).toEqual([munich]);
  });

  test('when nobody covered them before, then nothing more is lost', () => {
    const munichOnly = roster({ [ines]: [{ locations: ['4100102'], programs: 'all' }] });
    expect(refusalOf({ before: munichOnly, after: nobody }, [berlin])).toBeUndefined();
  });

  test('when more than fifty locations lose theirs, then the others are counted', () => {
    const live = Array.from({ length: 53 }, (_, n) => ({ mpnId: String(1000 + n), programId: 'hosting' }));
    const details = refusalOf({ before: inesAlone, after: nobody }, live)?.details;
    expect(details).toMatchObject({ more: 3 });
    expect((details as { locations: unknown[] }).locations).toHaveLength(50);
  });

  test('when none is live, then anybody may go', () => {
    expect(refusalOf({ before: inesAlone, after: nobody }, [])).toBeUndefined();
  });
});

describe('given those who appoint', () => {
  test('when the last Account administrator goes while there is a Global one, then it is done', () => {
    const after = { ...inesAlone, accountAdministrators: [] };
    expect(refusalOf({ before: inesAlone, after })).toBeUndefined();
  });

  test('when the last one who appoints goes, then it is refused, unless acknowledged', () => {
    const before = { ...inesAlone, globalAdministrators: [] };
    const change = { before, after: { ...before, accountAdministrators: [] } };
    expect(refusalOf(change)).toMatchObject({
      code: 'role/last-administrator',
      details: { locations: [], nobodyAppoints: true },
    });
    expect(refuseStranding(change, [berlin], { acknowledge: 'stranded' })?.nobodyAppoints).toBe(true);
  });

  test('when there was none before, then a first grant strands nobody', () => {
    expect(strandedBy({ before: emptyRoster('contoso'), after: inesAlone }, [berlin])).toBeUndefined();
  });
});

test.each<[string, Roster, Roster, boolean]>([
  ['somebody comes', nobody, inesAlone, false],
  ['nothing changes', inesAlone, roster({ [ines]: everywhere }), false],
  ['somebody goes', inesAlone, nobody, true],
  ['one of two goes', roster({ [ines]: everywhere, [ivan]: everywhere }), inesAlone, true],
  ['somebody gets other scopes', inesAlone, roster({ [ines]: [] }), true],
])('given that %s, then something is taken away or not', (_, before, after, taken) => {
  expect(takesAway({ before, after })).toBe(taken);
});

test('the refusal says what would be lost', () => {
  const lastOfAll = { before: { ...inesAlone, globalAdministrators: [] }, after: emptyRoster('contoso') };
  const way = 'Give the role to somebody else first, or repeat the call with acknowledge=stranded.';
  const administrator = 'This takes away the last Incentives administrator of location 4100101.';
  expect(refusalOf({ before: inesAlone, after: nobody })?.message).toBe(`${administrator} ${way}`);
  expect(refusalOf(lastOfAll)?.message).toBe(
    `${administrator} This takes away the last one who can appoint anybody. ${way}`,
  );
  expect(refusalOf(lastOfAll, [])?.message).toBe(
    `This takes away the last one who can appoint anybody. ${way}`,
  );
});

test('given an organization that never had anybody, when nothing changes, then nobody is stranded', () => {
  expect(strandedBy({ before: emptyRoster('contoso'), after: emptyRoster('contoso') }, [])).toBeUndefined();
});

const scope: fc.Arbitrary<Scope> = fc.record({
  locations: fc.constantFrom('all' as const, ['4100101'], ['4100102']),
  programs: fc.constantFrom('all' as const, ['hosting'], ['csp']),
});
const rosters = fc
  .dictionary(fc.constantFrom(ines, ivan), fc.array(scope, { minLength: 1, maxLength: 3 }))
  .map((administrators) => roster(administrators));

test('given any two rosters, when nothing is taken from anybody, then no location is stranded', () => {
  fc.assert(
    fc.property(rosters, rosters, (before, after) => {
      fc.pre(!takesAway({ before, after }));
      expect(strandedBy({ before, after }, [berlin, munich])).toBeUndefined();
    }),
  );
});

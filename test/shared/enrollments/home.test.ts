/** Which enrollment is which card, for whom, and when it is another one. */
import { describe, expect, test } from 'vitest';
import type { Standing } from '../../../shared/access/standing.ts';
import { placeOfCard } from '../../../shared/enrollments/card.ts';
import { dismiss, noDismissals } from '../../../shared/enrollments/dismissals.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { cardAt } from '../../../shared/enrollments/home.ts';
import { complete, reject, validate } from '../../../shared/enrollments/judging.ts';
import { unattend } from '../../../shared/enrollments/lifecycle.ts';
import { standing } from './glimpses.ts';
import { accepted, demanding, enrolled, invited, pass, progress, subject, withoutInes } from './subject.ts';

const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
const administrator = standing({ incentivesAdministrator: everywhere });
const user = standing({ incentivesUser: everywhere });
const appointer = standing({ accountAdministrator: true });

const at = { at: '2027-02-10T08:00:00.000Z', by: 'system' };
const lost = (occasion: string, state: Parameters<typeof unattend>[0]) =>
  unattend(state, { ...at, occasion });
const rejected = (occasion: string) => {
  const done = { program: demanding, requirement: 'payout-profile', moment: { ...at, occasion } };
  return reject(complete(accepted(), done), { ...done, reason: 'No such bank' });
};
const validated = accepted(progress('payout-profile', 'validated'), progress('tax-profile'));
const done = { program: demanding, requirement: 'tax-profile', moment: at };
const whole = validate(validated, done);
const mended = reject(whole, { ...done, moment: { ...at, occasion: 'march' }, reason: 'Out of date' });

function seen(state: Enrollment, viewer: Standing, { attended = true, now = pass.now } = {}) {
  const { roster } = attended ? subject() : { roster: withoutInes };
  const card = cardAt({ roster, programs: [demanding], standing: viewer, now }, state);
  return card && `${card.kind} ${card.cardId.split('.').at(-1)} ${card.requirement?.name ?? ''}`.trim();
}

describe('given an enrollment, when somebody comes home, then their card is', () => {
  test.each<[string, Enrollment, Standing, { attended?: boolean }, string | undefined]>([
    ['an invitation, to who can act', invited(), administrator, {}, 'invitation winter'],
    ['nothing, to who can only look', invited(), user, {}, undefined],
    ['nothing, to who appoints, while somebody can act', invited(), appointer, {}, undefined],
    ['to appoint', invited(), appointer, { attended: false }, 'assignAdministrator winter'],
    ['to appoint, again', lost('may', enrolled()), appointer, { attended: false }, 'assignAdministrator may'],
    ['nothing, while a pass has not seen it', enrolled(), appointer, { attended: false }, undefined],
    ['what is missing', rejected('april'), administrator, {}, 'actionRequired april Payout profile'],
    ['nothing to appoint for, while somebody can', rejected('april'), appointer, {}, undefined],
    ['nothing, while the operator validates', validated, administrator, {}, undefined],
    ['nothing, when all is in order', whole, administrator, {}, undefined],
    ['what was rejected after enrolling', mended, administrator, {}, 'actionRequired march Tax profile'],
  ])('%s', (_, state, viewer, given, card) => {
    expect(seen(state, viewer, given)).toBe(card);
  });

  test('nothing, where its program was opened to all since', () => {
    const home = { programs: [{ ...demanding, openToAll: true }], now: pass.now };
    expect(cardAt({ ...home, ...subject(), standing: administrator }, invited())).toBeUndefined();
    expect(cardAt({ ...home, roster: withoutInes, standing: appointer }, invited())).toBeUndefined();
    expect(cardAt({ ...home, ...subject(), standing: administrator }, rejected('april'))).toMatchObject({
      kind: 'actionRequired',
    });
  });

  test('nothing, once its deadline has passed', () => {
    const dated = invited({ deadline: '2027-06-01T00:00:00.000Z' });
    const card = (now: string) => seen(dated, administrator, { now: new Date(now) });
    expect([card('2027-05-31T23:59:59.999Z'), card('2027-06-01T00:00:00.000Z')]).toEqual([
      'invitation winter',
      undefined,
    ]);
  });
});

describe('putting away', () => {
  const card = (kind: string, occasion: number) =>
    `${kind}.4100101.hosting.0c000000-0000-4000-8000-00000000000${occasion}`;

  test('an earlier card of the same place and kind is forgotten, the others are kept', () => {
    const first = dismiss(noDismissals('contoso', 'ines'), card('invitation', 1));
    const second = dismiss(first, card('actionRequired', 2));
    expect(dismiss(second, card('actionRequired', 3)).cardIds).toEqual([
      card('invitation', 1),
      card('actionRequired', 3),
    ]);
  });

  test('a card says which place it is about', () => {
    expect(placeOfCard(card('invitation', 1))).toEqual({ mpnId: '4100101', programId: 'hosting' });
  });
});

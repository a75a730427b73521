/** How a card is named, and what it says. */
import { describe, expect, test } from 'vitest';
import { Card, CardId, placeOfCard } from '../../../shared/enrollments/card.ts';
import { Dismissals, dismiss, dismissalsId, noDismissals } from '../../../shared/enrollments/dismissals.ts';

const occasion = '0c000000-0000-4000-8000-000000000001';
const kinds = ['invitation', 'assignAdministrator', 'actionRequired'];
const card = {
  ...{ cardId: `invitation.4100101.hosting.${occasion}`, kind: 'invitation', programId: 'hosting' },
  ...{ program: 'Hosting', mpnId: '4100101', location: 'Berlin', requirement: null, deadline: null },
  link: 'https://portal.example/invitations/contoso/4100101/hosting',
};

describe('the name of a card', () => {
  test.each(kinds)('is of the kind %s', (kind) => {
    const cardId = `${kind}.4100101.hosting.${occasion}`;
    expect(Card.parse({ ...card, cardId, kind })).toEqual({ ...card, cardId, kind });
    expect(placeOfCard(cardId)).toEqual({ mpnId: '4100101', programId: 'hosting' });
  });

  test.each([
    `other.4100101.hosting.${occasion}`,
    `xinvitation.4100101.hosting.${occasion}`,
    `invitation.x.hosting.${occasion}`,
    `invitation..hosting.${occasion}`,
    `invitation.1234567890123.hosting.${occasion}`,
    `invitation.4100101.Hosting.${occasion}`,
    `invitation.4100101..${occasion}`,
    `invitation.4100101.${'a'.repeat(65)}.${occasion}`,
    `invitation.4100101.hosting.${occasion}0`,
    `invitation.4100101.hosting.${occasion.slice(1)}`,
    `invitation.4100101.hosting.${occasion.replace('c', 'x')}`,
    'invitation.4100101.hosting.',
    'invitation.4100101.hosting',
  ])('is not %s', (cardId) => {
    expect(CardId.safeParse(cardId).success).toBe(false);
  });

  test('holds every location and program', () => {
    const cardId = `invitation.123456789012.${'a-1'.repeat(21)}z.${occasion}`;
    expect(CardId.safeParse(cardId).success).toBe(true);
  });
});

test('a card says nothing else, and is of no other kind', () => {
  expect(Card.safeParse({ ...card, mail: 'x' }).success).toBe(false);
  expect(Card.safeParse({ ...card, kind: 'other' }).success).toBe(false);
});

describe('the cards put away', () => {
  const none = noDismissals('contoso', 'ines');

  test('are a document of each person', () => {
    expect(dismissalsId('ines')).toBe('dismissals:ines');
    expect(none).toMatchObject({ id: 'dismissals:ines', organizationId: 'contoso', cardIds: [] });
    const some = dismiss(none, card.cardId);
    expect(Dismissals.parse(some)).toEqual(some);
    expect(Dismissals.safeParse({ ...some, kind: 'member' }).success).toBe(false);
  });

  test('of locations whose numbers begin alike are kept apart', () => {
    const put = ['1', '10'].map((mpnId) => `invitation.${mpnId}.hosting.${occasion}`);
    expect(put.reduce(dismiss, none).cardIds).toEqual(put);
    const programs = ['a', 'a-b'].map((id) => `invitation.1.${id}.${occasion}`);
    expect(programs.toReversed().reduce(dismiss, none).cardIds).toEqual(programs.toReversed());
  });

  test('are ten thousand at most, the latest', () => {
    const full = {
      ...none,
      cardIds: Array.from({ length: 10_000 }, (_, n) => `invitation.${n}.a.${occasion}`),
    };
    const { cardIds } = dismiss(full, card.cardId);
    expect([cardIds.length, cardIds[0], cardIds.at(-1)]).toEqual([10_000, full.cardIds[1], card.cardId]);
  });
});

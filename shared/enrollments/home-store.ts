/** One page of a person's home from Cosmos DB: only enrollments that can be a card for them are read. */
import type { Container } from '@azure/cosmos';
import type { Card } from './card.ts';
import { Candidate, candidateFields, cardAt, type Drawn, type Home, homeClauses } from './home.ts';
import { gather, listSelected, type Read, type Span } from './list-store.ts';
import { namesOf } from './overview-store.ts';
import { compareRows, type RowKey } from './places.ts';

export interface HomeShown {
  home: Home;
  organizationId: string;
  /** The cards that are not shown any more. */
  putAway: ReadonlySet<string>;
  portalUrl: string;
}

export async function readCards(
  partners: Container,
  shown: HomeShown,
  place: { size: number; after: RowKey | undefined },
): Promise<{ cards: Card[]; next: RowKey | undefined }> {
  const { organizationId, portalUrl } = shown;
  const { lines, next } = await gather((span) => readStretch(partners, shown, span), place);
  const names = await namesOf(partners, organizationId, lines);
  const cards = lines.map((card) => {
    const { mpnId, programId } = card;
    const link = `${portalUrl}/invitations/${organizationId}/${mpnId}/${programId}`;
    return { ...card, location: names.get(mpnId) ?? mpnId, link };
  });
  return { cards, next };
}

async function readStretch(
  partners: Container,
  { home, organizationId, putAway }: HomeShown,
  span: Span,
): Promise<Read<Drawn>> {
  const clauses = homeClauses(home);
  const asked = { organizationId, fields: candidateFields, clauses, location: undefined, ...span };
  const { found, end } = await listSelected(partners, asked, Candidate);
  const cards = found.flatMap((state) => cardAt(home, state) ?? []);
  return { lines: cards.filter(({ cardId }) => !putAway.has(cardId)).sort(compareRows), end };
}

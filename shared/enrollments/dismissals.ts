/** The cards a person has put away, for themselves alone. */
import * as z from 'zod/mini';
import { CardId } from './card.ts';

/** The cards a person has put away, latest last; read by the home page only. */
export const Dismissals = z.object({
  kind: z.literal('dismissals'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: z.string(),
  cardIds: z.array(CardId),
});
export type Dismissals = z.infer<typeof Dismissals>;

export const dismissalsId = (memberId: string) => `dismissals:${memberId}`;

export function noDismissals(organizationId: string, memberId: string): Dismissals {
  return { kind: 'dismissals', schemaVersion: 1, id: dismissalsId(memberId), organizationId, cardIds: [] };
}

/** The document stays under 2 MB; whoever puts away more sees the first ones again. */
const mostCards = 10_000;

/** With one more card put away. The earlier ones of its kind, location and program are no cards any more, and are forgotten. */
export function dismiss<D extends Dismissals>(dismissals: D, cardId: string): D {
  const likeIt = cardId.slice(0, cardId.lastIndexOf('.') + 1);
  const others = dismissals.cardIds.filter((id) => !id.startsWith(likeIt));
  return { ...dismissals, cardIds: [...others, cardId].slice(-mostCards) };
}

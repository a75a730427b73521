/** The cards a person has put away, for themselves alone. */
import * as z from 'zod/mini';
import { type Card, CardId } from './home.ts';

/** The cards a person has put away; read by the home page only. */
export const Dismissals = z.object({
  kind: z.literal('dismissals'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: z.string(),
  cardIds: z.array(CardId),
});
export type Dismissals = z.infer<typeof Dismissals>;

export function noDismissals(organizationId: string, memberId: string): Dismissals {
  return { kind: 'dismissals', schemaVersion: 1, id: `dismissals:${memberId}`, organizationId, cardIds: [] };
}

/** With one more card put away; the ones that are no cards any more are forgotten. */
export function dismiss<D extends Dismissals>(dismissals: D, cardId: string, present: Card[]): D {
  const cardIds = present
    .map((card) => card.cardId)
    .filter((id) => id === cardId || dismissals.cardIds.includes(id));
  return { ...dismissals, cardIds };
}

/** A card of a person's home page. Putting it away never touches the invitation. */
import * as z from 'zod/mini';
import { MpnId } from '../organizations/organization.ts';
import { ProgramId } from '../programs/words.ts';
import { RequirementNamed } from './overview-row.ts';

const CardKind = z.enum(['invitation', 'assignAdministrator', 'actionRequired']);
export type CardKind = z.infer<typeof CardKind>;

/** `{kind}.{mpnId}.{programId}.{occasion}`: another invitation, loss or rejection is another card. */
export const CardId = z
  .string()
  .check(
    z.regex(
      /^(?:invitation|assignAdministrator|actionRequired)\.[0-9]{1,12}\.[a-z0-9-]{1,64}\.[0-9a-f-]{36}$/,
    ),
  );

/** The place a card is about. */
export function placeOfCard(cardId: string): { mpnId: string; programId: string } {
  const [, mpnId = '', programId = ''] = cardId.split('.');
  return { mpnId, programId };
}

export const Card = z
  .strictObject({
    cardId: CardId,
    kind: CardKind,
    programId: ProgramId,
    program: z.string(),
    mpnId: MpnId,
    location: z.string(),
    /** What has to be completed, on a card of `actionRequired`. */
    requirement: z.nullable(RequirementNamed),
    deadline: z.nullable(z.string()),
    link: z.string(),
  })
  .register(z.globalRegistry, { id: 'Card' });
export type Card = z.infer<typeof Card>;

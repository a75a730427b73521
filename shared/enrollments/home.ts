/** The cards of a person's home page: what they have not put away yet. Putting a card away never touches the invitation. */
import * as z from 'zod/mini';
import { covers } from '../access/member.ts';
import { incentivesAdministratorsOf } from '../access/roster.ts';
import type { Standing } from '../access/standing.ts';
import { MpnId } from '../organizations/organization.ts';
import { ProgramId } from '../programs/words.ts';
import type { Enrollment } from './enrollment.ts';
import type { Stock } from './overview.ts';
import { type StatusShown, statusShown } from './shown.ts';

const CardKind = z.enum(['invitation', 'assignAdministrator']);

/** `{kind}.{mpnId}.{programId}.{occasion}`: another invitation is another card. */
export const CardId = z
  .string()
  .check(z.regex(/^(?:invitation|assignAdministrator)\.[0-9]{1,12}\.[a-z0-9-]{1,64}\.[0-9a-f-]{36}$/));

export const Card = z
  .strictObject({
    cardId: CardId,
    kind: CardKind,
    programId: ProgramId,
    program: z.string(),
    mpnId: MpnId,
    location: z.string(),
    deadline: z.nullable(z.string()),
    link: z.string(),
  })
  .register(z.globalRegistry, { id: 'Card' });
export type Card = z.infer<typeof Card>;

/** Every card this person has, put away or not. Incentives administrators see their invitations, those who can appoint see where nobody can act. */
export function cards(stock: Stock, standing: Standing, shown: { now: Date; portalUrl: string }): Card[] {
  return stock.enrollments.flatMap((state) => {
    const program = stock.programs.find((one) => one.id === state.programId);
    const location = stock.locations.find((one) => one.mpnId === state.mpnId);
    if (!program || !location) return [];
    const status = statusShown(state, program, shown.now);
    return cardKinds(state, status, { stock, standing }).map((kind) => ({
      cardId: [kind, state.mpnId, state.programId, occasionOf(kind, state)].join('.'),
      kind,
      programId: program.id,
      program: program.name,
      mpnId: location.mpnId,
      location: location.name,
      deadline: (status === 'Invited' && state.invitation?.deadline) || null,
      link: `${shown.portalUrl}/invitations/${state.organizationId}/${state.mpnId}/${state.programId}`,
    }));
  });
}

interface Visitor {
  stock: Stock;
  standing: Standing;
}

function cardKinds(state: Enrollment, status: StatusShown, { stock, standing }: Visitor): Card['kind'][] {
  const target = { mpnId: state.mpnId, programId: state.programId };
  const appoints = standing.globalAdministrator || standing.accountAdministrator;
  const nobody = incentivesAdministratorsOf(stock.roster, target).length === 0;
  const isInvited = status === 'Invited' && state.status === 'invited';
  const invitation = isInvited && covers(standing.incentivesAdministrator, target);
  const assign = appoints && nobody && (isInvited || (state.status === 'enrolled' && isUnattended(state)));
  return [
    ...(invitation ? (['invitation'] as const) : []),
    ...(assign ? (['assignAdministrator'] as const) : []),
  ];
}

const isUnattended = (state: Enrollment) => state.unattendedSince !== undefined;

/** Another loss of the last administrator is another card. */
function occasionOf(kind: Card['kind'], state: Enrollment): string | undefined {
  const left = state.history.findLast(({ what }) => what === 'unattend');
  const lost = kind === 'assignAdministrator' && isUnattended(state) ? left?.occasion : undefined;
  return lost ?? state.invitation?.occasion;
}

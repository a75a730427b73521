/** The home page of a person: cards they have not put away, and putting one away for themselves alone. */
import * as z from 'zod/mini';
import { memberId } from '../shared/access/member.ts';
import { getRoster } from '../shared/access/member-store.ts';
import { findDocument } from '../shared/azure/documents.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { Card, CardId, placeOfCard } from '../shared/enrollments/card.ts';
import { Dismissals, dismiss, dismissalsId, noDismissals } from '../shared/enrollments/dismissals.ts';
import { findEnrollment } from '../shared/enrollments/enrollment-store.ts';
import { cardAt, type Home } from '../shared/enrollments/home.ts';
import { readCards } from '../shared/enrollments/home-store.ts';
import { rowAfter, rowKey } from '../shared/enrollments/places.ts';
import { ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import type { Program } from '../shared/programs/program.ts';
import { findProgram, listPrograms } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';

type HomeDeps = Pick<Deps, 'partners' | 'programs' | 'portalUrl'>;
type HomeCall = Pick<
  Call<{ organizationId: string }, unknown, unknown>,
  'known' | 'caller' | 'standing' | 'now'
>;

/** Whose home it is and what they have put away; the programs are read by the caller, as many as it needs. */
async function load({ partners }: HomeDeps, call: HomeCall, asked: Promise<Program[]>) {
  const { organizationId } = known(call.known);
  const id = dismissalsId(memberId(call.caller));
  const [roster, programs, dismissals] = await Promise.all([
    getRoster(partners, organizationId),
    asked,
    findDocument(partners, { id, partition: organizationId }, Dismissals),
  ]);
  const home: Home = { roster, programs, standing: call.standing, now: call.now };
  return { home, dismissals };
}

export const getHome = endpoint({
  summary: 'The cards on the home page of the caller',
  params: z.strictObject({ organizationId: OrganizationId }),
  query: Paging,
  answer: listOf(Card),
  handle: (deps: HomeDeps) => async (call) => {
    const { size, continuation } = pageOf(call.query);
    const after = rowAfter(continuation);
    const { home, dismissals } = await load(deps, call, listPrograms(deps.programs));
    const { organizationId } = known(call.known);
    const shown = { home, organizationId, putAway: new Set(dismissals?.cardIds), portalUrl: deps.portalUrl };
    const { cards, next } = await readCards(deps.partners, shown, { size, after });
    return ok(page(cards, call, next && rowKey(next)));
  },
});

export const putDismissal = endpoint({
  summary: 'Put a card away, for oneself only; the invitation stays on the overview',
  params: z.strictObject({ organizationId: OrganizationId, cardId: CardId }),
  answer: z.strictObject({ cardId: CardId }),
  handle: (deps: HomeDeps) => async (call) => {
    const { organizationId, cardId } = call.params;
    const place = placeOfCard(cardId);
    const program = findProgram(deps.programs, place.programId).then((found) => (found ? [found] : []));
    const [{ home, dismissals }, state] = await Promise.all([
      load(deps, call, program),
      findEnrollment(deps.partners, { organizationId, ...place }),
    ]);
    if (dismissals?.cardIds.includes(cardId)) return ok({ cardId });
    if (!state || cardAt(home, state)?.cardId !== cardId)
      refuse('home/card-unknown', 'There is no such card on your home page.', { target: 'path.cardId' });
    const wanted = dismiss(dismissals ?? noDismissals(organizationId, memberId(call.caller)), cardId);
    await commit(deps.partners, organizationId, [
      dismissals ? { replace: wanted, ifMatch: dismissals.etag } : { create: wanted },
    ]);
    return ok({ cardId });
  },
});

/** The home page of a person: cards they have not put away, and putting one away for themselves alone. */
import * as z from 'zod/mini';
import { memberId } from '../shared/access/member.ts';
import { findDocument } from '../shared/azure/documents.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { Dismissals, dismiss, noDismissals } from '../shared/enrollments/dismissals.ts';
import { loadOrganization } from '../shared/enrollments/enrollment-store.ts';
import { Card, CardId, cards } from '../shared/enrollments/home.ts';
import { ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';

type HomeDeps = Pick<Deps, 'partners' | 'programs' | 'portalUrl'>;
type HomeCall = Call<{ organizationId: string }, unknown, unknown>;

async function load(deps: HomeDeps, call: HomeCall) {
  const { organizationId } = known(call.known);
  const id = `dismissals:${memberId(call.caller)}`;
  const [loaded, programs, dismissals] = await Promise.all([
    loadOrganization(deps.partners, organizationId),
    listPrograms(deps.programs),
    findDocument(deps.partners, { id, partition: organizationId }, Dismissals),
  ]);
  const shown = { now: call.now, portalUrl: deps.portalUrl };
  return { cards: cards({ ...loaded, programs }, call.standing, shown), dismissals };
}

export const getHome = endpoint({
  summary: 'The cards on the home page of the caller',
  params: z.strictObject({ organizationId: OrganizationId }),
  answer: listOf(Card),
  handle: (deps: HomeDeps) => async (call) => {
    const home = await load(deps, call);
    return ok({ value: home.cards.filter((card) => !home.dismissals?.cardIds.includes(card.cardId)) });
  },
});

export const putDismissal = endpoint({
  summary: 'Put a card away, for oneself only; the invitation stays on the overview',
  params: z.strictObject({ organizationId: OrganizationId, cardId: CardId }),
  answer: z.strictObject({ cardId: CardId }),
  handle: (deps: HomeDeps) => async (call) => {
    const { organizationId, cardId } = call.params;
    const home = await load(deps, call);
    if (home.dismissals?.cardIds.includes(cardId)) return ok({ cardId });
    if (!home.cards.some((card) => card.cardId === cardId))
      refuse('home/card-unknown', 'There is no such card on your home page.', { target: 'path.cardId' });
    const stored = home.dismissals;
    const wanted = dismiss(stored ?? noDismissals(organizationId, memberId(call.caller)), cardId, home.cards);
    await commit(deps.partners, organizationId, [
      stored ? { replace: wanted, ifMatch: stored.etag } : { create: wanted },
    ]);
    return ok({ cardId });
  },
});

/** The letters of the system, for the operator: what left, what did not and why; and one more try. */
import * as z from 'zod/mini';
import type { Stored } from '../shared/azure/documents.ts';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { cameToNothing, letterIdOf, retried } from '../shared/letters/attempt.ts';
import { Letter } from '../shared/letters/letter.ts';
import { markLetter, uuidOf } from '../shared/letters/letter-store.ts';
import { findLetter, type LetterFilter, letterPage } from '../shared/letters/listing-store.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';

const { organizationId, letterKind, ...rest } = Letter.shape;
const LetterView = z
  .strictObject({
    letterId: Guid,
    organizationId,
    kind: letterKind,
    recipient: rest.recipient,
    occasion: rest.occasion,
    state: rest.state,
    reason: rest.reason,
    dueAt: rest.dueAt,
    sentAt: rest.sentAt,
    sentTo: rest.sentTo,
    attempts: rest.attempts,
    unsure: rest.unsure,
    delivery: rest.delivery,
    deliveryAt: rest.deliveryAt,
    deliveryCode: rest.deliveryCode,
    etag: z.string(),
  })
  .register(z.globalRegistry, { id: 'Letter' });
type LetterView = z.infer<typeof LetterView>;

function view(letter: Stored<Letter>): LetterView {
  const { organizationId, recipient, occasion, state, reason, dueAt, sentAt, sentTo, etag } = letter;
  const { attempts, unsure, delivery, deliveryAt, deliveryCode, letterKind: kind } = letter;
  const told = { letterId: letterIdOf(letter), organizationId, kind, recipient, occasion };
  const arrived = { delivery, deliveryAt, deliveryCode };
  return { ...told, state, reason, dueAt, sentAt, sentTo, attempts, unsure, ...arrived, etag };
}

const { state, delivery } = rest;
const listed = { ...Paging.shape, state: z.optional(state), delivery };

interface Asked {
  query: Paging;
  url: string;
  log: { error(...said: unknown[]): void };
}

/** A letter that cannot be read is left out, and named in the log. */
async function answerPage({ partners }: Pick<Deps, 'partners'>, filter: LetterFilter, call: Asked) {
  const { letters, unreadable, continuation } = await letterPage(partners, filter, pageOf(call.query));
  if (unreadable.length > 0) call.log.error(`letters that cannot be read: ${unreadable.join(' ')}`);
  return ok(page(letters.map(view), call, continuation));
}

export const listAllLetters = endpoint({
  summary: 'The letters of all organizations, in no order',
  params: z.strictObject({}),
  query: z.strictObject({ ...listed, organizationId: z.optional(OrganizationId) }),
  answer: listOf(LetterView),
  handle: (deps: Pick<Deps, 'partners'>) => async (call) => {
    const { state, delivery, organizationId } = call.query;
    return answerPage(deps, { state, delivery, organizationId }, call);
  },
});

export const listLetters = endpoint({
  summary: 'The letters of an organization, the latest first',
  params: z.strictObject({ organizationId: OrganizationId }),
  query: z.strictObject({ ...listed, kind: z.optional(letterKind) }),
  answer: listOf(LetterView),
  handle: (deps: Pick<Deps, 'partners'>) => async (call) => {
    const { organizationId } = known(call.known);
    const { state, delivery, kind: letterKind } = call.query;
    return answerPage(deps, { organizationId, state, delivery, letterKind }, call);
  },
});

export const putRetry = endpoint({
  summary: 'Send a letter once more that failed or did not arrive',
  params: z.strictObject({ organizationId: OrganizationId, letterId: Guid, retryId: Guid }),
  answer: LetterView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      known(call.known);
      const { letterId, retryId } = call.params;
      const letter = await findLetter(partners, call.params);
      if (!letter) refuse('letter/unknown', 'There is no such letter.', { target: 'path.letterId' });
      if (letter.retries?.includes(retryId)) return ok(view(letter));
      if (call.ifMatch !== null) mustMatch(call.ifMatch, letter);
      if (!cameToNothing(letter))
        refuse('letter/not-failed', 'Only a letter that failed or did not arrive is sent once more.', {
          details: { state: letter.state, delivery: letter.delivery },
        });
      const operationId = uuidOf(`${letterId}|${retryId}`);
      const again = retried(letter, { retryId, operationId }, call.now);
      return created(view({ ...again, etag: await markLetter(partners, again) }), call.url);
    },
});

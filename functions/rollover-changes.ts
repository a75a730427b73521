/** Where a boundary came out otherwise than its last preview had said, message by message of the preview. */
import * as z from 'zod/mini';
import { ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';
import { BoundaryId } from '../shared/rollovers/boundary.ts';
import { listOutcomesBetween } from '../shared/rollovers/boundary-store.ts';
import { Change, changesBetween } from '../shared/rollovers/changes.ts';
import { listLeftBetween } from '../shared/rollovers/left-store.ts';
import { named } from '../shared/rollovers/names-store.ts';
import { placeKey } from '../shared/rollovers/outcome.ts';
import { messageOutcomes } from '../shared/rollovers/pages-store.ts';
import { isOperators, type Preview } from '../shared/rollovers/preview.ts';
import { seenBy } from '../shared/rollovers/report.ts';
import { type Ended, getRun, lastPreviewOf, type RunDeps } from './rollover-runs.ts';

/** Without a preview there is nothing to compare with. */
const answer = z.object({ ...listOf(Change).shape, preview: z.nullable(Guid) });

export const listRolloverChanges = endpoint({
  summary: 'Where a boundary came out otherwise than the last preview before it had said',
  params: z.strictObject({ runId: BoundaryId }),
  query: Paging,
  answer,
  handle: (deps: RunDeps) => async (call) => answerChanges(deps, call),
});

export const listOwnRolloverChanges = endpoint({
  summary: 'The same for the enrollments of the organization that the caller sees, by its own previews',
  params: z.strictObject({ organizationId: OrganizationId, runId: BoundaryId }),
  query: Paging,
  answer,
  handle: (deps: RunDeps) => async (call) => {
    known(call.known);
    return answerChanges(deps, call);
  },
});

type ChangesCall = Pick<
  Call<{ organizationId?: string; runId: string }, Paging, unknown>,
  'params' | 'query' | 'standing' | 'now' | 'url'
>;

async function answerChanges(deps: RunDeps, call: ChangesCall) {
  const { organizationId, runId } = call.params;
  const run = await getRun(deps, { organizationId, runId, now: call.now });
  if (!('boundary' in run)) throw new Error('A boundary was asked for');
  const { boundary } = run;
  const preview = await lastPreviewOf(deps, boundary);
  const { size, continuation } = pageOf(call.query);
  const { changes, next } = preview
    ? await changesFrom(deps, { preview, boundary }, { size, place: placeNamed(continuation) })
    : { changes: [], next: undefined };
  const seen = changes.filter(seenBy(call.standing));
  const value = await named(deps.partners, { organizationId }, seen);
  return ok({ ...page(value, call, next), preview: preview?.runId ?? null });
}

interface Reached {
  message: number;
  row: number;
}

function placeNamed(continuation = '0.0'): Reached {
  const [, message, row] = /^(\d{1,7})\.(\d{1,7})$/.exec(continuation) ?? [];
  if (row === undefined)
    return refuse('request/continuation-invalid', 'Follow the nextLink as it was given.', {
      target: 'query.continuation',
    });
  return { message: Number(message), row: Number(row) };
}

interface Compared {
  preview: Preview;
  boundary: Ended;
}

/** A list that is short because of it goes on with its `nextLink`. */
const mostMessages = 20;

async function changesFrom(
  deps: RunDeps,
  compared: Compared,
  { size, place: { message, row } }: { size: number; place: Reached },
) {
  const { messages } = compared.preview.handed;
  const changes: Change[] = [];
  let next: Reached = { message, row };
  for (let read = 0; read < mostMessages && next.message < messages && changes.length < size; read += 1) {
    const all = await changesOfMessage(deps, compared, next.message);
    const some = all.slice(next.row, next.row + size - changes.length);
    changes.push(...some);
    const until = next.row + some.length;
    next = until < all.length ? { ...next, row: until } : { message: next.message + 1, row: 0 };
  }
  return { changes, next: next.message < messages ? `${next.message}.${next.row}` : undefined };
}

/** The organizations of a message are a range of ids: those that came since the preview are in one of them too. */
async function changesOfMessage(
  { partners, runs }: RunDeps,
  { preview, boundary }: Compared,
  message: number,
): Promise<Change[]> {
  const { after, upTo, outcomes } = await messageOutcomes(runs, preview, message);
  const isLast = message === preview.handed.messages - 1;
  const previewed = outcomes.filter(
    ({ programId, fromTerm }) => programId === boundary.programId && fromTerm === boundary.fromTerm,
  );
  const range = isOperators(preview)
    ? { after, upTo: isLast ? undefined : upTo }
    : { after: '', upTo: undefined };
  const asked = { organizationId: boundary.organizationId, boundary, range };
  const changes = changesBetween(previewed, await listOutcomesBetween(partners, asked));
  if (!changes.some(isGone)) return changes;
  const left = new Set((await listLeftBetween(partners, asked)).map(placeKey));
  return changes.filter((change) => !(isGone(change) && left.has(placeKey(change))));
}

const isGone = ({ actual }: Change) => actual === null;

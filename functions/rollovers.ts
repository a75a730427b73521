/** Rollovers: previews for a day ahead and reports of boundaries, for the operator of all organizations, for an organization of its own. */
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { accepted, ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { DayOfTerm } from '../shared/programs/words.ts';
import { RunId } from '../shared/rollovers/boundary.ts';
import { ownerOf } from '../shared/rollovers/preview.ts';
import { PreviewReport, Report } from '../shared/rollovers/report.ts';
import { type Asked, requestPreview } from './preview-asking.ts';
import { previewReport, reportOf } from './rollover-reports.ts';
import { getRun, type RunDeps } from './rollover-runs.ts';

type PreviewDeps = RunDeps & Pick<Deps, 'enqueue'>;
type PreviewCall = Pick<
  Call<{ organizationId?: string; runId: string }, unknown, unknown>,
  'params' | 'standing' | 'now' | 'url'
>;

export const putRollover = endpoint({
  summary:
    'Preview what the boundaries until a day bring for all organizations; `warn` tells those who would lapse at the next end of their term',
  params: z.strictObject({ runId: Guid }),
  body: z.strictObject({ on: DayOfTerm, warn: z._default(z.boolean(), false) }),
  answer: PreviewReport,
  handle: (deps: PreviewDeps) => async (call) => answerPreview(deps, call, { ...call.body, now: call.now }),
});

export const putOwnRollover = endpoint({
  summary: 'Preview what the boundaries until a day bring for the organization',
  params: z.strictObject({ organizationId: OrganizationId, runId: Guid }),
  body: z.strictObject({ on: DayOfTerm }),
  answer: PreviewReport,
  handle: (deps: PreviewDeps) => async (call) => {
    known(call.known);
    return answerPreview(deps, call, { ...call.body, warn: false, now: call.now });
  },
});

async function answerPreview(deps: PreviewDeps, call: PreviewCall, asked: Asked) {
  const { organizationId, runId } = call.params;
  const { preview, standing } = await requestPreview(deps, { owner: ownerOf(organizationId), runId }, asked);
  const report = await previewReport(deps, { preview, standing }, call.standing);
  return report.state === 'finished' ? ok(report) : accepted(report, call.url);
}

export const getRollover = endpoint({
  summary: 'How a preview stands, or the report of a boundary, over all organizations',
  params: z.strictObject({ runId: RunId }),
  answer: Report,
  handle: (deps: RunDeps) => async (call) => answerReport(deps, call),
});

export const getOwnRollover = endpoint({
  summary: 'How a preview of the organization stands, or what a boundary brought for it',
  params: z.strictObject({ organizationId: OrganizationId, runId: RunId }),
  answer: Report,
  handle: (deps: RunDeps) => async (call) => {
    known(call.known);
    return answerReport(deps, call);
  },
});

async function answerReport(deps: RunDeps, call: PreviewCall) {
  const { organizationId, runId } = call.params;
  const run = await getRun(deps, { organizationId, runId, now: call.now });
  return ok(await reportOf(deps, run, call));
}

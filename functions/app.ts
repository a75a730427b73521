/** The table of contents of the system: every route with who may call it, every timer with its schedule, every queue. */
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { serveOpen } from '../shared/http/endpoint.ts';
import { type OpenRoute, type Route, routesFor } from '../shared/http/route.ts';
import * as access from './access.ts';
import * as agreements from './agreements.ts';
import * as audit from './audit.ts';
import * as deliveryReports from './delivery-reports.ts';
import * as directories from './directories.ts';
import * as eligibility from './eligibility.ts';
import * as enrollments from './enrollments.ts';
import * as facts from './facts.ts';
import * as home from './home.ts';
import * as incentives from './incentives.ts';
import * as invitations from './invitations.ts';
import * as letters from './letters.ts';
import * as locations from './locations.ts';
import * as me from './me.ts';
import * as members from './members.ts';
import * as migration from './migration.ts';
import * as operations from './operations.ts';
import * as organizations from './organizations.ts';
import * as previews from './previews.ts';
import * as programs from './programs.ts';
import { reconcileOrganizations } from './reconcile-organizations.ts';
import * as reconciliation from './reconciliation.ts';
import * as reopening from './reopening.ts';
import * as requirements from './requirements.ts';
import * as roles from './roles.ts';
import * as rolloverBoundaries from './rollover-boundaries.ts';
import * as rolloverChanges from './rollover-changes.ts';
import * as rolloverOutcomes from './rollover-outcomes.ts';
import * as rollovers from './rollovers.ts';
import type { RoleParams } from './save-role.ts';
import * as sending from './send-letters.ts';
import * as syncRequests from './sync-requests.ts';
import * as syncs from './syncs.ts';

const one = 'organizations/{organizationId}';
const enrollment = `${one}/locations/{mpnId}/enrollments/{programId}`;
const requirement = `${enrollment}/requirements/{requirement}`;
const role = `${one}/members/{memberId}/roles/{role}`;
const directory = `${one}/directories/{tenantId}`;
const rollover = 'rollovers/{runId}';

/** The role that administers the organization takes another permission than the Incentives roles; the operator may grant it, once. */
const granting = (params: RoleParams) =>
  params.role === 'accountAdministrator' ? 'grantAccountAdministrator' : 'grantIncentivesRole';
const revoking = (params: RoleParams) =>
  params.role === 'accountAdministrator' ? 'revokeAccountAdministrator' : 'grantIncentivesRole';

/** Function name, method, route, permission (a row of shared/access/permissions.ts), endpoint. */
export function routes(deps: Deps): Route[] {
  const route = routesFor(deps);
  return [
    route('getMe', 'GET', 'me', 'readOwnAccess', me.getMe),

    route('listPrograms', 'GET', 'programs', 'readPrograms', programs.listPrograms),
    route('getProgram', 'GET', 'programs/{programId}', 'readPrograms', programs.getProgram),
    route('putProgram', 'PUT', 'programs/{programId}', 'writePrograms', programs.putProgram),

    route('listOrganizations', 'GET', 'organizations', 'listOrganizations', organizations.listOrganizations),
    route('getOrganization', 'GET', one, 'readOrganization', organizations.getOrganization),
    route('putOrganization', 'PUT', one, 'writeOrganizations', organizations.putOrganization),
    route('getMigration', 'GET', `${one}/migration`, 'readOrganization', migration.getMigration),
    route('putMigration', 'PUT', `${one}/migration`, 'writeOrganizations', migration.putMigration),
    route(
      'putAgreement',
      'PUT',
      `${one}/agreements/{agreementType}`,
      'writeOrganizations',
      agreements.putAgreement,
    ),

    route('listLocations', 'GET', `${one}/locations`, 'readOrganization', locations.listLocations),
    route('getLocation', 'GET', `${one}/locations/{mpnId}`, 'readOrganization', locations.getLocation),
    route('putLocation', 'PUT', `${one}/locations/{mpnId}`, 'writeOrganizations', locations.putLocation),
    route('putFacts', 'PUT', `${one}/facts`, 'writeOrganizations', facts.putFacts),

    route('getDirectory', 'GET', directory, 'readDirectory', directories.getDirectory),
    route('putDirectory', 'PUT', directory, 'configureDirectory', directories.putDirectory),
    route('getSync', 'GET', `${directory}/syncs/{syncId}`, 'syncDirectory', syncs.getSync),
    route('putSync', 'PUT', `${directory}/syncs/{syncId}`, 'syncDirectory', syncs.putSync),

    route('listMembers', 'GET', `${one}/members`, 'readMembers', members.listMembers),
    route('getMember', 'GET', `${one}/members/{memberId}`, 'readMembers', members.getMember),
    route('getRole', 'GET', role, 'readMembers', roles.getRole),
    route('putRole', 'PUT', role, granting, roles.putRole),
    route('deleteRole', 'DELETE', role, revoking, roles.deleteRole),
    route('getAccess', 'GET', `${one}/access`, 'explainAccess', access.getAccess),
    route('listAudit', 'GET', `${one}/audit`, 'readAudit', audit.listAudit),

    route('getHome', 'GET', `${one}/home`, 'readHome', home.getHome),
    route('putDismissal', 'PUT', `${one}/home/{cardId}/dismissal`, 'dismissCard', home.putDismissal),
    route('listIncentives', 'GET', `${one}/incentives`, 'readIncentives', incentives.listIncentives),

    route('getEnrollment', 'GET', enrollment, 'readIncentives', enrollments.getEnrollment),
    route('putEnrollment', 'PUT', enrollment, 'enroll', enrollments.putEnrollment),
    route('deleteEnrollment', 'DELETE', enrollment, 'enroll', enrollments.deleteEnrollment),
    route('getInvitation', 'GET', `${enrollment}/invitation`, 'readIncentives', invitations.getInvitation),
    route('putDecline', 'PUT', `${enrollment}/invitation/decline`, 'enroll', invitations.putDecline),
    route(
      'putDeadline',
      'PUT',
      `${enrollment}/invitation/deadline`,
      'superviseEnrollment',
      invitations.putDeadline,
    ),
    route(
      'putResend',
      'PUT',
      `${enrollment}/invitation/resends/{resendId}`,
      'superviseEnrollment',
      invitations.putResend,
    ),
    route('putRequirement', 'PUT', requirement, 'enroll', requirements.putRequirement),
    route(
      'putValidation',
      'PUT',
      `${requirement}/validation`,
      'superviseEnrollment',
      requirements.putValidation,
    ),
    route('putReopening', 'PUT', `${enrollment}/reopening`, 'superviseEnrollment', reopening.putReopening),
    route('getEligibility', 'GET', `${enrollment}/eligibility`, 'readIncentives', eligibility.getEligibility),
    route('getHistory', 'GET', `${enrollment}/history`, 'readIncentives', enrollments.getHistory),

    route('listRollovers', 'GET', 'rollovers', 'previewRollovers', rolloverBoundaries.listRollovers),
    route('getRollover', 'GET', rollover, 'previewRollovers', rollovers.getRollover),
    route('putRollover', 'PUT', rollover, 'previewRollovers', rollovers.putRollover),
    route(
      'listRolloverOutcomes',
      'GET',
      `${rollover}/outcomes`,
      'previewRollovers',
      rolloverOutcomes.listRolloverOutcomes,
    ),
    route(
      'listRolloverChanges',
      'GET',
      `${rollover}/changes`,
      'previewRollovers',
      rolloverChanges.listRolloverChanges,
    ),
    route(
      'listOwnRollovers',
      'GET',
      `${one}/rollovers`,
      'previewOwnRollover',
      rolloverBoundaries.listOwnRollovers,
    ),
    route('getOwnRollover', 'GET', `${one}/${rollover}`, 'previewOwnRollover', rollovers.getOwnRollover),
    route('putOwnRollover', 'PUT', `${one}/${rollover}`, 'previewOwnRollover', rollovers.putOwnRollover),
    route(
      'listOwnRolloverOutcomes',
      'GET',
      `${one}/${rollover}/outcomes`,
      'previewOwnRollover',
      rolloverOutcomes.listOwnRolloverOutcomes,
    ),
    route(
      'listOwnRolloverChanges',
      'GET',
      `${one}/${rollover}/changes`,
      'previewOwnRollover',
      rolloverChanges.listOwnRolloverChanges,
    ),

    route('listAllLetters', 'GET', 'letters', 'readLetters', letters.listAllLetters),
    route('listLetters', 'GET', `${one}/letters`, 'readLetters', letters.listLetters),
    route('putRetry', 'PUT', `${one}/letters/{letterId}/retries/{retryId}`, 'retryLetter', letters.putRetry),
  ];
}

/** The two routes without a token; they say nothing about anybody. */
export function openRoutes(deps: Deps, described: () => object): OpenRoute[] {
  return [
    {
      name: 'getHealth',
      path: 'health',
      summary: 'Whether the service can read its database',
      answer: operations.Health,
      handler: serveOpen(operations.health(deps)),
    },
    {
      name: 'getOpenApi',
      path: 'openapi.json',
      summary: 'This description',
      answer: z.looseObject({ openapi: z.string() }),
      handler: serveOpen(async () => ok(described())),
    },
  ];
}

/** NCRONTAB with seconds, UTC. Each is a frequent, idempotent look at what is left to do. */
export const timers = (deps: Deps) => ({
  sendDueLetters: { schedule: '0 * * * * *', handler: sending.sendDueLetters(deps) },
  reconcileDueOrganizations: {
    schedule: '0 * * * * *',
    handler: reconciliation.reconcileDueOrganizations(deps),
  },
  requestSyncs: { schedule: '0 */15 * * * *', handler: syncRequests.requestSyncs(deps) },
  rollOverEndedTerms: { schedule: '0 5 * * * *', handler: reconciliation.rollOverEndedTerms(deps) },
  reconcileAllOrganizations: {
    schedule: '0 30 2 * * *',
    handler: reconciliation.reconcileAllOrganizations(deps),
  },
});

export const queues = (deps: Deps) => ({
  reconcileOrganizations: {
    queueName: 'organizations',
    handler: reconcileOrganizations(deps),
  },
  workOnPreviews: { queueName: 'previews', handler: previews.workOnPreviews(deps) },
  syncDirectory: { queueName: 'directories', handler: syncs.syncDirectory(deps) },
  /** Filled by Event Grid. */
  recordDelivery: { queueName: 'mail-reports', handler: deliveryReports.recordDelivery(deps) },
});

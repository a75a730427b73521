/** One valid request for each row of the permission table, harmless where it is allowed: it repeats what is so, or is refused later. */

import { sampleOrganizations } from '../../infra/local/sample/organizations.ts';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { memberPath } from '../../infra/local/seed.ts';
import { row } from './company.ts';
import { springMorning } from './harness.ts';
import type { Row } from './permission-table.ts';

export interface Request {
  method: 'GET' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
}

const get = (path: string): Request => ({ method: 'GET', path });
const put = (path: string, body?: unknown): Request => ({ method: 'PUT', path, body });
const remove = (path: string): Request => ({ method: 'DELETE', path });

const found = sampleOrganizations(springMorning.toISOString().slice(0, 10)).find(
  ({ organizationId }) => organizationId === 'contoso',
);
if (!found) throw new Error('There is no sample organization contoso');
export const contoso = found;

const one = '/organizations/contoso';
const [berlin] = contoso.locations;
const location = `${one}/locations/${berlin?.mpnId}`;
const enrollment = `${location}/enrollments/csp-indirect-reseller`;
const directory = `${one}/directories/${contoso.tenant.tenantId}`;
const role = (nickname: string, name: string) => `${memberPath(contoso, nickname)}/roles/${name}`;
const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };
const nobodyAskedFor = '00000000-0000-4000-8000-000000000000';
const nobody = '00000000-0000-4000-8000-000000000000';
const unknownCard = 'invitation.4100101.hosting.00000000-0000-4000-8000-000000000000';

export const requests: Record<Row, Request> = {
  getHealth: get('/health'),
  getOpenApi: get('/openapi.json'),
  getMe: get('/me'),
  listPrograms: get('/programs'),
  getProgram: get('/programs/commerce-incentives'),
  putProgram: put('/programs/commerce-incentives', sampleProgram['commerce-incentives']),
  listOrganizations: get('/organizations'),
  getOrganization: get(one),
  putOrganization: put(one, contoso.profile),
  getMigration: get(`${one}/migration`),
  putMigration: put(`${one}/migration`, { status: contoso.migration.status }),
  putAgreement: put(
    `${one}/agreements/microsoftPartnerAgreement`,
    contoso.agreements.microsoftPartnerAgreement,
  ),
  listLocations: get(`${one}/locations`),
  getLocation: get(location),
  putLocation: put(location, berlin?.profile),
  putFacts: put(`${one}/facts`, { asOf: '2020-01-01', locations: [row(berlin?.mpnId ?? '')] }),
  getDirectory: get(directory),
  putDirectory: put(directory, {}),
  getSync: get(`${directory}/syncs/never-asked-for`),
  putSync: put(`${one}/directories/00000000-0000-4000-8000-000000000000/syncs/never-asked-for`),
  listMembers: get(`${one}/members`),
  getMember: get(memberPath(contoso, 'otto')),
  getRole: get(role('uma', 'incentivesUser')),
  'putRole accountAdministrator': put(role('diana', 'accountAdministrator'), {}),
  'deleteRole accountAdministrator': remove(role('otto', 'accountAdministrator')),
  'putRole incentivesAdministrator': put(role('ines', 'incentivesAdministrator'), everywhere),
  'deleteRole incentivesAdministrator': remove(role('otto', 'incentivesAdministrator')),
  'putRole incentivesUser': put(role('uma', 'incentivesUser'), everywhere),
  'deleteRole incentivesUser': remove(role('otto', 'incentivesUser')),
  getAccess: get(`${one}/access`),
  listAudit: get(`${one}/audit`),
  getHome: get(`${one}/home`),
  putDismissal: put(`${one}/home/${unknownCard}/dismissal`),
  listIncentives: get(`${one}/incentives`),
  getEnrollment: get(enrollment),
  getEligibility: get(`${enrollment}/eligibility`),
  getInvitation: get(`${enrollment}/invitation`),
  getHistory: get(`${enrollment}/history`),
  putEnrollment: put(enrollment),
  putDecline: put(`${enrollment}/invitation/decline`),
  putRequirement: put(`${enrollment}/requirements/none-such`),
  putDeadline: put(`${enrollment}/invitation/deadline`, { lastDay: '2000-01-01', reason: 'Too late' }),
  putResend: put(`${enrollment}/invitation/resends/${nobodyAskedFor}`, { reason: 'Without If-Match' }),
  putValidation: put(`${enrollment}/requirements/none-such/validation`, { outcome: 'validated' }),
  putReopening: put(`${enrollment}/reopening`, { reason: 'It never lapsed' }),
  listRollovers: get('/rollovers'),
  getRollover: get(`/rollovers/${nobodyAskedFor}`),
  putRollover: put(`/rollovers/${nobodyAskedFor}`, { on: '2000-01-01' }),
  listRolloverOutcomes: get('/rollovers/csp-indirect-reseller.FY26/outcomes'),
  listRolloverChanges: get('/rollovers/csp-indirect-reseller.FY26/changes'),
  listOwnRollovers: get(`${one}/rollovers`),
  getOwnRollover: get(`${one}/rollovers/${nobodyAskedFor}`),
  putOwnRollover: put(`${one}/rollovers/${nobodyAskedFor}`, { on: '2000-01-01' }),
  listOwnRolloverOutcomes: get(`${one}/rollovers/csp-indirect-reseller.FY26/outcomes`),
  listOwnRolloverChanges: get(`${one}/rollovers/csp-indirect-reseller.FY26/changes`),
  deleteEnrollment: remove(enrollment),
  listAllLetters: get('/letters'),
  listLetters: get(`${one}/letters`),
  putRetry: put(`${one}/letters/${nobody}/retries/${nobody}`),
};

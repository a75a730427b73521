/** Addresses and headers that are wrong in one way each, and how each is refused. */

import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { memberPath } from '../../infra/local/seed.ts';
import { invalid, marker, type Wrong } from './errors-wrong.ts';
import { contoso } from './permission-requests.ts';

const one = '/organizations/contoso';
const program = '/programs/commerce-incentives';
const terms = sampleProgram['commerce-incentives'];
const otto = `${memberPath(contoso, 'otto')}/roles/incentivesUser`;
const nobody = `${contoso.tenant.tenantId}:00000000-0000-4000-8000-000000000000`;
const enrollment = (mpnId: string, programId: string) => `${one}/locations/${mpnId}/enrollments/${programId}`;

const get = (as: Wrong['as'], path: string, expected: Wrong['expected']): Wrong => ({
  as,
  method: 'GET',
  path,
  expected,
});

export const wrongAddresses: Record<string, Wrong> = {
  'an unknown query parameter': get('adele', `${one}/members?filter=${marker}`, invalid('query.filter')),
  'a query parameter where there is none': get('adele', `${one}?verbose=1`, invalid('query.verbose')),
  'a query parameter sent twice': get('adele', `${one}/members?top=1&top=2`, invalid('query.top')),
  'a page that is too long': get('adele', `${one}/members?top=501`, invalid('query.top')),
  'a day that is none': get(
    'ines',
    `${enrollment('4100101', 'hosting')}/eligibility?on=tomorrow`,
    invalid('query.on'),
  ),
  'a day after all terms': get(
    'ines',
    `${enrollment('4100101', 'csp-indirect-reseller')}/eligibility?on=2099-07-01`,
    invalid('query.on'),
  ),
  'the global ID as a location': get('adele', `${one}/locations/4100000`, [
    400,
    'location/global-mpn-id',
    'path.mpnId',
  ]),
  'the global ID, asked about': get('adele', `${enrollment('4100000', 'hosting')}/eligibility`, [
    400,
    'location/global-mpn-id',
    'path.mpnId',
  ]),
  'an organization with capitals': get('adele', '/organizations/Contoso', invalid('path.organizationId')),
  'an organization of the file system': get(
    'adele',
    '/organizations/..%2f..%2fetc',
    invalid('path.organizationId'),
  ),
  'an organization that is a query': get(
    'adele',
    "/organizations/a'%20OR%201=1",
    invalid('path.organizationId'),
  ),
  'a broken escape': get('adele', '/organizations/%zz', invalid('path.organizationId')),
  'a location with letters': get('adele', `${one}/locations/berlin`, invalid('path.mpnId')),
  'a member by mail': get('adele', `${one}/members/${marker}`, invalid('path.memberId')),
  'a role that there is not': get(
    'adele',
    `${memberPath(contoso, 'otto')}/roles/owner`,
    invalid('path.role'),
  ),
  'a tenant that is no GUID': get('adele', `${one}/directories/contoso`, invalid('path.tenantId')),
  'a card that is none': { as: 'ines', path: `${one}/home/all/dismissal`, expected: invalid('path.cardId') },
  'an unknown program': get('adele', '/programs/nothing', [404, 'program/unknown', 'path.programId']),
  'an unknown location': get('adele', `${one}/locations/9999999`, [404, 'location/unknown', 'path.mpnId']),
  'the location of another organization': get('adele', `${one}/locations/4400101`, [
    404,
    'location/unknown',
    'path.mpnId',
  ]),
  'an unknown member': get('adele', `${one}/members/${nobody}`, [404, 'member/unknown', 'path.memberId']),
  'a role that was not granted': get('adele', otto, [404, 'role/not-granted']),
  'an unknown directory': get('adele', `${one}/directories/00000000-0000-4000-8000-000000000000`, [
    404,
    'directory/unknown',
  ]),
  'an unknown sync': get('adele', `${one}/directories/${contoso.tenant.tenantId}/syncs/never`, [
    404,
    'directory/sync-unknown',
    'path.syncId',
  ]),
  'an enrollment that is not there': get('ines', enrollment('4100101', 'hosting'), [
    404,
    'enrollment/unknown',
  ]),
  'an enrollment in no program': get('ines', enrollment('4100101', 'nothing'), [
    404,
    'program/unknown',
    'path.programId',
  ]),
  'an unknown card': {
    as: 'ines',
    path: `${one}/home/invitation.4100101.hosting.00000000-0000-4000-8000-000000000000/dismissal`,
    expected: [404, 'home/card-unknown', 'path.cardId'],
  },
  'an unknown organization': get('olivia', '/organizations/nowhere', [404, 'organization/unknown']),
  'an organization that is not theirs': get('amir', one, [
    404,
    'organization/unknown',
    'path.organizationId',
  ]),
  'an MPN ID that another organization has': {
    as: 'olivia',
    path: `${one}/locations/4400101`,
    body: { name: 'Taken', country: 'DE' },
    expected: [409, 'organization/mpn-id-taken'],
  },
  'a tenant that another organization has': {
    as: 'olivia',
    path: `${one}/directories/ad7e4700-0000-4000-8000-000000000000`,
    body: {},
    expected: [409, 'directory/tenant-taken'],
  },
  'a change without If-Match': {
    as: 'olivia',
    path: program,
    body: { ...terms, name: 'Other' },
    expected: [428, 'request/precondition-required', 'If-Match'],
  },
  'a change with an old If-Match': {
    as: 'olivia',
    path: program,
    body: { ...terms, name: 'Other' },
    headers: { 'if-match': '"old"' },
    expected: [412, 'request/precondition-failed', 'If-Match'],
  },
  'a change with an If-Match that is no ETag': {
    as: 'olivia',
    path: program,
    body: { ...terms, name: 'Other' },
    headers: { 'if-match': marker },
    expected: invalid('If-Match'),
  },
  'a place in a list that is none': get(
    'adele',
    `${one}/members?continuation=${Buffer.from('x').toString('base64url')}`,
    [400, 'request/continuation-invalid', 'query.continuation'],
  ),
  'a place in a list, not as it was given': get('adele', `${one}/members?continuation=%21`, [
    400,
    'request/continuation-invalid',
    'query.continuation',
  ]),
  'a place in a list, in other letters than were given': get(
    'adele',
    `${one}/members?continuation=${Buffer.from('é').toString('base64url')}`,
    [400, 'request/continuation-invalid', 'query.continuation'],
  ),
  "a forged place in the operator's list": get(
    'olivia',
    `/organizations?continuation=${Buffer.from('{"rangeMappings":[1]}').toString('base64url')}`,
    [400, 'request/continuation-invalid', 'query.continuation'],
  ),
  "a place in the operator's list that is none": get(
    'olivia',
    `/organizations?continuation=${Buffer.from('null').toString('base64url')}`,
    [400, 'request/continuation-invalid', 'query.continuation'],
  ),
};

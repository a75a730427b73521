/** The page behind Get Started: where a location stands in a program, why, and the requests that take it further. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';
import { actionForm, administratorActions, operatorActions } from './actions.ts';
import { appointPath } from './appoint.ts';
import { note, type Page, page, refusedPage, type Told, told, visitor } from './document.ts';
import { roleNames } from './people.ts';
import { type Shown, standing } from './standing.ts';

export interface Visited {
  organizationId: string;
  mpnId: string;
  programId: string;
  person: DirectoryUser;
  told: Told;
  /** Of the API. */
  hostUrl: string;
}

export const enrollmentPath = ({
  organizationId,
  mpnId,
  programId,
}: Pick<Visited, 'organizationId' | 'mpnId' | 'programId'>) =>
  `/organizations/${organizationId}/locations/${mpnId}/enrollments/${programId}`;

export async function enrollmentPage(api: Client, visited: Visited): Promise<Page> {
  const { organizationId, mpnId, programId, person } = visited;
  const question = new URLSearchParams({ operation: 'enroll', location: mpnId, program: programId });
  const answers = await Promise.all([
    api.get(enrollmentPath(visited)),
    api.get(`/programs/${programId}`),
    api.get(`/organizations/${organizationId}/locations/${mpnId}`),
    api.get(`/organizations/${organizationId}/access?${question}`),
  ]);
  const [enrollment, program, location, access] = answers;
  const refused = answers.find(({ status }) => status !== 200);
  const lacking = access.body?.asked?.allowed === false ? whatIsMissing(access.body, visited) : '';
  if (refused) return refusedPage(refused, person, refused.status === 403 ? lacking : '');
  const shown: Shown = enrollment.body;
  const place = [
    ['Program', `<a href="${e(program.body.guideUrl)}">${e(program.body.name)}</a>`],
    ['Location', `${e(location.body.name)} (location MPN ID ${e(mpnId)})`],
  ];
  const way = wayOn(shown, access.body, visited) || (isOffered(shown) ? lacking : '');
  return page(
    shown.status === 'Invited' ? 'Partner Incentive Enrollment Invitation' : program.body.name,
    `${visitor(person)}${told(visited.told)}${standing(shown, place)}${way}`,
  );
}

const isOffered = ({ status }: Shown) => status === 'Invited' || status === 'Withdrawn';

/** The buttons this person has now. */
function wayOn(shown: Shown, { roles, asked }: Access, visited: Visited): string {
  const isOperator = roles.some(({ role }) => role === 'operator');
  const offered = [
    ...(asked.allowed ? administratorActions(shown) : []),
    ...(isOperator ? operatorActions(shown) : []),
  ];
  if (offered.length === 0) return '';
  const url = `${visited.hostUrl}/api/v1${enrollmentPath(visited)}`;
  const sender = { url, nickname: visited.person.nickname, etag: shown.etag };
  return `<h2>What you can do</h2>${offered.map((one) => actionForm(one, sender)).join('')}`;
}

interface Access {
  roles: { role: string }[];
  asked: {
    allowed: boolean;
    anyOf: (keyof typeof roleNames)[];
    wayOut: string | null;
    administrators: { displayName: string; mail: string | null }[];
  };
}

/** In the words of the API: the role it takes, and who can grant it. */
function whatIsMissing({ roles, asked }: Access, { organizationId, person }: Visited): string {
  const wanted = asked.anyOf.map((role) => roleNames[role]).join(' or ');
  const names = asked.administrators.map(({ displayName, mail }) =>
    e(mail ? `${displayName} (${mail})` : displayName),
  );
  const list = names.length > 0 ? `<ul>${names.map((name) => `<li>${name}</li>`).join('')}</ul>` : '';
  const appoints = roles.some(
    ({ role }) => role === 'globalAdministrator' || role === 'accountAdministrator',
  );
  const link = appoints
    ? `<p><a href="${e(appointPath(organizationId, person.nickname))}">Appoint somebody</a></p>`
    : '';
  const isMember = roles.some(({ role }) => role === 'member');
  const way = isMember ? (asked.wayOut ?? '') : 'Only people of the organization can have it.';
  const words = `You may not enroll this location: that takes the role ${e(wanted)}, for this location and program. ${e(way)}`;
  return `${note(words)}${list}${link}`;
}

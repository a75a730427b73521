/** The page behind Get Started: where a location stands in a program, why, and the request that enrolls it. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';
import { appointPath } from './appoint.ts';
import {
  dayInWords,
  nameAndValue,
  note,
  type Page,
  page,
  putCommand,
  refusedPage,
  sentenceOf,
  type Told,
  told,
  visitor,
} from './document.ts';
import { roleNames } from './people.ts';

export interface Visited {
  organizationId: string;
  mpnId: string;
  programId: string;
  person: DirectoryUser;
  told: Told;
  /** Of the API. */
  hostUrl: string;
}

const enrollmentPath = ({ organizationId, mpnId, programId }: Omit<Visited, 'person' | 'told'>) =>
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
  const { body } = enrollment;
  const place = [
    ['Program', `<a href="${e(program.body.guideUrl)}">${e(program.body.name)}</a>`],
    ['Location', `${e(location.body.name)} (location MPN ID ${e(mpnId)})`],
  ];
  const isOffered = body.status === 'Invited' || body.status === 'Withdrawn';
  const way = access.body.asked.allowed ? enrollForm(body.etag, visited) : lacking;
  return page(
    body.status === 'Invited' ? 'Partner Incentive Enrollment Invitation' : program.body.name,
    `${visitor(person)}${told(visited.told)}${nameAndValue([...place, ...standing(body)])}${reasons(body)}${isOffered ? way : ''}`,
  );
}

interface Shown {
  status: string;
  term: string | null;
  earnsFrom: string | null;
  invitation: { deadline: string | null } | null;
  reasons: { message: string }[];
}

function standing({ status, term, earnsFrom, invitation }: Shown): string[][] {
  return [
    ['Status', e(status)],
    ...(status === 'Invited' ? [['Open until', openUntil(invitation?.deadline)]] : []),
    ...(term ? [['Term', e(term)]] : []),
    ...(earnsFrom ? [['Earning from', dayInWords(earnsFrom)]] : []),
  ];
}

/** A deadline is the first instant at which it is too late: the day before is the last one. */
function openUntil(deadline: string | null | undefined): string {
  return deadline ? `end of ${dayInWords(new Date(Date.parse(deadline) - 1))} (UTC)` : 'no deadline';
}

function reasons({ reasons: given }: Shown): string {
  if (given.length === 0) return '';
  return `<h2>Why</h2><ul>${given.map(({ message }) => `<li>${e(message)}</li>`).join('')}</ul>`;
}

function enrollForm(etag: string | undefined, visited: Visited): string {
  const { hostUrl, person } = visited;
  const command = putCommand(`${hostUrl}/api/v1${enrollmentPath(visited)}`, person.nickname, { etag });
  return `<p>This request enrolls the location:</p>${command}
<form method="post"><input type="hidden" name="as" value="${e(person.nickname)}"><input type="hidden" name="etag" value="${e(etag ?? '')}"><button>Enroll</button></form>`;
}

interface Access {
  roles: { role: string }[];
  asked: {
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

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function enroll(
  api: Client,
  visited: Omit<Visited, 'person' | 'told'>,
  etag: string | null,
): Promise<Told> {
  const answer = await api.put(enrollmentPath(visited), undefined, etag ? { 'if-match': etag } : {});
  return answer.status < 300
    ? { done: 'Enrolled.', refused: null }
    : { done: null, refused: sentenceOf(answer) };
}

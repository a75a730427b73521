/** The page behind Get Started: where a location stands in a program, why, and the requests that take it further. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered, Client } from '../client.ts';
import { actionForm } from './actions.ts';
import { peoplePath } from './appoint.ts';
import { readClock } from './clock.ts';
import { type Looking, note, type Page, pageOf, refusedPage } from './document.ts';
import { criteria } from './eligibility.ts';
import { historyTable, lettersTable, rolloversTable } from './history.ts';
import { linked, list } from './markup.ts';
import { roleNames } from './people.ts';
import { laterDay, possibleFor, type Situation } from './possible.ts';
import { standing } from './standing.ts';

interface Place {
  organizationId: string;
  mpnId: string;
  programId: string;
}

type Visited = Looking & Place;

export const enrollmentPath = ({ organizationId, mpnId, programId }: Place) =>
  `/organizations/${organizationId}/locations/${mpnId}/enrollments/${programId}`;

/** Everything the page is made of. */
async function read(api: Client, visited: Visited) {
  const { organizationId, mpnId, programId } = visited;
  const path = enrollmentPath(visited);
  const question = new URLSearchParams({ operation: 'enroll', location: mpnId, program: programId });
  const [enrollment, program, location, access, history, eligibility, invitation] = await Promise.all([
    api.get(path),
    api.get(`/programs/${programId}`),
    api.get(`/organizations/${organizationId}/locations/${mpnId}`),
    api.get(`/organizations/${organizationId}/access?${question}`),
    api.get(`${path}/history`),
    api.get(`${path}/eligibility`),
    api.get(`${path}/invitation`),
  ]);
  return { enrollment, program, location, access, history, eligibility, invitation };
}

export async function enrollmentPage(api: Client, visited: Visited): Promise<Page> {
  const { mpnId, person } = visited;
  const { invitation, ...answers } = await read(api, visited);
  const { enrollment, program, location, access, history, eligibility } = answers;
  const refused = Object.values(answers).find(({ status }) => status !== 200);
  const lacking = access.body?.asked?.allowed === false ? whatIsMissing(access.body, visited) : '';
  if (refused) return refusedPage(refused, person, refused.status === 403 ? lacking : '');
  const situation: Situation = {
    shown: enrollment.body,
    history: history.body.value,
    program: program.body,
    eligible: eligibility.body.eligible,
    now: await readClock(visited.hostUrl),
  };
  const place = [
    ['Program', linked(program.body.guideUrl, program.body.name)],
    ['Location', `${e(location.body.name)} (location MPN ID ${e(mpnId)})`],
  ];
  const { status } = situation.shown;
  const title = status === 'Invited' ? 'Partner Incentive Enrollment Invitation' : program.body.name;
  const sections = [
    standing(situation.shown, place),
    wayOn(situation, access.body, visited) || (canBeEnrolled(situation) ? lacking : ''),
    criteria(eligibility.body),
    past(situation, invitation, visited),
  ];
  return pageOf(visited, title, { body: sections.join('') });
}

/** An open program invites nobody. */
function past({ shown, history }: Situation, invitation: Answered, visited: Visited): string {
  const letters = invitation.status === 200 ? invitation.body.letters : [];
  return [
    rolloversTable(shown.rollovers, visited),
    lettersTable(letters, visited),
    historyTable(history, visited),
  ].join('');
}

const canBeEnrolled = (situation: Situation) =>
  possibleFor('partner', situation).some(({ name }) => name === 'enroll');

/** The buttons this person has now. */
function wayOn(situation: Situation, { roles, asked }: Access, visited: Visited): string {
  const isOperator = roles.some(({ role }) => role === 'operator');
  const offered = [
    ...(asked.allowed ? possibleFor('partner', situation) : []),
    ...(isOperator ? possibleFor('operator', situation) : []),
  ];
  if (offered.length === 0) return '';
  const url = `${visited.hostUrl}/api/v1${enrollmentPath(visited)}`;
  const { etag } = situation.shown;
  const sender = { url, nickname: visited.person.nickname, etag, laterDay: laterDay(situation) };
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
  const appoints = roles.some(
    ({ role }) => role === 'globalAdministrator' || role === 'accountAdministrator',
  );
  const link = appoints ? `<p>${linked(peoplePath({ organizationId, person }), 'Appoint somebody')}</p>` : '';
  const isMember = roles.some(({ role }) => role === 'member');
  const way = isMember ? (asked.wayOut ?? '') : 'Only people of the organization can have it.';
  const words = `You may not enroll this location: that takes the role ${e(wanted)}, for this location and program. ${e(way)}`;
  return `${note(words)}${names.length > 0 ? list(names) : ''}${link}`;
}

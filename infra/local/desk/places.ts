/** The pages of the desk that somebody looks at as themselves: what each shows, and what its form sends. */
import type { Client } from '../client.ts';
import { act } from './actions.ts';
import { appoint, appointPage } from './appoint.ts';
import { askForPreview } from './asking.ts';
import type { Looking, Page, Told } from './document.ts';
import { enrollmentPage, enrollmentPath } from './enrollment.ts';
import { organizationPage } from './organization.ts';
import { reportPage } from './report.ts';
import { changeRole } from './role-forms.ts';
import { rolesPage } from './roles.ts';
import { ownRolloversPage, rolloversPage } from './rollovers.ts';

/** What an address names; what it does not name is empty. */
export interface Named {
  organizationId: string;
  mpnId: string;
  programId: string;
  runId: string;
  memberId: string;
}

export interface Place {
  show(api: Client, visited: Looking & Named): Promise<Page>;
  /** The page to go to afterwards, where it is another one. */
  send?(api: Client, sent: URLSearchParams, named: Named): Promise<Told & { next?: string }>;
}

const places: Record<string, Place> = {
  '/invitations/:organizationId/:mpnId/:programId': {
    show: enrollmentPage,
    send: (api, sent, named) => act(api, enrollmentPath(named), sent),
  },
  '/organizations/:organizationId': { show: organizationPage },
  '/organizations/:organizationId/appoint': { show: appointPage, send: appoint },
  '/organizations/:organizationId/members/:memberId': { show: rolesPage, send: changeRole },
  '/organizations/:organizationId/rollovers': { show: ownRolloversPage, send: askForPreview },
  '/organizations/:organizationId/rollovers/:runId': { show: reportPage },
  '/rollovers': { show: rolloversPage, send: askForPreview },
  '/rollovers/:runId': { show: reportPage },
};

const nothing: Named = { organizationId: '', mpnId: '', programId: '', runId: '', memberId: '' };

export function placeAt(pathname: string): (Place & { named: Named }) | undefined {
  for (const [pattern, place] of Object.entries(places)) {
    const found = namesIn(pattern, pathname);
    if (found) return { ...place, named: { ...nothing, ...found } };
  }
  return undefined;
}

function namesIn(pattern: string, pathname: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = pathname.split('/');
  const fits =
    wanted.length === given.length &&
    wanted.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]));
  if (!fits) return undefined;
  const names = wanted.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), given[at]]] : []));
  return Object.fromEntries(names);
}

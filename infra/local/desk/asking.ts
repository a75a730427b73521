/** The form that asks for a preview of what the ends of terms bring until a day, and what it sends. */
import { randomUUID } from 'node:crypto';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { Looking, Told } from './document.ts';
import { button, form, toldOf } from './form.ts';

/** Whose rollovers: an organization's, or with an empty name all of them, which is for the operator. */
export interface Owned {
  organizationId: string;
}

/** The same in the API as on the desk. */
export const rolloversPath = ({ organizationId }: Owned) =>
  `${organizationId === '' ? '' : `/organizations/${organizationId}`}/rollovers`;

type Visited = Looking & Owned;

/** Only the operator writes to those who would lapse. Each page has a name of its own for the next preview: pressing twice asks once. */
export function askingForm(visited: Visited, on: string): string {
  const warning =
    visited.organizationId === '' ? ` ${warnButton('Preview, and warn those who would lapse')}` : '';
  return preview(visited, {
    fields: `<label>Until <input name="on" type="date" value="${e(on)}" required></label> `,
    buttons: `${button('Preview')}${warning}`,
    body: { on },
  });
}

/** After a preview that only looked. */
export function warningForm(visited: Visited, on: string): string {
  const hidden = { on };
  return preview(visited, {
    hidden,
    buttons: warnButton('Warn those who would lapse'),
    body: { on, warn: true },
  });
}

const warnButton = (words: string) => `<button name="warn" value="yes">${words}</button>`;

interface Asked {
  hidden?: Record<string, string>;
  fields?: string;
  buttons: string;
  body: object;
}

function preview(visited: Visited, { hidden = {}, body, ...shown }: Asked): string {
  const runId = randomUUID();
  const path = rolloversPath(visited);
  const request = {
    url: `${visited.hostUrl}/api/v1${path}/${runId}`,
    nickname: visited.person.nickname,
    body,
  };
  return form({ action: path, hidden: { runId, ...hidden }, ...shown, request });
}

/** @returns what came of it, in words; the report is where to look next. */
export async function askForPreview(
  api: Client,
  sent: URLSearchParams,
  owned: Owned,
): Promise<Told & { next?: string }> {
  const on = sent.get('on') ?? '';
  const path = `${rolloversPath(owned)}/${encodeURIComponent(sent.get('runId') ?? '')}`;
  const answer = await api.put(path, { on, ...(sent.has('warn') ? { warn: true } : {}) });
  const told = toldOf(answer, () => `The preview of ${on} is asked for.`);
  return told.refused === null ? { ...told, next: path } : told;
}

/** The next first day of a fiscal year. */
export function nextJuly(now: string): string {
  const july = `${now.slice(0, 4)}-07-01`;
  return now.slice(0, 10) < july ? july : `${Number(now.slice(0, 4)) + 1}-07-01`;
}

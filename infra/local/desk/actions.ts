/** What somebody can do with an enrollment: the requests, each as a button and as it would be sent from a shell. */
import { randomUUID } from 'node:crypto';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import { putCommand, sentenceOf, type Told } from './document.ts';
import type { Shown, Step } from './standing.ts';

type Fields = Record<string, string>;

interface Action {
  button: string;
  /** Below the address of the enrollment. */
  path(fields: Fields): string;
  body?(fields: Fields): object;
  /** What the person fills in, with an example of it. */
  asks?: Readonly<Record<string, { label: string; type: 'text' | 'date'; example: string }>>;
}

const reason = { label: 'Reason', type: 'text', example: 'As agreed' } as const;
const ofRequirement = ({ requirement }: Fields) => `/requirements/${requirement}`;

const actions = {
  enroll: { button: 'Enroll', path: () => '' },
  decline: { button: 'Decline', path: () => '/invitation/decline' },
  complete: { button: 'Complete', path: ofRequirement },
  validate: {
    button: 'Validate',
    path: (fields) => `${ofRequirement(fields)}/validation`,
    body: () => ({ outcome: 'validated' }),
  },
  reject: {
    button: 'Reject',
    path: (fields) => `${ofRequirement(fields)}/validation`,
    body: ({ reason: given }) => ({ outcome: 'rejected', reason: given }),
    asks: { reason },
  },
  extend: {
    button: 'Extend',
    path: () => '/invitation/deadline',
    body: ({ lastDay, reason: given }) => ({ lastDay, reason: given }),
    asks: { lastDay: { label: 'Last day', type: 'date', example: '2027-06-30' }, reason },
  },
  resend: {
    button: 'Resend',
    path: ({ resendId }) => `/invitation/resends/${resendId}`,
    body: ({ reason: given }) => ({ reason: given }),
    asks: { reason },
  },
  reopen: {
    button: 'Re-open',
    path: () => '/reopening',
    body: ({ reason: given }) => ({ reason: given }),
    asks: { reason },
  },
} satisfies Record<string, Action>;
type ActionName = keyof typeof actions;

export interface Offered {
  name: ActionName;
  /** What it is about, besides the enrollment. */
  fields?: Fields;
  label?: string;
}

/** Where the statuses let an Incentives administrator act. */
export function administratorActions({ status, etag, checklist }: Shown): Offered[] {
  const isOffered = status === 'Invited' || status === 'Withdrawn' || status === 'Declined';
  const isInTerm = status === 'Action required' || status === 'Enrolled';
  return [
    ...(isOffered ? [{ name: 'enroll' as const }] : []),
    ...(status === 'Invited' && etag ? [{ name: 'decline' as const }] : []),
    ...(isInTerm ? open(checklist, 'completeRequirement').map((step) => about('complete', step)) : []),
  ];
}

/** Each resend has its own id from the page on: pressing twice sends once. */
export function operatorActions({ status, checklist }: Shown): Offered[] {
  const toComplete = open(checklist, 'completeRequirement').map(({ requirement }) => requirement);
  const waiting = open(checklist, 'validateRequirement').filter(
    ({ requirement }) => !toComplete.includes(requirement),
  );
  const isInvitation = ['Invited', 'Declined', 'Invitation expired'].includes(status);
  const isLapsed = status === 'Lapsed' || status === 'Ineligible';
  return [
    ...(isLapsed ? [{ name: 'reopen' as const }] : []),
    ...waiting.flatMap((step) => [about('validate', step), about('reject', step)]),
    ...(isInvitation
      ? [{ name: 'extend' as const }, { name: 'resend' as const, fields: { resendId: randomUUID() } }]
      : []),
  ];
}

const open = (checklist: Step[], step: string) =>
  checklist.filter((one) => one.step === step && one.state !== 'done');

const about = (name: ActionName, { requirement, name: label }: Step): Offered => ({
  name,
  fields: { requirement: requirement ?? '' },
  label: label ?? '',
});

interface Sender {
  /** The address of the enrollment in the API. */
  url: string;
  nickname: string;
  etag: string | undefined;
}

export function actionForm({ name, fields = {}, label = '' }: Offered, sender: Sender): string {
  const { button, path, body, asks = {} }: Action = actions[name];
  const hidden = { as: sender.nickname, etag: sender.etag ?? '', do: name, ...fields };
  const inputs = [
    ...Object.entries(hidden).map(
      ([key, value]) => `<input type="hidden" name="${key}" value="${e(value)}">`,
    ),
    ...Object.entries(asks).map(
      ([key, ask]) => `<label>${ask.label} <input name="${key}" type="${ask.type}" required></label> `,
    ),
  ];
  const examples = Object.entries(asks).map(([key, { example }]) => [key, example]);
  const filled = { ...fields, ...Object.fromEntries(examples) };
  const request = { etag: sender.etag, ...(body ? { body: body(filled) } : {}) };
  const command = putCommand(`${sender.url}${path(filled)}`, sender.nickname, request);
  const about = label === '' ? '' : `${e(label)}: `;
  return `<form method="post">${about}${inputs.join('')}<button>${button}</button></form><details><summary>The request</summary>${command}</details>`;
}

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function act(api: Client, enrollmentPath: string, form: URLSearchParams): Promise<Told> {
  const { do: name = 'enroll', etag, ...fields }: Fields = Object.fromEntries(form);
  if (!isAction(name)) return { done: null, refused: 'There is no such button.' };
  const action: Action = actions[name];
  const path = `${enrollmentPath}${encodeURI(action.path(fields))}`;
  const answer = await api.put(path, action.body?.(fields), etag ? { 'if-match': etag } : {});
  return answer.status < 300
    ? { done: `Done. Now it is: ${answer.body.status}.`, refused: null }
    : { done: null, refused: sentenceOf(answer) };
}

const isAction = (name: string): name is ActionName => Object.hasOwn(actions, name);

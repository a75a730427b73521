/** What somebody can do with an enrollment: the requests, each as a button and as it would be sent from a shell. */

import type { Command } from '../../../shared/enrollments/transitions.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { Told } from './document.ts';
import { button, form, ifMatch, toldOf } from './form.ts';

type Fields = Record<string, string>;

interface Action {
  button: string;
  /** `PUT` unless it says otherwise. */
  method?: 'DELETE';
  /** Below the address of the enrollment. */
  path(fields: Fields): string;
  body?(fields: Fields): object;
  /** What the person fills in, with an example of it. */
  asks?: Readonly<Record<string, { label: string; type: 'text' | 'date'; example(sender: Sender): string }>>;
}

const reason = { label: 'Reason', type: 'text', example: () => 'As agreed' } as const;
const lastDay = { label: 'Last day', type: 'date', example: ({ laterDay }: Sender) => laterDay } as const;
const itsReason = { asks: { reason }, body: ({ reason: given }: Fields) => ({ reason: given }) };
const ofRequirement = ({ requirement }: Fields) => `/requirements/${requirement}`;
const ofValidation = (fields: Fields) => `${ofRequirement(fields)}/validation`;

const actions = {
  enroll: { button: 'Enroll', path: () => '' },
  decline: { button: 'Decline', path: () => '/invitation/decline' },
  withdraw: { button: 'Withdraw', method: 'DELETE', path: () => '' },
  complete: { button: 'Complete', path: ofRequirement },
  validate: { button: 'Validate', path: ofValidation, body: () => ({ outcome: 'validated' }) },
  reject: {
    button: 'Reject',
    path: ofValidation,
    body: ({ reason: given }) => ({ outcome: 'rejected', reason: given }),
    asks: { reason },
  },
  extend: {
    button: 'Extend',
    path: () => '/invitation/deadline',
    body: ({ lastDay: day, reason: given }) => ({ lastDay: day, reason: given }),
    asks: { lastDay, reason },
  },
  resend: { button: 'Resend', path: ({ resendId }) => `/invitation/resends/${resendId}`, ...itsReason },
  reopen: { button: 'Re-open', path: () => '/reopening', ...itsReason },
} satisfies Record<Command, Action>;

export interface Offered {
  name: Command;
  /** What it is about, besides the enrollment. */
  fields?: Fields;
  label?: string;
}

interface Sender {
  /** The address of the enrollment in the API. */
  url: string;
  nickname: string;
  etag: string | undefined;
  /** A day to which its deadline could be moved. */
  laterDay: string;
}

export function actionForm({ name, fields = {}, label = '' }: Offered, sender: Sender): string {
  const { url, nickname, etag } = sender;
  const { button: words, method, path, body, asks = {} }: Action = actions[name];
  const inputs = Object.entries(asks).map(
    ([key, ask]) => `<label>${ask.label} <input name="${key}" type="${ask.type}" required></label> `,
  );
  const examples = Object.entries(asks).map(([key, { example }]) => [key, example(sender)]);
  const filled = { ...fields, ...Object.fromEntries(examples) };
  const about = label === '' ? '' : `${e(label)}: `;
  return form({
    hidden: { etag, do: name, ...fields },
    fields: `${about}${inputs.join('')}`,
    buttons: button(words, label),
    request: {
      ...(method ? { method } : {}),
      url: `${url}${path(filled)}`,
      nickname,
      etag,
      body: body?.(filled),
    },
  });
}

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function act(api: Client, enrollmentPath: string, sent: URLSearchParams): Promise<Told> {
  const { do: name = 'enroll', etag, ...fields }: Fields = Object.fromEntries(sent);
  if (!isAction(name)) return { done: null, refused: 'There is no such button.' };
  const action: Action = actions[name];
  const path = `${enrollmentPath}${encodeURI(action.path(fields))}`;
  const answer = await (action.method === 'DELETE'
    ? api.delete(path, ifMatch(etag))
    : api.put(path, action.body?.(fields), ifMatch(etag)));
  return toldOf(answer, ({ body }) => `Done. Now it is: ${body?.status ?? 'Withdrawn'}.`);
}

const isAction = (name: string): name is Command => Object.hasOwn(actions, name);

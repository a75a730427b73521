/** Where an enrollment stands, in words: its status and dates, the steps with the one to do now, and why it ended. */

import type { Rollover } from '../../../shared/enrollments/history.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import { note } from './document.ts';
import { dayInWords, list, nameAndValue } from './markup.ts';
import { roleNames } from './people.ts';

export interface Step {
  step: keyof typeof stepWords;
  requirement: string | null;
  name: string | null;
  state: 'done' | 'blocking' | 'open';
  by: (keyof typeof roleNames)[];
  reason: string | null;
}

/** An enrollment as the API answers it. */
export interface Shown {
  status: string;
  term: string | null;
  earnsFrom: string | null;
  invitation: { deadline: string | null } | null;
  checklist: Step[];
  completeBy: { day: string; earnsFrom: string } | null;
  reasons: { message: string }[];
  /** Why it would not be carried into the next term. */
  warnings: { message: string }[];
  rollovers: Rollover[];
  etag?: string;
}

/** What a step, or `actionRequired`, asks for. */
export const stepWords = {
  completeMigration: 'complete the migration',
  assignIncentivesAdministrator: 'assign an Incentives administrator',
  enroll: 'enroll',
  completeRequirement: 'complete',
  validateRequirement: 'validate',
};

export function standing(shown: Shown, place: string[][]): string {
  const { status, term, earnsFrom, invitation } = shown;
  const rows = [
    ...place,
    ['Status', e(status)],
    ...(status === 'Invited' ? [['Open until', openUntil(invitation?.deadline)]] : []),
    ...(term ? [['Term', e(term)]] : []),
    ...(earnsFrom ? [['Earning from', dayInWords(earnsFrom)]] : []),
  ];
  return `${nameAndValue(rows)}${completeBy(shown)}${warnings(shown)}${steps(shown)}${reasons(shown)}`;
}

/** A deadline is the first instant at which it is too late: the day before is the last one. */
function openUntil(deadline: string | null | undefined): string {
  return deadline ? `end of ${dayInWords(new Date(Date.parse(deadline) - 1))} (UTC)` : 'no deadline';
}

function completeBy({ completeBy: by }: Shown): string {
  if (!by) return '';
  const [day, from] = [by.day, by.earnsFrom].map((one) => dayInWords(one).replace(/ \d{4}$/, ''));
  return note(`Complete by ${day} to earn from ${from}.`);
}

const onItsWay = ['Invited', 'Action required', 'Enrolling', 'Validating enrollment', 'Enrolled'];

/** While somebody has something to do. */
function steps({ status, checklist }: Shown): string {
  if (!onItsWay.includes(status) || !checklist.some(({ state }) => state === 'blocking')) return '';
  return `<h2>Steps</h2><ol>${checklist.map(stepItem).join('')}</ol>`;
}

function stepItem({ step, name, state, by, reason }: Step): string {
  const words = `${stepWords[step]}${name ? `: ${name}` : ''}`;
  const text = e(words.charAt(0).toUpperCase() + words.slice(1));
  const who = by.map((role) => roleNames[role]).join(' or ');
  const rejected = reason ? ` — rejected: ${e(reason)}` : '';
  if (state === 'done') return `<li>${text} ✓</li>`;
  return state === 'blocking'
    ? `<li aria-current="step"><strong>${text}</strong> — now, by ${e(who)}${rejected}</li>`
    : `<li>${text}${rejected}</li>`;
}

function reasons({ reasons: given }: Shown): string {
  return given.length === 0 ? '' : `<h2>Why</h2>${messages(given)}`;
}

/** As its people were told last. */
function warnings({ warnings: given }: Shown): string {
  if (given.length === 0) return '';
  const words = '<strong>As things stand, it will not be carried into the next term:</strong>';
  return `<div class="note warning">${words}${messages(given)}</div>`;
}

const messages = (given: { message: string }[]) => list(given.map(({ message }) => e(message)));

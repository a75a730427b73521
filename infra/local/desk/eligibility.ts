/** Whether a location is eligible today, with each criterion and the figure that was used. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Criterion } from '../../../shared/programs/criterion.ts';
import { list } from './markup.ts';

interface Eligibility {
  eligible: boolean;
  criteria: Criterion[];
}

export function criteria({ eligible, criteria: all }: Eligibility): string {
  if (all.length === 0) return '';
  const summary = eligible
    ? 'Eligible today: every criterion is met'
    : 'Not eligible today: what is met, and what is not';
  return `<h2>Eligibility</h2><details${eligible ? '' : ' open'}><summary>${summary}</summary>${list(all.map(item))}</details>`;
}

function item({ criterion, met, figure, asOf, criteria: parts }: Criterion): string {
  const figures = Array.isArray(figure) ? figure.join(', ') || 'none' : figure;
  const found = parts || figures === null ? '' : ` (found: ${figures}${asOf ? `, as of ${asOf}` : ''})`;
  return `${e(`${met ? 'Met' : 'Not met'}: ${criterion}${found}`)}${parts ? list(parts.map(item)) : ''}`;
}

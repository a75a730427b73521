/** Whether a location is eligible today, with each criterion and the figure that was used. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Criterion } from '../../../shared/programs/criterion.ts';
import { foundInWords } from '../../../shared/programs/wording.ts';
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

function item(one: Criterion): string {
  const words = one.criteria ? undefined : foundInWords(one);
  const found = words === undefined ? '' : ` (found: ${words})`;
  const said = e(`${one.met ? 'Met' : 'Not met'}: ${one.criterion}${found}`);
  return `${said}${one.criteria ? list(one.criteria.map(item)) : ''}`;
}

/** What a page shows of a list that is longer than it. */
import { expect, test } from 'vitest';
import type { Client } from '../../../../infra/local/client.ts';
import { listOutcomes } from '../../../../infra/local/desk/outcomes.ts';
import type { Outcome } from '../../../../shared/rollovers/outcome.ts';
import { outcome } from '../../../shared/rollovers/outcomes.ts';

/** An API with so many outcomes, of which it gives two at a time. */
function api(all: Outcome[]): Client {
  const get = async (path: string) => {
    const { searchParams } = new URL(path, 'http://local');
    const from = Number(searchParams.get('continuation'));
    const chosen = all.filter((one) => one.outcome === searchParams.get('outcome'));
    const next = `/outcomes?outcome=${searchParams.get('outcome')}&continuation=${from + 2}`;
    const body = {
      value: chosen.slice(from, from + 2),
      ...(from + 2 < chosen.length ? { nextLink: next } : {}),
    };
    return { status: 200, body, headers: new Headers() };
  };
  const never = async () => Promise.reject(new Error('Nothing is written'));
  return { get, put: never, delete: never };
}

const many = (count: number, given: Partial<Outcome>) => Array.from({ length: count }, () => outcome(given));
const all = [...many(5, {}), ...many(3, { outcome: 'lapsed' }), ...many(1, { outcome: 'reopened' })];

test.each([
  [2, 'lapsed lapsed', true],
  [5, 'lapsed lapsed lapsed reopened rolledForward', true],
  [
    9,
    'lapsed lapsed lapsed reopened rolledForward rolledForward rolledForward rolledForward rolledForward',
    false,
  ],
])('of nine the first %d are those that lapse, then the others', async (most, words, isCut) => {
  const listed = await listOutcomes(api(all), '/outcomes', most);
  expect(listed.value.map((one) => one.outcome).join(' ')).toBe(words);
  expect(listed.isCut).toBe(isCut);
});

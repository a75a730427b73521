/** What alerts and the workbook ask for is what the app tells. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../functions/send-letter.ts';
import type { FaultCode } from '../../shared/directory/sync.ts';
import { transitions } from '../../shared/enrollments/transitions.ts';
import { type RefusalCode, refusalCodes, statusOf } from '../../shared/refusal.ts';
import { measures } from '../../shared/telemetry/measures.ts';
import { root } from './programs.ts';

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
interface Part {
  title: string;
  visualization: string;
  query: string[];
}
const parts: Part[] = JSON.parse(read('infra/workbook.json'));
const alerts = [...read('infra/modules/alerts.bicep').matchAll(/query: '''([\s\S]*?)'''/g)].map(
  ([, query]) => query ?? '',
);
const queries = [...parts.map(({ query }) => query.join('\n')), ...alerts];
const all = Object.values(measures);

const letterOutcomes = {
  ...{ sent: 1, dropped: 1, failed: 1, postponed: 1, held: 1, throttled: 1, taken: 1, overtaken: 1 },
} satisfies Record<Outcome, 1>;
const syncFaults = { consentMissing: 1, linkExpired: 1, unavailable: 1 } satisfies Record<FaultCode, 1>;
const timers = [
  ...(/export const timers = [\s\S]*?^\}\);/m.exec(read('functions/app.ts'))?.[0] ?? '').matchAll(
    /^ {2}(\w+): \{/gm,
  ),
].map(([, name]) => name ?? '');
/** What attributes, and columns of the platform, may be. */
const values: readonly string[] = [
  ...Object.keys({ ...letterOutcomes, ...syncFaults }),
  ...Object.values(transitions).flatMap((row) => Object.keys(row)),
  ...['succeeded', 'refused', 'failed'],
  ...['true', 'InProc'],
  ...refusalCodes,
  ...timers,
];

/** What a query compares with, names of metrics apart. */
function literalsOf(query: string): string[] {
  const compared = [...query.matchAll(/(?:[!=]=|!?in|(?:start|end)swith) (\([^)]*\)|'[^']*')/g)];
  const literals = compared.flatMap(([, right = '']) => [...right.matchAll(/'([^']*)'/g)]);
  return literals
    .map(([, literal]) => literal ?? '')
    .filter((one) => !/^(incentives\.|Directory )/.test(one));
}

/** Brackets that are not closed, or not by their own kind. */
function unbalanced(query: string): string[] {
  const open: string[] = [];
  const pairs: Record<string, string> = { '}': '{', ']': '[', ')': '(' };
  for (const bracket of query.replace(/'[^'\n]*'/g, "''").match(/[{}[\]()]/g) ?? [])
    if (pairs[bracket] === undefined) open.push(bracket);
    else if (open.at(-1) === pairs[bracket]) open.pop();
    else open.push(bracket);
  return open;
}

describe.each(queries)('given the query %s', (query) => {
  const asked = [...query.matchAll(/'(incentives\.[\w.]+)'/g)].map(([, name]) => name ?? '');
  const attributes = [...query.matchAll(/Properties\['([\w.]+)'\]/g)].map(([, name]) => name ?? '');

  test('when it asks for metrics, then the app tells them, with the attributes it asks for', () => {
    const known = all.filter(({ name }) => asked.includes(name));
    expect(known.map(({ name }) => name).sort()).toEqual([...new Set(asked)].sort());
    const told: string[] = query.includes('AppDependencies')
      ? [...read('shared/azure/spans.ts').matchAll(/'(azure\.[\w.]+)'/g)].map(([, name]) => name ?? '')
      : known.flatMap((measure): readonly string[] => measure.attributes);
    expect(attributes.filter((name) => !told.includes(name))).toEqual([]);
  });

  test('when it is read, then its brackets close, and it begins with a table of Application Insights', () => {
    expect(query.trim()).toMatch(/^App(Requests|Metrics|Dependencies|Traces)\n/);
    expect(unbalanced(query)).toEqual([]);
    expect(query.split("'").length % 2).toBe(1);
  });

  test('when it compares, then with values that there are', () => {
    expect(literalsOf(query).filter((one) => !values.includes(one))).toEqual([]);
  });
});

test('given all queries, when their comparisons are looked for, then they are found', () => {
  expect(queries.flatMap(literalsOf)).toEqual(
    expect.arrayContaining(['throttled', 'lapse', 'consentMissing']),
  );
});

test('given every timer and every refusal with 5xx, when it fails, then an alert asks for it', () => {
  const failures = refusalCodes.filter((code) => statusOf(code as RefusalCode) >= 500);
  expect([timers.length, failures.length]).toEqual([5, 5]);
  const asked = alerts.flatMap(literalsOf);
  expect([...timers, ...failures].filter((one) => !asked.includes(one))).toEqual([]);
});

test('given alerts that name what they are about, when they are read, then it is a column of the answer', () => {
  const told = [
    ...read('infra/modules/alerts.bicep').matchAll(/by: \['(\w+)'\]\n {4}query: '''([\s\S]*?)'''/g),
  ];
  expect(told.map(([, column]) => column)).toEqual(['tenant', 'timer']);
  for (const [, column, query = ''] of told) expect(query).toMatch(new RegExp(`summarize .* by ${column}\n`));
});

test('given everything that is counted, when somebody looks for it, then the workbook shows it', () => {
  const shown = parts.flatMap(({ query }) => query).join('\n');
  expect(all.map(({ name }) => name).filter((name) => !shown.includes(`'${name}'`))).toEqual([]);
});

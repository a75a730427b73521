/** What alerts and the workbook ask for is what the app tells. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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
    for (const pair of ['()', '[]', "''"])
      expect([...query].filter((one) => pair.includes(one)).length % 2, pair).toBe(0);
  });
});

test('given everything that is counted, when somebody looks for it, then the workbook shows it', () => {
  const shown = parts.flatMap(({ query }) => query).join('\n');
  expect(all.map(({ name }) => name).filter((name) => !shown.includes(`'${name}'`))).toEqual([]);
});

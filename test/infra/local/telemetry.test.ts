/** The local collector, and how it tells a trace to a person. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCollector } from '../../../infra/local/telemetry/collector.ts';
import { pointsOf, type Span } from '../../../infra/local/telemetry/otlp.ts';
import { traceTo } from '../../../infra/local/telemetry/trace.ts';
import { createTeller, listPoints } from '../../../infra/local/telemetry/tree.ts';

const span = (spanId: string, more: Partial<Span> = {}): Span => ({
  traceId: 'one',
  spanId,
  name: spanId,
  kind: 1,
  startMs: 0,
  durationMs: 1.5,
  attributes: {},
  failed: false,
  ...more,
});
const invocation = span('getMe', {
  attributes: {
    'faas.name': 'getMe',
    'http.response.status_code': 503,
    'incentives.refusal': 'service/failed',
  },
  failed: true,
});
const read = span('read partners', {
  parentSpanId: 'getMe',
  startMs: 2,
  attributes: { 'azure.cosmosdb.operation.request_charge': 2, 'db.response.status_code': '200' },
});

describe('given spans as they end', () => {
  test('when the invocation has ended, then it is told as a tree, once', () => {
    const tell = createTeller();
    const earlier = span('query programs', { parentSpanId: 'getMe', startMs: 1 });
    const others = span('read claims', { parentSpanId: 'getMe', traceId: 'two' });

    expect(tell([read, earlier, others])).toEqual([]);
    expect(tell([invocation])).toEqual([
      '  getMe  1.5 ms  503  service/failed  FAILED',
      '    query programs  1.5 ms',
      '    read partners  1.5 ms  2 RU  200',
    ]);
    expect(tell([])).toEqual([]);
  });

  test('when an invocation set going another by a message, then each is told by itself', () => {
    const tell = createTeller();
    const message = span('send organizations', { parentSpanId: 'getMe' });
    const next = span('pass', { parentSpanId: 'send organizations', attributes: { 'faas.name': 'pass' } });

    expect(tell([message, invocation, next]).map((line) => line.trim().split('  ')[0])).toEqual([
      'getMe',
      'send organizations',
      'pass',
    ]);
  });
});

test('given a file to write to, when spans and counts arrive, then it says what the terminal says', async () => {
  const folder = mkdtempSync(`${tmpdir()}/telemetry-`);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const printed: string[] = [];
  const { settings, close } = await traceTo(`${folder}/new/telemetry.log`, (text) => printed.push(text));
  onTestFinished(close);
  const post = (path: string, body: object) =>
    fetch(`${settings.OTEL_EXPORTER_OTLP_ENDPOINT}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const spans = [
    {
      traceId: 'one',
      spanId: 'two',
      name: 'getMe',
      kind: 1,
      startTimeUnixNano: '1000000',
      endTimeUnixNano: '3500000',
      attributes: [{ key: 'faas.name', value: { stringValue: 'getMe' } }],
    },
  ];

  await post('/v1/traces', { resourceSpans: [{ scopeSpans: [{ spans }] }] });
  await post('/v1/metrics', metric({ name: 'left', gauge: { dataPoints: [{ asInt: 7 }] } }));

  expect(printed).toEqual(['  getMe  2.5 ms\n', '  Counted so far:\n    left: 7\n']);
  expect(readFileSync(`${folder}/new/telemetry.log`, 'utf8')).toBe(printed.join(''));
});

const metric = (kind: object) => ({ resourceMetrics: [{ scopeMetrics: [{ metrics: [kind] }] }] });

describe('given counts', () => {
  test('when they arrive, then the latest is kept, and listed', async () => {
    const collector = await startCollector();
    onTestFinished(() => collector.close());
    const attributes = [{ key: 'outcome', value: { stringValue: 'sent' } }];
    for (const asDouble of [3, 5])
      await fetch(`${collector.endpoint}/v1/metrics`, {
        method: 'POST',
        body: JSON.stringify(metric({ name: 'letters', sum: { dataPoints: [{ attributes, asDouble }] } })),
      });

    expect(listPoints(collector.points())).toEqual(['  letters outcome=sent: 5']);
    expect(collector.texts).toHaveLength(2);
  });

  test('when they are a gauge of whole numbers, then they are read as well', () => {
    expect(pointsOf(metric({ name: 'left', gauge: { dataPoints: [{ asInt: '7' }] } }))).toEqual([
      { name: 'left', attributes: {}, value: 7 },
    ]);
  });
});

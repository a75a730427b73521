/** A test's own cloud whose app tells a collector what it does. */
import { type HostOptions, startHost } from '../../infra/local/host/host.ts';
import { type Collector, startCollector } from '../../infra/local/telemetry/collector.ts';
import type { Span } from '../../infra/local/telemetry/otlp.ts';
import { type Seed, startTestCloud, type TestCloud } from './harness.ts';

export interface Told {
  cloud: TestCloud;
  collector: Collector;
  /** What the functions wrote to the log. */
  lines: string[];
  close(): Promise<void>;
}

export async function startTold(seed: Seed): Promise<Told> {
  const collector = await startCollector();
  const lines: string[] = [];
  const cloud = await startTestCloud(seed, {
    log: (level, category, message) => void lines.push(`${level} ${category}: ${message}`),
    startApp: (options) => startHost(telling(options, collector.endpoint)),
  });
  const close = async () => {
    await cloud.close();
    await collector.close();
  };
  return { cloud, collector, lines, close };
}

export function telling(options: HostOptions, endpoint: string): HostOptions {
  return { ...options, settings: { ...options.settings, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } };
}

/** The invocations of a function, the latest last. */
export function invocationsOf({ spans }: Collector, name: string): Span[] {
  return spans.filter(({ attributes }) => attributes['faas.name'] === name);
}

/** The spans right below this one, in the order of their beginnings. */
export function below({ spans }: Collector, { traceId, spanId }: Span): Span[] {
  return spans
    .filter((span) => span.traceId === traceId && span.parentSpanId === spanId)
    .sort((one, other) => one.startMs - other.startMs);
}

export const namesOf = (spans: readonly Span[]) => spans.map(({ name }) => name);

/** The sum of a counter over whatever has these attributes. */
export function counted(
  { points }: Collector,
  name: string,
  attributes: Record<string, string> = {},
): number {
  return points()
    .filter((point) => point.name === name)
    .filter((point) => Object.entries(attributes).every(([key, value]) => point.attributes[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

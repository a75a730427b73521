/**
 * Sends spans and counts to where the settings say, in the background. Loaded only where they say so. Lines of the log
 * go by way of the host, which sends them itself.
 */
import { randomUUID } from 'node:crypto';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { ownCredential } from '../azure/credential.ts';
import type { Config } from '../config.ts';
import { scope } from './tracing.ts';

interface Exporters {
  spans: SpanExporter;
  metrics: PushMetricExporter;
}
type Destination = NonNullable<Config['telemetry']>;

/** How long an instance that ends waits for a destination that does not answer. */
const flushLimitMs = 3000;

/** Whether a trace is kept was decided by whoever began it. @returns what sends the rest and ends it. */
export async function startExporting(
  destination: Destination,
  config: Pick<Config, 'managedIdentityClientId'>,
): Promise<() => Promise<void>> {
  const exporters = [
    ...(destination.connectionString ? [await azureMonitor(destination.connectionString, config)] : []),
    ...(destination.otlpEndpoint ? [await otlp(destination.otlpEndpoint)] : []),
  ];
  // Gauges and counters of two instances are two series.
  const resource = resourceFromAttributes({ 'service.name': scope, 'service.instance.id': randomUUID() });
  const spans = new BasicTracerProvider({
    resource,
    spanProcessors: exporters.map((one) => new BatchSpanProcessor(one.spans)),
  });
  const counts = new MeterProvider({
    resource,
    readers: exporters.map((one) => new PeriodicExportingMetricReader({ exporter: one.metrics })),
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(spans);
  metrics.setGlobalMeterProvider(counts);
  return () => end([spans, counts]);
}

/** What cannot be sent is dropped: the app writes nothing to the disk. */
async function azureMonitor(
  connectionString: string,
  config: Pick<Config, 'managedIdentityClientId'>,
): Promise<Exporters> {
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } = await import(
    '@azure/monitor-opentelemetry-exporter'
  );
  const options = { connectionString, credential: ownCredential(config), disableOfflineStorage: true };
  return { spans: new AzureMonitorTraceExporter(options), metrics: new AzureMonitorMetricExporter(options) };
}

async function otlp(endpoint: string): Promise<Exporters> {
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  return {
    spans: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }),
    metrics: new OTLPMetricExporter({ url: `${endpoint}/v1/metrics` }),
  };
}

/** Later spans and counts are nobody's. */
async function end(providers: { shutdown(): Promise<void> }[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, flushLimitMs);
  await Promise.race([Promise.allSettled(providers.map((one) => one.shutdown())), late.promise]);
  clearTimeout(timer);
  for (const global of [context, trace, metrics]) global.disable();
}

/** Spans and points as OTLP writes them in JSON, made handy: github.com/open-telemetry/opentelemetry-proto. */
import * as z from 'zod';

const Value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.union([z.string(), z.number()]) }).transform(({ intValue }) => Number(intValue)),
  z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
]);
const Attributes = z
  .array(z.object({ key: z.string(), value: Value }))
  .default([])
  .transform((all) => Object.fromEntries(all.map(({ key, value }) => [key, value])));
const Nanoseconds = z
  .union([z.string(), z.number()])
  .transform((time) => Number(BigInt(time) / 1000n) / 1000);

const failed = 2;
const Span = z
  .object({
    traceId: z.string(),
    spanId: z.string(),
    parentSpanId: z.string().optional(),
    name: z.string(),
    kind: z.number(),
    startTimeUnixNano: Nanoseconds,
    endTimeUnixNano: Nanoseconds,
    attributes: Attributes,
    status: z.object({ code: z.number().optional() }).optional(),
  })
  .transform(({ startTimeUnixNano, endTimeUnixNano, status, ...span }) => ({
    ...span,
    startMs: startTimeUnixNano,
    durationMs: endTimeUnixNano - startTimeUnixNano,
    failed: status?.code === failed,
  }));
export type Span = z.infer<typeof Span>;

const Point = z
  .object({
    attributes: Attributes,
    asInt: z.union([z.string(), z.number()]).optional(),
    asDouble: z.number().optional(),
  })
  .transform(({ attributes, asInt, asDouble }) => ({ attributes, value: Number(asInt ?? asDouble) }));
const Points = z.object({ dataPoints: z.array(Point) });

const Traces = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});
const Metric = z.object({ name: z.string(), sum: Points.optional(), gauge: Points.optional() });
const Metrics = z.object({
  resourceMetrics: z.array(z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(Metric) })) })),
});

/** A counter's value is its sum since the app started. */
export interface Point {
  name: string;
  attributes: Record<string, string | number | boolean>;
  value: number;
}

export function spansOf(body: unknown): Span[] {
  const { resourceSpans } = Traces.parse(body);
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

export function pointsOf(body: unknown): Point[] {
  const { resourceMetrics } = Metrics.parse(body);
  const metrics = resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((one) => one.metrics));
  return metrics.flatMap(({ name, sum, gauge }) =>
    [...(sum?.dataPoints ?? []), ...(gauge?.dataPoints ?? [])].map((point) => ({ name, ...point })),
  );
}

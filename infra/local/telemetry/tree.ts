/** Traces and counts as a person reads them in a terminal. */
import type { Point, Span } from './otlp.ts';

/** An invocation of a function: the uppermost span that the app makes by itself. */
const isInvocation = ({ attributes }: Span) => attributes['faas.name'] !== undefined;

interface Branch {
  span: Span;
  depth: number;
}

/** Gathers spans until the invocation they belong to has ended, and then tells it as lines. */
export function createTeller(): (spans: Span[]) => string[] {
  let waiting: Span[] = [];
  return (spans) => {
    waiting.push(...spans);
    const told = spans.filter(isInvocation).flatMap((span) => branches(span, waiting));
    waiting = waiting.filter((span) => !told.some((one) => one.span === span));
    return told.map(line);
  };
}

/** A span and what lies below it, in the order of their beginnings. What a message set going is told as an invocation of its own. */
function branches(span: Span, all: readonly Span[], depth = 0): Branch[] {
  const below = all
    .filter(({ traceId, parentSpanId }) => traceId === span.traceId && parentSpanId === span.spanId)
    .filter((child) => !isInvocation(child))
    .sort((one, other) => one.startMs - other.startMs);
  return [{ span, depth }, ...below.flatMap((child) => branches(child, all, depth + 1))];
}

function line({ span: { name, durationMs, attributes, failed }, depth }: Branch): string {
  const units = attributes['azure.cosmosdb.operation.request_charge'];
  const status = attributes['http.response.status_code'] ?? attributes['db.response.status_code'];
  const fault = attributes['incentives.refusal'] ?? attributes['error.type'];
  const details = [
    `${durationMs.toFixed(1)} ms`,
    units === undefined ? '' : `${units} RU`,
    status ?? '',
    fault ?? '',
    failed ? 'FAILED' : '',
  ];
  return `${'  '.repeat(depth + 1)}${name}  ${details.filter((one) => one !== '').join('  ')}`;
}

/** One line for each count. */
export function listPoints(points: readonly Point[]): string[] {
  return points.map(({ name, attributes, value }) => {
    const of = Object.entries(attributes).map(([key, said]) => `${key}=${said}`);
    return `  ${[name, ...of].join(' ')}: ${Number(value.toFixed(2))}`;
  });
}

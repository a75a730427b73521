/** A message carries the trace that it was sent in, since a storage queue has no other place for it. */
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { formatTraceParent } from './traceparent.ts';

/** As it is where no telemetry is gathered. */
export function carrying<M extends object>(message: M): M & { traceparent?: string } {
  const sender = trace.getActiveSpan()?.spanContext();
  return sender && isSpanContextValid(sender)
    ? { ...message, traceparent: formatTraceParent(sender) }
    : message;
}

export function carriedBy(message: unknown): string | undefined {
  return isCarrier(message) ? message.traceparent : undefined;
}

/** The message as its sender meant it. */
export function withoutTrace(message: unknown): unknown {
  if (!isCarrier(message)) return message;
  const { traceparent: _, ...meant } = message;
  return meant;
}

function isCarrier(message: unknown): message is { traceparent: string } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'traceparent' in message &&
    typeof message.traceparent === 'string'
  );
}

/**
 * Spans around what the app asks of other services. They do nothing where telemetry goes nowhere. Names, attributes
 * and faults say kinds and codes: never a person, a document, a query's parameters or the text of a message.
 */
import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Who made the spans and counts. */
export const scope = 'incentive-enrollment';

interface Told {
  attributes: Attributes;
  /** Default: a call of another service. */
  kind?: SpanKind;
  /** Whether an error is an answer that was reckoned with, and no failure. */
  expects?(error: unknown): boolean;
}

/** The span lasts as long as the work, and fails with it. */
export function traced<T>(
  name: string,
  { attributes, kind = SpanKind.CLIENT, expects = () => false }: Told,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return trace.getTracer(scope).startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      if (!expects(error)) fail(span, typeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

export function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The code of an error, or else its class: its text may hold anything. */
export function typeOf(error: unknown): string {
  const { code, statusCode, name } = (error ?? {}) as Record<string, unknown>;
  const said = [code, statusCode, name].find((one) => /^[\w./-]{1,60}$/.test(String(one ?? '')));
  return said === undefined ? 'unknown' : String(said);
}

/** One span for each invocation of a function, below what the host or a message says it belongs to, and its outcome counted. */
import type { FunctionHandler, InvocationContext } from '@azure/functions';
import { context, ROOT_CONTEXT, type Span, SpanKind, trace } from '@opentelemetry/api';
import { carriedBy } from './messages.ts';
import { record } from './metrics.ts';
import { parseTraceParent } from './traceparent.ts';
import { fail, traced, typeOf } from './tracing.ts';

/**
 * The host makes a request of each call and timer, and none of a message from a storage queue: there, this span is
 * the request. What the other triggers are called is in the semantic conventions for functions.
 */
const triggers: Record<string, { trigger: string; kind: SpanKind }> = {
  httpTrigger: { trigger: 'http', kind: SpanKind.INTERNAL },
  timerTrigger: { trigger: 'timer', kind: SpanKind.INTERNAL },
  queueTrigger: { trigger: 'pubsub', kind: SpanKind.CONSUMER },
};

/** The handler, run within its span. */
export function watched(handler: FunctionHandler, invocation: InvocationContext): FunctionHandler {
  const { functionName, invocationId, traceContext, options } = invocation;
  const { trigger, kind } = triggers[options.trigger.type] ?? { trigger: 'other', kind: SpanKind.INTERNAL };
  const attributes = {
    'faas.name': functionName,
    'faas.trigger': trigger,
    'faas.invocation_id': invocationId,
    // Without it, the exporter for Azure Monitor leaves a request that came by a message without a name.
    'ai.operation.name': functionName,
  };
  return (input: unknown, around: InvocationContext) => {
    const parent = parseTraceParent(carriedBy(input) ?? traceContext?.traceParent);
    const within = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    return context.with(within, () =>
      traced(functionName, { attributes, kind }, (span) =>
        watch(span, functionName, () => handler(input, around)),
      ),
    );
  };
}

async function watch(span: Span, name: string, work: () => unknown): Promise<unknown> {
  try {
    const answer = await work();
    record('invocations', 1, { function: name, outcome: outcomeOf(span, answer) });
    return answer;
  } catch (error) {
    record('invocations', 1, { function: name, outcome: 'failed' });
    throw error;
  }
}

interface Answered {
  status?: number;
  headers?: Record<string, string>;
}

/** A refusal is an answer, and tells its code; only 5xx is a failure. */
function outcomeOf(span: Span, answer: unknown): 'succeeded' | 'refused' | 'failed' {
  const { status, headers } = (answer ?? {}) as Answered;
  if (status === undefined) return 'succeeded';
  span.setAttribute('http.response.status_code', status);
  const code = headers?.['x-ms-error-code'];
  if (code) span.setAttribute('incentives.refusal', code);
  if (status >= 500) fail(span, code ?? typeOf({ code: status }));
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'succeeded';
}

/** One invocation as the real worker plays it: arguments, hooks, handler, hooks, response. */
import { randomBytes, randomUUID } from 'node:crypto';
import type {
  CoreInvocation,
  Handler,
  HookName,
  HttpOutput,
  InvocationModel,
  LogCategory,
  RegisteredFunction,
  Registrations,
  TypedData,
} from './functions-core.ts';
import type { Log, LogLevel } from './log.ts';

export interface InvocationInput {
  data: TypedData;
  triggerMetadata?: Record<string, TypedData>;
  traceParent?: string;
}

export interface Invoker {
  /** Answers the HTTP response, if the function gave one; rejects with what the handler threw. */
  invoke(registered: RegisteredFunction, input: InvocationInput): Promise<HttpOutput | undefined>;
  /** How many invocations have begun so far. */
  begun(): number;
  running(): number;
  /** Resolves as soon as no invocation runs. */
  idle(): Promise<void>;
  /** Calls the listener after every invocation. */
  onEnd(listener: () => void): void;
}

export function createInvoker(registrations: Registrations, log: Log): Invoker {
  const running = new Set<Promise<HttpOutput | undefined>>();
  const endListeners = new Set<() => void>();
  let begun = 0;
  return {
    invoke(registered, input) {
      begun += 1;
      const invocation = invoke({ registrations, log }, registered, input).finally(() => {
        running.delete(invocation);
        for (const listener of endListeners) listener();
      });
      running.add(invocation);
      return invocation;
    },
    begun: () => begun,
    running: () => running.size,
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
    onEnd: (listener) => void endListeners.add(listener),
  };
}

interface Surroundings {
  registrations: Registrations;
  log: Log;
}

async function invoke(around: Surroundings, registered: RegisteredFunction, input: InvocationInput) {
  const { model: programmingModel } = around.registrations;
  if (programmingModel === undefined) throw new Error('the app has set no programming model');
  const invocation = coreInvocation(around, registered, input);
  const model = programmingModel.getInvocationModel(invocation);
  const { context, inputs } = await model.getArguments();
  const hookData = {};
  const before = { hookData, invocationContext: context, functionCallback: registered.handler, inputs };
  invocation.state = 'preInvocationHooks';
  await runHooks(around.registrations, 'preInvocation', before);
  invocation.state = 'invocation';
  const outcome = await callHandler(model, context, before);
  const after = { hookData, invocationContext: context, inputs: before.inputs, ...outcome };
  invocation.state = 'postInvocationHooks';
  await runHooks(around.registrations, 'postInvocation', after);
  if (after.error !== undefined && after.error !== null) throw after.error;
  return (await model.getResponse(context, after.result)).returnValue?.http;
}

async function callHandler(
  model: InvocationModel,
  context: object,
  { inputs, functionCallback }: { inputs: unknown[]; functionCallback: Handler },
): Promise<{ result: unknown; error: unknown }> {
  try {
    return { result: await model.invokeFunction(context, inputs, functionCallback), error: null };
  } catch (error) {
    return { result: null, error: error ?? new Error('the handler threw nothing') };
  }
}

function coreInvocation(around: Surroundings, { metadata }: RegisteredFunction, input: InvocationInput) {
  const invocationId = randomUUID();
  const trigger = Object.keys(metadata.bindings).find((name) => name !== '$return');
  const invocation: CoreInvocation = {
    invocationId,
    metadata,
    request: {
      invocationId,
      inputData: [{ name: trigger, data: input.data }],
      triggerMetadata: input.triggerMetadata ?? {},
      traceContext: { traceParent: input.traceParent ?? newTraceParent(), traceState: '', attributes: {} },
    },
    log: (level, category, message) => logLine(around, metadata.name, { level, category, message }),
  };
  return invocation;
}

/** With telemetry on, the real host keeps the trace that it begins, and says so in the last two digits. */
function newTraceParent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** Hooks may change the level and text of the app's own lines, not of the library's. */
function logLine(
  { registrations, log }: Surroundings,
  name: string,
  line: { level: LogLevel; category: LogCategory; message: string },
): void {
  const hooked = { hookData: {}, ...line };
  for (const hook of registrations.hooks.log) hook(hooked);
  const { level, message } = line.category === 'user' ? hooked : line;
  log(level, `Function.${name}.${line.category === 'user' ? 'User' : 'System'}`, message);
}

/** One after the other, in the order in which they were registered. */
export async function runHooks(registrations: Registrations, name: HookName, context: object): Promise<void> {
  for (const hook of registrations.hooks[name]) await hook(context);
}

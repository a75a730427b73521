/** A bare Functions worker: gives the app of a folder `@azure/functions-core` and nothing else, calls functions in turn, and tells what they answered. */
import { loadApp } from '../../infra/local/host/app-loader.ts';
import {
  createCore,
  type HttpInput,
  type RegisteredFunction,
} from '../../infra/local/host/functions-core.ts';
import { createInvoker, runHooks } from '../../infra/local/host/invocation.ts';

export interface Call {
  name: string;
  /** Of the route, where it has one. */
  params?: Record<string, string>;
  token?: string;
  /** What a queue function is told. */
  message?: object;
}

const [appDirectory = '', given = '[]'] = process.argv.slice(2);
const calls: Call[] = JSON.parse(given);
const { module, registrations } = createCore(() => undefined);
loadApp(appDirectory, module);
registrations.closed = true;
await runHooks(registrations, 'appStart', { hookData: {} });
const invoker = createInvoker(registrations, (level, _, message) => {
  if (level === 'error' || level === 'warning') console.error(message);
});

function inputOf({ metadata }: RegisteredFunction, call: Call) {
  const trigger = Object.values(metadata.bindings).find(({ type }) => type.endsWith('Trigger'));
  if (trigger?.type === 'timerTrigger') return { json: '{}' };
  if (trigger?.type === 'queueTrigger') return { string: JSON.stringify(call.message) };
  return { http: requestOf(trigger?.methods?.[0] ?? '', call) };
}

function requestOf(method: string, { params = {}, token }: Call): HttpInput {
  const nullable = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  return {
    method,
    url: 'http://127.0.0.1/',
    nullableHeaders: nullable(token ? { authorization: `Bearer ${token}` } : {}),
    nullableQuery: {},
    nullableParams: nullable(params),
  };
}

const answers: string[] = [];
for (const call of calls) {
  const registered = registrations.functions.find(({ metadata }) => metadata.name === call.name);
  if (!registered) throw new Error(`There is no function ${call.name}`);
  const answer = await invoker.invoke(registered, { data: inputOf(registered, call) });
  answers.push(answer?.statusCode ?? '', Buffer.from(answer?.body?.bytes ?? []).toString());
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));

/** A local Azure Functions host: plays a built app's HTTP, timer and queue functions in this process. */
import { posix } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListedFunction } from './admin.ts';
import { type AppFunction, planFunctions } from './app-functions.ts';
import { loadApp } from './app-loader.ts';
import { type Clock, createClock } from './clock.ts';
import { createCore, type Registrations } from './functions-core.ts';
import { readHostFile } from './host-file.ts';
import { createDispatch, type ExtraRoutes } from './http-dispatch.ts';
import { startHttpServer } from './http-server.ts';
import { createInvoker, runHooks } from './invocation.ts';
import { type Log, logToStderr } from './log.ts';
import { claimProcess } from './process-state.ts';
import { startTriggers } from './triggers.ts';

export type { Log } from './log.ts';

export interface LocalHost {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  functions: ListedFunction[];
  /** Runs a timer now; rejects with what it threw. */
  runTimer(name: string): Promise<void>;
  /** Resolves when the timers passed have run and the queues are drained. */
  moveClock(to: Date): Promise<void>;
  /** Resolves when no invocation runs and no trigger queue holds a message that may be taken now. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface HostOptions {
  /** Holds host.json and a package.json whose `main` is one CommonJS file. */
  appDirectory: string;
  /** Set in process.env before the app loads, and taken back at close. */
  settings: Record<string, string>;
  port?: number;
  clock?: Clock;
  log?: Log;
  /** Its timers run only when they are asked for: in Azure a lock in storage lets one instance of several run each. */
  timersByHand?: boolean;
  extraRoutes?: ExtraRoutes;
}

/** How long a closing host waits for invocations that run. */
const graceMs = 5000;

/** One host runs in a process at a time. Rejects with what the app threw while loading. */
export async function startHost(options: HostOptions): Promise<LocalHost> {
  const undo = new AsyncDisposableStack();
  try {
    const host = await launch(options, undo);
    let closing: Promise<void> | undefined;
    return { ...host, close: () => (closing ??= undo.disposeAsync()) };
  } catch (error) {
    await undo.disposeAsync();
    throw error;
  }
}

async function launch(options: HostOptions, undo: AsyncDisposableStack): Promise<Omit<LocalHost, 'close'>> {
  const { clock = createClock(), log = logToStderr, extraRoutes = async () => undefined } = options;
  const server = await startHttpServer(options.port ?? 0, log);
  undo.defer(() => server.close(graceMs));
  undo.defer(claimProcess(options.settings, clock.now));
  const { routePrefix, queues } = readHostFile(options.appDirectory, process.env);
  const registrations = await startApp(options.appDirectory, log, undo);
  const functions = planFunctions(registrations.functions, process.env);
  const invoker = createInvoker(registrations, log);
  const { timersByHand = false } = options;
  const around = { clock, invoker, log, options: queues, timersByHand };
  const { stop, ...triggers } = await startTriggers(functions, around);
  undo.defer(() => within(graceMs, [server.close(graceMs), invoker.idle(), stop()]));
  const listed = functions.map((fn) => list(fn, routePrefix));
  const http = functions.filter((fn) => fn.kind === 'http');
  const admin = { functions: listed, clock, log, ...triggers };
  server.open(createDispatch({ functions: http, routePrefix, invoker, log, admin, extraRoutes }));
  return { url: server.url, functions: listed, ...triggers };
}

async function startApp(appDirectory: string, log: Log, undo: AsyncDisposableStack): Promise<Registrations> {
  const { module, registrations } = createCore(log);
  const { unload } = loadApp(appDirectory, module);
  undo.defer(unload);
  registrations.closed = true;
  if (registrations.functions.length === 0) log('warning', 'Host.Startup', 'the app registered no functions');
  const capabilities = await registrations.model?.getCapabilities({});
  if (capabilities?.HttpUri !== undefined) {
    throw new Error(
      'enableHttpStream makes the library listen on all interfaces: the local host does without',
    );
  }
  await runHooks(registrations, 'appStart', { hookData: {} });
  undo.defer(() => runHooks(registrations, 'appTerminate', { hookData: {} }));
  return registrations;
}

async function within(limitMs: number, work: Promise<unknown>[]): Promise<void> {
  const limit = new AbortController();
  const timeUp = sleep(limitMs, undefined, { signal: limit.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), timeUp]);
  limit.abort();
}

function list(fn: AppFunction, routePrefix: string): ListedFunction {
  return { name: fn.name, kind: fn.kind, detail: describe(fn, routePrefix) };
}

function describe(fn: AppFunction, routePrefix: string): string {
  switch (fn.kind) {
    case 'http':
      return `${fn.methods.join(',')} ${posix.join('/', routePrefix, fn.template)}`;
    case 'timer':
      return fn.schedule.expression;
    case 'queue':
      return fn.queueName;
  }
}

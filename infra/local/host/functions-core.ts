/** The module `@azure/functions-core` that @azure/functions requires: what the library may ask of its host. */
import type { Log, LogLevel } from './log.ts';

export type LogCategory = 'user' | 'system' | 'customMetric';
export type Handler = (...inputs: unknown[]) => unknown;
export type HookName = 'appStart' | 'appTerminate' | 'preInvocation' | 'postInvocation' | 'log';
type Hook = (context: object) => unknown;

export interface Binding {
  type: string;
  direction: 'in' | 'out';
  methods?: string[];
  route?: string;
  authLevel?: string;
  schedule?: string;
  runOnStartup?: boolean;
  useMonitor?: boolean;
  queueName?: string;
  connection?: string;
}

interface FunctionMetadata {
  name: string;
  bindings: Record<string, Binding>;
  retryOptions?: object;
}

export interface Nullable<T> {
  value: T;
}

export interface HttpInput {
  method: string;
  url: string;
  nullableHeaders: Record<string, Nullable<string>>;
  nullableQuery: Record<string, Nullable<string>>;
  nullableParams: Record<string, Nullable<string>>;
  body?: { bytes: Uint8Array };
}

export interface HttpCookie {
  name: string;
  value: string;
  domain?: Nullable<string>;
  path?: Nullable<string>;
  expires?: Nullable<{ seconds: number }>;
  secure?: Nullable<boolean>;
  httpOnly?: Nullable<boolean>;
  sameSite: 'none' | 'lax' | 'strict' | 'explicitNone';
  maxAge?: Nullable<number>;
}

export interface HttpOutput {
  statusCode: string;
  headers: Record<string, string>;
  cookies: HttpCookie[];
  body?: { bytes?: Uint8Array } | null;
}

/** How a value crosses from host to library: exactly one member is set. */
export interface TypedData {
  string?: string;
  json?: string;
  int?: number;
  http?: HttpInput;
}

export interface CoreInvocation {
  invocationId: string;
  metadata: FunctionMetadata;
  request: object;
  state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';
  log(level: LogLevel, category: LogCategory, message: string): void;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<{ returnValue?: { http?: HttpOutput } | null }>;
}

interface ProgrammingModel {
  getInvocationModel(invocation: CoreInvocation): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

export interface RegisteredFunction {
  metadata: FunctionMetadata;
  handler: Handler;
}

/** All that the library uses; the contract test fails when it starts to use more. */
export interface CoreModule {
  setProgrammingModel(model: ProgrammingModel): void;
  registerFunction(metadata: FunctionMetadata, handler: Handler): { dispose(): void };
  registerHook(name: HookName, callback: Hook): { dispose(): void };
  log(level: LogLevel, category: LogCategory, message: string): void;
}

/** What one app told its host while it loaded. */
export interface Registrations {
  model?: ProgrammingModel;
  functions: RegisteredFunction[];
  hooks: Record<HookName, Set<Hook>>;
  /** Set once the app has loaded: the real worker refuses later registrations too. */
  closed: boolean;
}

export function createCore(log: Log): { module: CoreModule; registrations: Registrations } {
  const registrations: Registrations = { functions: [], hooks: noHooks(), closed: false };
  const module: CoreModule = {
    setProgrammingModel: (model) => {
      registrations.model = model;
    },
    registerFunction: (metadata, handler) => registerFunction(registrations, metadata, handler),
    registerHook: (name, callback) => registerHook(registrations, name, callback),
    log: (level, category, message) => log(level, `Worker.${category}`, message),
  };
  return { module, registrations };
}

function noHooks(): Record<HookName, Set<Hook>> {
  return {
    appStart: new Set(),
    appTerminate: new Set(),
    preInvocation: new Set(),
    postInvocation: new Set(),
    log: new Set(),
  };
}

function registerFunction(registrations: Registrations, metadata: FunctionMetadata, handler: Handler) {
  if (registrations.closed) {
    throw new Error(`function "${metadata.name}" was registered after the app had started`);
  }
  registrations.functions.push({ metadata, handler });
  return { dispose: () => undefined };
}

function registerHook(registrations: Registrations, name: HookName, callback: Hook) {
  const hooks = registrations.hooks[name];
  if (hooks === undefined) throw new RangeError(`the local host has no hook "${name}"`);
  hooks.add(callback);
  return { dispose: () => void hooks.delete(callback) };
}

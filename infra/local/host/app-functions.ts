/** Which functions an app has and whether the local host can play them; every fault stops the start. */
import type { Binding, RegisteredFunction } from './functions-core.ts';
import { parseRoute, type Route, routeCovers, routesOverlap } from './route.ts';
import { nextOccurrence, parseSchedule, type Schedule } from './schedule.ts';

export interface HttpFunction {
  kind: 'http';
  name: string;
  registered: RegisteredFunction;
  methods: readonly string[];
  template: string;
  route: Route;
}

export interface TimerFunction {
  kind: 'timer';
  name: string;
  registered: RegisteredFunction;
  schedule: Schedule;
  runOnStartup: boolean;
  monitored: boolean;
}

export interface QueueFunction {
  kind: 'queue';
  name: string;
  registered: RegisteredFunction;
  queueName: string;
  connectionString: string;
}

export type AppFunction = HttpFunction | TimerFunction | QueueFunction;
type Settings = Readonly<Record<string, string | undefined>>;

/** In the order in which the host tries routes: by name, ignoring case. */
export function planFunctions(registered: readonly RegisteredFunction[], settings: Settings): AppFunction[] {
  const functions = registered.map((each) => planFunction(each, settings)).sort(byName);
  for (const [index, one] of functions.entries()) {
    for (const other of functions.slice(index + 1)) refuseConflict(one, other);
  }
  return functions;
}

function byName(one: AppFunction, other: AppFunction): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  return a < b ? -1 : Number(a > b);
}

function planFunction(registered: RegisteredFunction, settings: Settings): AppFunction {
  const { name, bindings, retryOptions } = registered.metadata;
  try {
    if (!/^[a-z][\w-]{0,127}$/i.test(name)) throw new Error('this is no name for a function');
    // It dies with its instance in Azure; work that must be done is found again by the next run.
    if (retryOptions !== undefined) throw new Error('the local host plays no retry policy');
    return planTrigger({ name, registered }, onlyTrigger(Object.entries(bindings)), settings);
  } catch (error) {
    throw new Error(`function "${name}": ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

function onlyTrigger(bindings: [string, Binding][]): Binding {
  const trigger = bindings.find(([, binding]) => /trigger$/i.test(binding.type))?.[1];
  const unknown = bindings.find(([name, binding]) => binding !== trigger && name !== '$return')?.[1];
  if (trigger === undefined) throw new Error('it has no trigger');
  if (unknown !== undefined) throw new Error(`the local host does not know the binding "${unknown.type}"`);
  return trigger;
}

type Named = Pick<AppFunction, 'name' | 'registered'>;

function planTrigger(named: Named, trigger: Binding, settings: Settings): AppFunction {
  switch (trigger.type) {
    case 'httpTrigger':
      return planHttp(named, trigger);
    case 'timerTrigger':
      return planTimer(named, trigger, settings);
    case 'queueTrigger':
      return planQueue(named, trigger, settings);
    default:
      throw new Error(`the local host does not know the trigger "${trigger.type}"`);
  }
}

function planHttp(named: Named, trigger: Binding): HttpFunction {
  const template = (trigger.route || named.name).replace(/^\/+|\/+$/g, '');
  if (/^(admin|runtime)/i.test(template)) {
    throw new Error(`its route "${template}" starts with "admin" or "runtime", which belong to the host`);
  }
  if (trigger.authLevel !== 'anonymous') throw new Error('only authLevel "anonymous" needs no key');
  const methods = (trigger.methods ?? []).map((method) => method.toUpperCase());
  return { ...named, kind: 'http', methods, template, route: parseRoute(template) };
}

function planTimer(named: Named, trigger: Binding, settings: Settings): TimerFunction {
  const schedule = parseSchedule(resolveSettings(trigger.schedule ?? '', settings));
  if (nextOccurrence(schedule, new Date(0)) === undefined) throw new Error('its schedule never occurs');
  // The real host keeps a schedule's status only for intervals of a minute or more.
  const aMinuteOrMore = new Set(schedule.timesOfDay.map((time) => time % 60)).size === 1;
  const monitored = trigger.useMonitor !== false && aMinuteOrMore;
  return { ...named, kind: 'timer', schedule, runOnStartup: trigger.runOnStartup === true, monitored };
}

function planQueue(named: Named, trigger: Binding, settings: Settings): QueueFunction {
  const setting = trigger.connection || 'AzureWebJobsStorage';
  const connectionString = settings[setting] ?? settings[`AzureWebJobs${setting}`];
  if (connectionString === undefined) throw new Error(`the setting "${setting}" holds no connection string`);
  const queueName = resolveSettings(trigger.queueName ?? '', settings).toLowerCase();
  return { ...named, kind: 'queue', queueName, connectionString };
}

/** A schedule or a queue may be named by a setting, as `%NAME%`. */
function resolveSettings(text: string, settings: Settings): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`the setting "${name}" is missing`);
    return value;
  });
}

function refuseConflict(one: AppFunction, other: AppFunction): void {
  const both = `functions "${one.name}" and "${other.name}"`;
  if (one.name.toLowerCase() === other.name.toLowerCase()) throw new Error(`${both} have one name`);
  if (one.kind !== 'http' || other.kind !== 'http' || !hides(one, other)) return;
  throw new Error(
    `${both} both answer ${one.methods.filter((method) => other.methods.includes(method)).join(', ')} ` +
      `where "${one.template}" meets "${other.template}": the host would ask only "${one.name}"`,
  );
}

/** A special route named before a general one is fine: then the order of names is what was meant. */
function hides(first: HttpFunction, second: HttpFunction): boolean {
  const shareMethod = first.methods.some((method) => second.methods.includes(method));
  const special = routeCovers(second.route, first.route) && !routeCovers(first.route, second.route);
  return shareMethod && routesOverlap(first.route, second.route) && !special;
}

/** What the local host takes from an app's host.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface QueueOptions {
  batchSize: number;
  newBatchThreshold: number;
  maxDequeueCount: number;
  /** How long a message that failed stays hidden before it is tried again. */
  visibilityTimeoutSeconds: number;
  /** The longest pause between two looks at an empty queue. */
  maxPollingIntervalMs: number;
}

export interface HostFile {
  /** Without slashes at its ends; empty when functions answer at the root. */
  routePrefix: string;
  queues: QueueOptions;
}

type Section = Record<string, unknown>;

type Settings = Readonly<Record<string, string | undefined>>;

/** A setting overrides a value of host.json as in Azure: `AzureFunctionsJobHost__extensions__queues__batchSize`. */
export function readHostFile(appDirectory: string, settings: Settings): HostFile {
  const { extensions } = section(JSON.parse(readFileSync(join(appDirectory, 'host.json'), 'utf8')));
  const { http, queues } = section(extensions);
  const { routePrefix = 'api' } = overridden(section(http), 'http', settings);
  if (typeof routePrefix !== 'string') throw new Error('host.json: routePrefix must be a string');
  return {
    routePrefix: routePrefix.replace(/^\/+|\/+$/g, ''),
    queues: queueOptions(overridden(section(queues), 'queues', settings)),
  };
}

function overridden(values: Section, name: string, settings: Settings): Section {
  const start = `AzureFunctionsJobHost__extensions__${name}__`;
  const overrides = Object.entries(settings).filter(([key]) => key.startsWith(start));
  return {
    ...values,
    ...Object.fromEntries(overrides.map(([key, value]) => [key.slice(start.length), value])),
  };
}

function queueOptions(queues: Section): QueueOptions {
  if ((queues.messageEncoding ?? 'base64') !== 'base64') {
    throw new Error('host.json: the local host knows only queues.messageEncoding "base64"');
  }
  const batchSize = number(queues.batchSize, 16);
  if (batchSize < 1 || batchSize > 32) throw new Error('host.json: queues.batchSize must be from 1 to 32');
  return {
    batchSize,
    newBatchThreshold: number(queues.newBatchThreshold, Math.floor(batchSize / 2)),
    maxDequeueCount: number(queues.maxDequeueCount, 5),
    visibilityTimeoutSeconds: milliseconds(queues.visibilityTimeout, 0) / 1000,
    // A production value of a minute would only make people wait at their desk.
    maxPollingIntervalMs: Math.min(milliseconds(queues.maxPollingInterval, 500), 500),
  };
}

function section(value: unknown): Section {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function number(value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  // What comes from a setting is a text.
  if (!/^\d+$/.test(String(value))) throw new Error(`host.json: ${JSON.stringify(value)} must be a number`);
  return Number(value);
}

/** Reads `hh:mm:ss`, as host.json writes a span of time. */
function milliseconds(value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  const parts = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(String(value));
  if (parts === null) throw new Error(`host.json: ${JSON.stringify(value)} must be a time as "hh:mm:ss"`);
  return (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3])) * 1000;
}

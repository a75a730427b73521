/** The settings of the app, read once from the environment; every fault is named at once and stops the start. */
import * as z from 'zod/mini';
import type { MailLimits } from './letters/quota.ts';

const Guid = z.guid();
const Secret = z.optional(z.string().check(z.minLength(1)));
const Count = z.optional(z.coerce.number().check(z.int(), z.positive()));

const InsightsConnection = z.string().check(z.regex(/(^|;)InstrumentationKey=[0-9a-f-]{36}(;|$)/i));

const Settings = z.object({
  COSMOS_ENDPOINT: z.url(),
  COSMOS_KEY: Secret,
  COSMOS_DATABASE: z.string().check(z.minLength(1)),
  AzureWebJobsStorage: Secret,
  AzureWebJobsStorage__queueServiceUri: z.optional(z.url()),
  API_AUDIENCE: z.string().check(z.minLength(1)),
  AUTHORITY_HOST: z.url(),
  OPERATOR_TENANT_ID: Guid,
  GRAPH_ENDPOINT: z.url(),
  GRAPH_CLIENT_ID: Guid,
  GRAPH_CLIENT_SECRET: Secret,
  EMAIL_ENDPOINT: z.url(),
  EMAIL_ACCESS_KEY: Secret,
  EMAIL_SENDER: z.email(),
  EMAIL_PER_MINUTE: Count,
  EMAIL_PER_HOUR: Count,
  PORTAL_URL: z.url(),
  VENDOR_MAIL: z.email(),
  REOPEN_WITHIN_DAYS: Count,
  AZURE_CLIENT_ID: z.optional(Guid),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.optional(InsightsConnection),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(z.url()),
});

/** Everything that the app reads of its environment. */
export const settingNames: string[] = Object.keys(Settings.shape);

/** One of each is enough: a key, or what the app's own identity needs in its place. */
const eitherOr = [
  ['AzureWebJobsStorage', 'AzureWebJobsStorage__queueServiceUri'],
  // For Entra only a managed identity can vouch, and the Bicep makes one that has to be named. A developer's own login
  // serves for all else, without being named.
  ['GRAPH_CLIENT_SECRET', 'AZURE_CLIENT_ID'],
] as const satisfies (keyof z.infer<typeof Settings>)[][];

/** What each setting is for; the names are the ones an operator sets. */
export interface Config {
  cosmos: { endpoint: string; key: string | undefined; database: string };
  queues: { connectionString: string } | { serviceUri: string };
  identity: { authorityHost: string; audience: string; operatorTenantId: string };
  graph: { endpoint: string; clientId: string; clientSecret: string | undefined };
  email: { endpoint: string; accessKey: string | undefined; sender: string };
  mailLimits: MailLimits;
  portalUrl: string;
  /** Where the vendor's program team reads its mail. */
  vendorMail: string;
  /** How long after a lapse the operator may take it back. */
  reopenWithinDays: number;
  /** The user-assigned identity used where a key or secret is absent; undefined: what the machine has, such as who signed in with the Azure tools. */
  managedIdentityClientId: string | undefined;
  /** Where spans and counts go; undefined: nothing is gathered, and none of what gathers it is loaded. */
  telemetry: { connectionString: string | undefined; otlpEndpoint: string | undefined } | undefined;
}

/** What Communication Services allows a domain of one's own until more is asked for. */
const azureDefaults: MailLimits = { perMinute: 30, perHour: 100 };

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

/** The settings of this process. @throws Error naming every missing or malformed setting. */
export const readEnvironment = () => readConfig(process.env);

/** @throws Error naming every missing or malformed setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Settings.safeParse(environment);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${faultOf(issue, environment)}`);
  for (const names of eitherOr)
    if (!names.some((name) => environment[name])) faults.push(`${names.join(' or ')}: missing`);
  if (!parsed.success || faults.length > 0)
    throw new Error(`The settings are not usable:\n  ${faults.join('\n  ')}`);
  return configOf(parsed.data);
}

/** The setting's name and kind of fault only: a value may be a secret. */
function faultOf(issue: z.core.$ZodIssue, environment: Record<string, string | undefined>): string {
  if (environment[String(issue.path[0])] === undefined) return 'missing';
  return `not a valid ${'format' in issue ? issue.format : 'value'}`;
}

function configOf(settings: z.infer<typeof Settings>): Config {
  return {
    cosmos: {
      endpoint: settings.COSMOS_ENDPOINT,
      key: settings.COSMOS_KEY,
      database: settings.COSMOS_DATABASE,
    },
    queues: settings.AzureWebJobsStorage
      ? { connectionString: settings.AzureWebJobsStorage }
      : { serviceUri: settings.AzureWebJobsStorage__queueServiceUri ?? '' },
    identity: {
      authorityHost: withoutSlash(settings.AUTHORITY_HOST),
      audience: settings.API_AUDIENCE,
      operatorTenantId: settings.OPERATOR_TENANT_ID,
    },
    graph: {
      endpoint: withoutSlash(settings.GRAPH_ENDPOINT),
      clientId: settings.GRAPH_CLIENT_ID,
      clientSecret: settings.GRAPH_CLIENT_SECRET,
    },
    email: {
      endpoint: withoutSlash(settings.EMAIL_ENDPOINT),
      accessKey: settings.EMAIL_ACCESS_KEY,
      sender: settings.EMAIL_SENDER,
    },
    mailLimits: {
      perMinute: settings.EMAIL_PER_MINUTE ?? azureDefaults.perMinute,
      perHour: settings.EMAIL_PER_HOUR ?? azureDefaults.perHour,
    },
    portalUrl: withoutSlash(settings.PORTAL_URL),
    vendorMail: settings.VENDOR_MAIL,
    reopenWithinDays: settings.REOPEN_WITHIN_DAYS ?? 90,
    managedIdentityClientId: settings.AZURE_CLIENT_ID,
    telemetry: telemetryOf(settings),
  };
}

function telemetryOf(settings: z.infer<typeof Settings>): Config['telemetry'] {
  const connectionString = settings.APPLICATIONINSIGHTS_CONNECTION_STRING;
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!connectionString && !endpoint) return undefined;
  return { connectionString, otlpEndpoint: endpoint && withoutSlash(endpoint) };
}

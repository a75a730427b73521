/** Everything the handlers touch, made once from the settings. */
import type { Container } from '@azure/cosmos';
import { connectDatabase } from './azure/database.ts';
import { connectQueues, type Queues } from './azure/queues.ts';
import type { Config } from './config.ts';
import { connectGraph, consentUrls, type Graph } from './directory/graph.ts';
import { type Authenticate, authenticator } from './http/token.ts';
import { connectMailer, type Mailer } from './letters/mailer.ts';
import type { MailLimits } from './letters/quota.ts';

export interface Deps extends Queues {
  /** The moment business is decided on, in UTC. Tokens, SDKs and TTLs keep machine time. */
  now(): Date;
  authenticate: Authenticate;
  /** Everything of an organization, in one partition each. */
  partners: Container;
  /** Which organization a tenant or an MPN ID belongs to. */
  claims: Container;
  programs: Container;
  /** The mail quota, and previews of the rollover. */
  runs: Container;
  graph: Graph;
  /** Where a Global administrator of a tenant consents to its directory being read. */
  consentUrl(tenantId: string): string;
  mailer: Mailer;
  mailLimits: MailLimits;
  portalUrl: string;
  /** Where the vendor's program team reads its mail. */
  vendorMail: string;
  reopenWithinDays: number;
}

const clock = Symbol.for('incentive-enrollment.now');

/** The one hook by which a host may set another clock; in Azure nobody sets it. */
function now(): Date {
  const set = (globalThis as { [clock]?: () => Date })[clock];
  return set ? set() : new Date();
}

export function connect(config: Config): Deps {
  const { partners, claims, programs, runs } = connectDatabase(config);
  return {
    now,
    authenticate: authenticator(config.identity),
    partners,
    claims,
    programs,
    runs,
    ...connectQueues(config),
    graph: connectGraph(config),
    consentUrl: consentUrls(config),
    mailer: connectMailer(config),
    mailLimits: config.mailLimits,
    portalUrl: config.portalUrl,
    vendorMail: config.vendorMail,
    reopenWithinDays: config.reopenWithinDays,
  };
}

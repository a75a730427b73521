/** Communication Services e-mail on loopback: takes what the real SDK sends, and shows it in an inbox. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createFaults, type Faults } from './faults.ts';
import { close, guarded, listen } from './http.ts';
import { writeAnswer } from './mail/answers.ts';
import type { ReceivedMail } from './mail/message.ts';
import { createPostOffice } from './mail/post-office.ts';
import { createReports, type Post, type Reports } from './mail/reports.ts';
import { answer, type MailFault, type MailService } from './mail/service.ts';

export interface MailOptions {
  /** Base64, as in a connection string. */
  accessKey?: string;
  /** Sender addresses and the display name of each. */
  senders: Record<string, string>;
  port?: number;
  /** Only for the time shown on a mail; signatures are checked by the machine's clock. */
  now?: () => Date;
  /** Whether a repeated Operation-Id sends nothing again; the service documents neither. Default true. */
  repeatable?: boolean;
  /** How many look-ups of an operation say Running before the outcome. Default 0. */
  runningLookups?: number;
  /** Takes the delivery reports, as Event Grid would. Default nobody. */
  report?: Post;
}

export interface LocalMail {
  /** `http://127.0.0.1:PORT`; the SDK needs `allowInsecureConnection: true`. */
  endpoint: string;
  accessKey: string;
  /** `endpoint=…;accesskey=…` */
  connectionString: string;
  /** The inbox page. */
  url: string;
  inbox(to?: string): ReceivedMail[];
  /** The service knows nothing of the operation any more; its mail stays. */
  forget(operationId: string): void;
  reports: Omit<Reports, 'onMail'>;
  faults: Pick<Faults<MailFault>, 'add' | 'clear'>;
  counters: MailService['counters'];
  close(): Promise<void>;
}

/** Rejects with EADDRINUSE where the port is taken. */
export async function startMail(options: MailOptions): Promise<LocalMail> {
  const { repeatable = true, runningLookups = 0, now = () => new Date() } = options;
  const reports = createReports(options.report, now);
  const service: MailService = {
    accessKey: options.accessKey ?? randomBytes(32).toString('base64'),
    senders: options.senders,
    postOffice: createPostOffice({ repeatable, runningLookups, now, onMail: reports.onMail }),
    reports,
    faults: createFaults<MailFault>(),
    counters: { sendRequests: 0, lookUpRequests: 0 },
  };
  const server = createServer(
    guarded(async (request, response) => writeAnswer(response, await answer(service, request))),
  );
  const endpoint = `http://127.0.0.1:${await listen(server, options.port)}`;
  return {
    endpoint,
    accessKey: service.accessKey,
    connectionString: `endpoint=${endpoint}/;accesskey=${service.accessKey}`,
    url: `${endpoint}/`,
    inbox: service.postOffice.inbox,
    forget: service.postOffice.forget,
    reports,
    faults: service.faults,
    counters: service.counters,
    close: async () => {
      await close(server);
      await reports.posted();
    },
  };
}

/** The wire of the mail service: sending and looking up for the SDK, the inbox for people and tests. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Faults } from '../faults.ts';
import { readBody, urlOf } from '../http.ts';
import { type Answer, dropped, refuse } from './answers.ts';
import { reportDelivery, showInbox } from './inbox.ts';
import { parseMessage } from './message.ts';
import type { PostOffice } from './post-office.ts';
import type { Reports } from './reports.ts';
import { signatureFlaw } from './signature.ts';

export interface MailFault {
  /** Which requests it hits. Default `send`. */
  on?: 'send' | 'lookUp';
  /** Refused with this status. */
  status?: number;
  retryAfterSeconds?: number;
  /** The connection breaks before anything was accepted. */
  drop?: boolean;
  /** Accepted, then the answer is lost: the connection breaks, or `status` is answered. */
  after?: boolean;
  /** Accepted, but the operation ends as Failed with this error and nothing arrives. */
  failure?: { code: string; message: string };
  /** The answer, good or bad, is late by this. */
  latencyMs?: number;
  /** The request waits for what this returns before anything becomes of it. */
  until?: () => Promise<void>;
  /** Default once. */
  times?: number;
}

export interface MailService {
  accessKey: string;
  senders: Record<string, string>;
  postOffice: PostOffice;
  reports: Pick<Reports, 'tell'>;
  faults: Faults<MailFault>;
  counters: { sendRequests: number; lookUpRequests: number };
}

interface Exchange {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
}

export async function answer(service: MailService, request: IncomingMessage): Promise<Answer> {
  const url = urlOf(request);
  if (url === undefined) return refuse(400, { code: 'BadRequest', message: 'This is not a path.' });
  const exchange = { request, url, body: await readBody(request) };
  const route = `${request.method} ${url.pathname}`;
  if (route === 'POST /emails:send') return hit(service, exchange, { on: 'send', serve: send });
  if (route.startsWith('GET /emails/operations/')) {
    return hit(service, exchange, { on: 'lookUp', serve: lookUp });
  }
  if (request.method === 'POST' && url.pathname.startsWith('/messages/')) {
    return reportDelivery(service, url, new URLSearchParams(exchange.body.toString()));
  }
  if (request.method === 'GET') return showInbox(service.postOffice, url);
  return refuse(404, { code: 'NotFound', message: `There is no ${route} here.` });
}

interface Endpoint {
  on: 'send' | 'lookUp';
  serve(service: MailService, exchange: Exchange, fault: MailFault | undefined): Answer;
}

/** Faults first: a service in trouble refuses before it looks at who asks. */
async function hit(service: MailService, exchange: Exchange, { on, serve }: Endpoint): Promise<Answer> {
  const { request, url, body } = exchange;
  service.counters[on === 'send' ? 'sendRequests' : 'lookUpRequests'] += 1;
  const fault = service.faults.take((candidate) => (candidate.on ?? 'send') === on);
  if (fault?.latencyMs) await delay(fault.latencyMs);
  await fault?.until?.();
  if (fault?.drop && !fault.after) return dropped;
  if (fault?.status !== undefined && !fault.after) return troubled(fault.status, fault.retryAfterSeconds);
  const flaw = signatureFlaw(request, body, service.accessKey);
  // The real service never says what is wrong with a signature; the header is for whoever debugs here.
  if (flaw !== undefined) return refuse(401, refusals.denied, { 'x-local-reason': flaw });
  if (!url.searchParams.has('api-version')) return refuse(400, refusals.missingVersion);
  return serve(service, exchange, fault);
}

function send(service: MailService, { request, body }: Exchange, fault: MailFault | undefined): Answer {
  const operationId = String(request.headers['operation-id'] ?? randomUUID()).toLowerCase();
  if (!isUuid(operationId)) return refuse(400, refusals.wrongOperationId);
  const message = parseMessage(body, service.senders);
  if ('code' in message) return refuse(400, message);
  const operation = service.postOffice.accept(operationId, message, fault?.failure);
  if (fault?.after) return fault.status ? troubled(fault.status, fault.retryAfterSeconds) : dropped;
  const location = `http://${request.headers.host}/emails/operations/${operationId}?api-version=2025-09-01`;
  return { status: 202, body: operation, headers: { 'operation-location': location, 'retry-after': '1' } };
}

function lookUp({ postOffice }: MailService, { url }: Exchange): Answer {
  const operation = postOffice.lookUp(url.pathname.slice('/emails/operations/'.length).toLowerCase());
  if (operation === undefined) return refuse(404, refusals.unknownOperation);
  const headers: Record<string, string> = operation.status === 'Running' ? { 'retry-after': '1' } : {};
  return { status: 200, body: operation, headers };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function troubled(status: number, retryAfterSeconds?: number): Answer {
  const code = status === 429 ? 'TooManyRequests' : 'ServiceUnavailable';
  const message = `The service answers ${status} because it was told to.`;
  const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return refuse(status, { code, message }, wait);
}

const refusals = {
  denied: { code: 'Denied', message: 'Denied by the resource provider.' },
  missingVersion: { code: 'MissingApiVersion', message: 'api-version is missing.' },
  wrongOperationId: { code: 'BadRequest', message: 'Operation-Id is not a UUID.' },
  unknownOperation: { code: 'NotFound', message: 'The operation was not found.' },
};

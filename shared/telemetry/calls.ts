/** The spans around Graph, mail and queues: which service was asked for what, by the form of its address. */
import { SpanKind } from '@opentelemetry/api';
import { traced } from './tracing.ts';

/** A reading of Graph. @param path may hold ids, or be a link to the next page: neither is told. */
export function reading<T>(endpoint: string, path: string, work: () => Promise<T>): Promise<T> {
  const template = templateOf(path);
  const attributes = requestTo(endpoint, 'GET', template);
  // A group that is gone, a role that nobody ever held.
  const expects = (error: unknown) => (error as { statusCode?: unknown }).statusCode === 404;
  return traced(`GET ${template}`, { attributes, expects }, work);
}

/** `/v1.0/groups/6f…/members?$top=9` is `/groups/{id}/members`. */
export function templateOf(path: string): string {
  return path
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/^\/v1\.0/, '')
    .replace(/\?.*$/s, '')
    .replace(/\([^)]*\)/g, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '{id}');
}

const mailRequests = {
  send: ['POST', '/emails:send'],
  lookUp: ['GET', '/emails/operations/{id}'],
} as const;

/** A request to the mail service. */
export function mailing<T>(
  request: keyof typeof mailRequests,
  endpoint: string,
  work: () => Promise<T>,
): Promise<T> {
  const [method, template] = mailRequests[request];
  return traced(`${method} ${template}`, { attributes: requestTo(endpoint, method, template) }, work);
}

/** A message on its way to a queue. */
export function sending<T>(queue: string, work: () => Promise<T>): Promise<T> {
  const attributes = {
    'messaging.system': 'azure.storage_queue',
    'messaging.operation.type': 'send',
    'messaging.destination.name': queue,
  };
  return traced(`send ${queue}`, { attributes, kind: SpanKind.PRODUCER }, work);
}

function requestTo(endpoint: string, method: string, template: string) {
  return {
    'http.request.method': method,
    'url.template': template,
    'server.address': new URL(endpoint).hostname,
  };
}

/** Writes answers: JSON, and the headers every answer of the service has. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Account } from './account.ts';
import type { Answer, Call } from './call.ts';
import { asHeader, missCharge } from './charge.ts';
import type { Container } from './container.ts';
import type { JsonObject } from './json.ts';
import { type Refusal, statusName } from './refusal.ts';

function containerFor(account: Account, call: Call | undefined): Container | undefined {
  const [, database = '', , id = ''] = call?.segments ?? [];
  return account.databases.get(database)?.containers.get(id);
}

/** Clients remember the token by container, so they are told which one it was. */
function session(container: Container): Record<string, string> {
  const lsn = container.store.lsn();
  return {
    'x-ms-session-token': `0:-1#${lsn}`,
    'x-ms-alt-content-path': container.link,
    'x-ms-content-path': container.rid,
    lsn: String(lsn),
  };
}

function write(response: ServerResponse, answer: Answer, container: Container | undefined): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-ms-version': '2020-07-15',
    'x-ms-activity-id': randomUUID(),
    'x-ms-request-charge': asHeader(answer.charge),
    ...(container ? session(container) : {}),
    ...answer.headers,
  });
  response.end(text);
}

export function send(response: ServerResponse, answer: Answer, account: Account, call: Call): void {
  write(response, answer, containerFor(account, call));
}

export function sendRefusal(
  response: ServerResponse,
  refusal: Refusal,
  account: Account,
  call: Call | undefined,
): void {
  const { status, substatus, info, retryAfterMs } = refusal;
  const body: JsonObject = {
    code: statusName(status),
    message: refusal.message,
    ...(info === undefined ? {} : { additionalErrorInfo: info }),
  };
  const headers = {
    ...(substatus === undefined ? {} : { 'x-ms-substatus': String(substatus) }),
    ...(retryAfterMs === undefined ? {} : { 'x-ms-retry-after-ms': String(retryAfterMs) }),
  };
  write(response, { status, charge: missCharge, body, headers }, containerFor(account, call));
}

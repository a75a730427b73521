/** Why a directory could not be read: what the Graph client throws, in the words of a sync. */
import type { FaultCode } from './sync.ts';

/** `cause` is the SDK's own error. */
export class DirectoryFault extends Error {
  readonly code: FaultCode;
  /** How long the directory asks for peace, where that is longer than a request waits for. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FaultCode, cause: unknown, retryAfterSeconds?: number) {
    super(`The directory cannot be read: ${code}`, { cause });
    this.name = 'DirectoryFault';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** An error of the Graph client, as far as it is one. */
export interface ClientError {
  statusCode?: number;
  code?: string | null;
  message?: string;
  headers?: Headers;
}

export function faultOf(error: ClientError): DirectoryFault {
  const seconds = waitSeconds(error.headers);
  return new DirectoryFault(codeOf(error), error, isLongWait(seconds) ? seconds : undefined);
}

/** The client keeps of a refused token only its message. Codes: learn.microsoft.com/entra/identity-platform/reference-error-codes. */
function codeOf({ statusCode, code, message }: ClientError): FaultCode {
  if (statusCode === 401 || statusCode === 403 || /AADSTS(700016|65001)\b/.test(message ?? ''))
    return 'consentMissing';
  const lost = /^(syncState|resyncRequired|Directory_ExpiredPageToken)/i.test(code ?? '');
  return statusCode === 410 || lost ? 'linkExpired' : 'unavailable';
}

/** Three waits of a request and its answers fit into its time-out. Above that the sync waits, not the request. */
export function isLongWait(seconds: number): boolean {
  return seconds > 8;
}

/** Graph answers seconds. 0 where it does not say. */
export function waitSeconds(headers: Headers | undefined): number {
  return Number(headers?.get('retry-after') ?? 0) || 0;
}

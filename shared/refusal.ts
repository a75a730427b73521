/** Every expected refusal of the system: a stable code, the HTTP status it is answered with, and what the caller can do. */

const statuses = {
  'auth/token-missing': 401,
  'auth/token-invalid': 401,
  'access/role-missing': 403,
  'access/caller-unknown': 403,
  'request/body-missing': 400,
  'request/invalid-json': 400,
  'request/invalid': 400,
  'request/continuation-invalid': 400,
  'request/too-large': 413,
  'request/precondition-failed': 412,
  'request/precondition-required': 428,
  'request/contended': 503,
  'program/unknown': 404,
  'program/not-open': 409,
  'program/discontinued': 409,
  'program/invalid': 400,
  'organization/unknown': 404,
  'organization/migration-not-completed': 409,
  'organization/mpn-id-taken': 409,
  'location/unknown': 404,
  'location/global-mpn-id': 400,
  'agreement/unknown': 404,
  'directory/unknown': 404,
  'directory/tenant-taken': 409,
  'directory/sync-unknown': 404,
  'directory/settings-too-large': 400,
  'member/unknown': 404,
  'role/not-granted': 404,
  'role/scopes-required': 400,
  'role/scopes-not-allowed': 400,
  'role/location-unknown': 400,
  'role/program-unknown': 400,
  'role/member-inactive': 409,
  'role/last-administrator': 409,
  'role/roster-full': 409,
  'home/card-unknown': 404,
  'enrollment/unknown': 404,
  'enrollment/not-invited': 409,
  'enrollment/invitation-expired': 409,
  'enrollment/ineligible': 409,
  'enrollment/agreement-not-active': 409,
  'enrollment/not-possible': 409,
  'enrollment/history-full': 409,
  'enrollment/reopen-window-passed': 409,
  'invitation/deadline-not-later': 409,
  'requirement/unknown': 404,
  'requirement/not-completed': 409,
  'rollover/unknown': 404,
  'rollover/preview-running': 409,
  'letter/unknown': 404,
  'letter/not-failed': 409,
  'service/database-unavailable': 503,
  'service/outdated': 503,
  'service/unavailable': 503,
  'service/failed': 500,
} as const;

export type RefusalCode = keyof typeof statuses;

export interface RefusalDetails {
  /** The field, parameter or header at fault. */
  target?: string;
  /** Reasons as data; never personal data. */
  details?: unknown;
}

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly target: string | undefined;
  readonly details: unknown;

  constructor(code: RefusalCode, message: string, more: RefusalDetails & { cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = 'Refusal';
    this.code = code;
    this.target = more.target;
    this.details = more.details;
  }
}

/** Ends the call with a refusal; changes nothing. */
export function refuse(code: RefusalCode, message: string, more: RefusalDetails = {}): never {
  throw new Refusal(code, message, more);
}

/** The HTTP status a refusal is answered with. */
export function statusOf(code: RefusalCode): number {
  return statuses[code];
}

export const refusalCodes = Object.keys(statuses);

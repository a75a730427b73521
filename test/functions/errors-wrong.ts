/** What a wrong request is. The marker stands for whatever a caller would not want repeated. */

export const marker = 'hunter2@private.example';

export interface Wrong {
  as: 'olivia' | 'adele' | 'ines' | 'amir';
  method?: 'GET' | 'PUT' | 'DELETE';
  path: string;
  /** Sent as it is; an object as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  expected: [status: number, code: string, target?: string];
}

/** Refused as invalid at this place. */
export const invalid = (target: string): Wrong['expected'] => [400, 'request/invalid', target];

/** The answers handlers give; nothing else names an HTTP status. */

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const tagged = (etag: string | undefined): Record<string, string> => (etag ? { etag } : {});

/** A resource, or a list; a body with an `etag` carries it as a header too. */
export function ok(body: { etag?: string } | object): Answer {
  return { status: 200, body, headers: tagged('etag' in body ? body.etag : undefined) };
}

export function created(body: { etag?: string }, location: string): Answer {
  return { status: 201, body, headers: { ...tagged(body.etag), location } };
}

/** A part of a table; `next` is where the following part begins. */
export function csv(text: string, name: string, next: string | undefined): Answer {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    ...(next === undefined ? {} : { link: `<${next}>; rel="next"` }),
  };
  return { status: 200, body: text, headers };
}

/** Work that goes on after the answer; `location` tells how it stands. */
export function accepted(body: object, location: string): Answer {
  return { status: 202, body, headers: { location, 'retry-after': '2' } };
}

export function noContent(): Answer {
  return { status: 204 };
}

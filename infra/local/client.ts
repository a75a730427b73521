/** An HTTP client of the API, as a partner's program would be: a bearer token, JSON, ETags. */

// biome-ignore lint/suspicious/noExplicitAny: the caller knows what it asked for
type Body = any;

export interface Answered {
  status: number;
  body: Body;
  headers: Headers;
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  delete(path: string, headers?: Record<string, string>): Promise<Answered>;
}

/** `token` is asked for each call, so that it never expires in between. */
export function createClient(api: string, token: () => Promise<string>): Client {
  const send = async (
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> },
  ) => {
    const response = await fetch(path.startsWith('http') ? path : `${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/json',
        ...init.headers,
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: response.headers,
    };
  };
  return {
    get: (path, headers = {}) => send('GET', path, { headers }),
    put: (path, body, headers = {}) => send('PUT', path, { body, headers }),
    delete: (path, headers = {}) => send('DELETE', path, { headers }),
  };
}

/** The answer of a call that has to succeed. @throws Error with what was answered instead. */
export async function must(call: Promise<Answered>): Promise<Answered> {
  const answered = await call;
  if (answered.status >= 300)
    throw new Error(`Answered ${answered.status}: ${JSON.stringify(answered.body)}`);
  return answered;
}

import { once } from 'node:events';
import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { asJson, startFixture } from './fixture-app.ts';

test('a request reaches its function as Functions hands it over', async () => {
  const { host, json } = await startFixture('http', {
    hostJson: { extensions: { http: { routePrefix: 'api/v1' } } },
  });
  const path = '/api/v1/echo/a%2Fb%20c?x=1&y=2&x=3';

  const echoed = await json(path, { ...asJson({ a: 1 }), headers: { 'x-sent': 'yes' } });

  expect(echoed).toMatchObject({
    method: 'POST',
    url: host.url + path,
    id: 'a%2Fb c',
    query: { x: '1,3', y: '2' },
    header: 'yes',
    body: '{"a":1}',
    functionName: 'echo',
  });
});

test('the caller may say which trace an invocation belongs to', async () => {
  const { json } = await startFixture('http');
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  const told = await json('/api/echo/1', { headers: { traceparent } });
  const untold = await json('/api/echo/1');

  expect(told).toMatchObject({ traceParent: traceparent });
  expect(untold).toMatchObject({ traceParent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-01$/) });
});

test.each([
  ['/API/Echo/1', 200],
  ['/api/echo/1/', 200],
  ['/api/echo/', 404],
  ['/api/echo/1/2', 404],
  ['/api/echo//', 404],
  ['/echo/1', 404],
  ['/api', 404],
  ['/apis/echo/1', 404],
])('GET %s answers %i', async (path, status) => {
  const { get } = await startFixture('http');

  expect((await get(path)).status).toBe(status);
});

test.each(['PUT', 'HEAD', 'OPTIONS', 'DELETE'])('%s, which is not listed, answers 404', async (method) => {
  const { get } = await startFixture('http');

  expect((await get('/api/echo/1', { method })).status).toBe(404);
});

test.each([
  ['nothing', 204, ''],
  ['throws', 500, ''],
  ['string', 500, ''],
  ['number', 500, ''],
  ['unknown', 404, '{"code":"fixture/unknown"}'],
])('a handler that answers %s gives %i', async (kind, status, body) => {
  const { get, lines } = await startFixture('http');

  const response = await get(`/api/answers/${kind}`);

  expect(response.status).toBe(status);
  expect(await response.text()).toBe(body);
  expect(lines.some(({ level }) => level === 'error')).toBe(status === 500);
});

test('bytes, status and content type arrive as given', async () => {
  const { get } = await startFixture('http');

  const response = await get('/api/answers/bytes');

  expect(response.status).toBe(201);
  expect(response.headers.get('content-type')).toBe('application/x-bytes');
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 10]);
});

test('of several set-cookie headers the last survives; cookies all do', async () => {
  const { get } = await startFixture('http');

  const headers = await get('/api/answers/headers');
  const cookies = await get('/api/answers/cookies');

  expect(headers.headers.getSetCookie()).toEqual(['second=2']);
  expect(cookies.headers.getSetCookie()).toEqual([
    'first=a%20b; path=/',
    'second=2; max-age=60; path=/x; secure; samesite=strict; httponly',
  ]);
});

test('a chunked body arrives empty', async () => {
  const { get } = await startFixture('http');
  const body = new Blob(['lost']).stream();

  const response = await get('/api/size', { method: 'POST', body, duplex: 'half' });

  expect(await response.text()).toBe('0');
});

test('a body above 100 MB is refused before it is sent', async () => {
  const { host } = await startFixture('http');
  const headers = { 'content-length': 104_857_601 };
  const sent = request(`${host.url}/api/size`, { method: 'POST', headers });
  sent.on('error', () => undefined).flushHeaders();
  onTestFinished(() => void sent.destroy());

  const [response] = await once(sent, 'response');

  expect(response.statusCode).toBe(413);
});

test('extra routes answer outside the prefix and /admin only', async () => {
  const { get } = await startFixture('http', {
    extraRoutes: async ({ method, url, body }) =>
      url.pathname === '/gone'
        ? undefined
        : {
            status: 203,
            headers: { 'x-extra': 'yes' },
            body: `${method} ${url.pathname}${url.search} ${body}`,
          },
  });

  const extra = await get('/desk?a=1', { method: 'POST', body: 'text' });

  expect([extra.status, extra.headers.get('x-extra'), await extra.text()]).toEqual([
    203,
    'yes',
    'POST /desk?a=1 text',
  ]);
  expect((await get('/gone')).status).toBe(404);
  expect((await get('/api/none')).status).toBe(404);
  expect((await get('/admin/none')).status).toBe(404);
});

test('with an empty prefix functions come first and extra routes after them', async () => {
  const { get } = await startFixture('http', {
    hostJson: { extensions: { http: { routePrefix: '' } } },
    extraRoutes: async () => ({ status: 203, headers: {}, body: '' }),
  });

  expect((await get('/echo/1')).status).toBe(200);
  expect((await get('/none')).status).toBe(203);
});

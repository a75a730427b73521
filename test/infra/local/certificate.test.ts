/** The throwaway certificate is accepted by this process once trusted, and only then. */
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createCertificate, trust } from '../../../infra/local/certificate.ts';
import { close, guarded, listen, sendJson } from '../../../infra/local/http.ts';

test('fetch refuses the certificate, and accepts it once its authority is trusted', async () => {
  const { key, cert, ca } = await createCertificate();
  const server = createServer(
    { key, cert },
    guarded((_, response) => sendJson(response, 200, { well: true })),
  );
  const port = await listen(server);
  await expect(fetch(`https://127.0.0.1:${port}/`)).rejects.toThrow();
  trust(ca);
  expect(await (await fetch(`https://127.0.0.1:${port}/`)).json()).toEqual({ well: true });
  expect(await (await fetch(`https://localhost:${port}/`)).json()).toEqual({ well: true });
  await close(server);
});

test('several authorities are trusted side by side', async () => {
  const all = await Promise.all([createCertificate(), createCertificate()]);
  for (const { ca } of all) trust(ca);
  for (const tls of all) {
    const server = createServer(
      tls,
      guarded((_, response) => sendJson(response, 200, { well: true })),
    );
    const port = await listen(server);
    expect((await fetch(`https://127.0.0.1:${port}/`)).status).toBe(200);
    await close(server);
  }
});

test('it began yesterday and ends within days, and its authority signs nothing but servers', async () => {
  const { cert, ca } = await createCertificate();
  const [server, authority] = [new X509Certificate(cert), new X509Certificate(ca)];
  const days = (date: string) => (Date.parse(date) - Date.now()) / 86_400_000;
  expect(days(server.validFrom)).toBeCloseTo(-1, 1);
  expect(days(server.validTo)).toBeLessThan(8);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect([server.ca, authority.ca]).toEqual([false, true]);
});

test('a taken port is refused with the original error, and close ends sockets that are still open', async () => {
  const server = createServer(
    await createCertificate(),
    guarded(() => {}),
  );
  const port = await listen(server);
  const second = createServer(guarded(() => {}));
  await expect(listen(second, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const idle = connect(port, '127.0.0.1');
  const ended = new Promise((resolve) => idle.once('close', resolve));
  idle.on('error', () => {});
  await new Promise((resolve) => idle.once('connect', resolve));
  await close(server);
  await ended;
});

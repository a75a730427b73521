/** What the Functions host is told: only what it knows; the local host reads no more than a part of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { root } from './programs.ts';

const Span = z.string().check(z.regex(/^\d\d:\d\d:\d\d$/));

/** As much of https://json.schemastore.org/host.json as is used here. The host ignores what it does not know. */
const HostJson = z.strictObject({
  version: z.literal('2.0'),
  // The host tells what the app tells, the same way (docs/operate.md, "Telemetry").
  telemetryMode: z.literal('OpenTelemetry'),
  extensions: z.strictObject({
    http: z.strictObject({ routePrefix: z.literal('api/v1') }),
    queues: z.strictObject({
      messageEncoding: z.literal('base64'),
      // The alert on messages given up, and what docs/operate.md says of them, count to five.
      maxDequeueCount: z.literal(5),
      batchSize: z.int().check(z.minimum(1), z.maximum(32)),
      visibilityTimeout: Span,
    }),
  }),
  extensionBundle: z.strictObject({
    id: z.literal('Microsoft.Azure.Functions.ExtensionBundle'),
    version: z.string().check(z.regex(/^\[4\.\*, 5\.0\.0\)$/)),
  }),
  functionTimeout: Span,
});

test('given host.json, when the host reads it, then it knows everything in it', () => {
  const { error } = HostJson.safeParse(JSON.parse(readFileSync(`${root}host.json`, 'utf8')));

  expect(error?.issues ?? []).toEqual([]);
});

/** The built app on a local cloud of its own, for tests that speak HTTP as a partner's program does. */
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { type Answered, type Client, createClient } from '../../infra/local/client.ts';
import { type CloudOptions, type LocalCloud, startCloud } from '../../infra/local/cloud.ts';
import { samplesOf, seedFacts, seedPartners, seedVendor } from '../../infra/local/seed.ts';

/** How much of the sample data is there: programs and organizations; directories and appointments; figures, so that invitations are out. */
export type Seed = 'nothing' | 'vendor' | 'partners' | 'invited';

export interface TestCloud extends LocalCloud {
  /** A client signed in as a sample person; every answer is checked against the API description. */
  as(nickname: string): Client;
  withToken(token: string): Client;
  /** Lets the queues run dry, the letters leave and what is reported of them arrive. */
  settle(): Promise<void>;
}

export const springMorning = new Date('2027-03-02T09:00:00.000Z');

/** One cloud for the tests of a file, ended with them. */
export function useCloud(seed: Seed, options: CloudOptions = {}): { readonly cloud: TestCloud } {
  const held: { cloud?: TestCloud } = {};
  beforeAll(async () => {
    held.cloud = await startTestCloud(seed, options);
  });
  afterAll(() => held.cloud?.close());
  return {
    get cloud() {
      if (!held.cloud) throw new Error('The cloud is not there yet');
      return held.cloud;
    },
  };
}

export async function startTestCloud(seed: Seed, options: CloudOptions = {}): Promise<TestCloud> {
  const cloud = await startCloud({ startAt: springMorning, log: () => undefined, ...options });
  const check = await answerCheck(cloud.api);
  const withToken = (token: string) =>
    checked(
      createClient(cloud.api, async () => token),
      check,
    );
  const tested: TestCloud = {
    ...cloud,
    as: (nickname) =>
      checked(
        createClient(cloud.api, () => cloud.identity.tokenFor(nickname)),
        check,
      ),
    withToken,
    settle: async () => {
      await cloud.host.drain();
      await cloud.host.runTimer('sendDueLetters');
      await cloud.mail.reports.posted();
      await cloud.host.drain();
    },
  };
  const samples = samplesOf(cloud);
  if (seed !== 'nothing') await seedVendor(cloud, samples);
  if (seed === 'partners' || seed === 'invited') await seedPartners(cloud, samples);
  if (seed === 'invited') await seedFacts(cloud, samples);
  return tested;
}

type Check = (method: string, path: string, answered: Answered) => void;

function checked(client: Client, check: Check): Client {
  return {
    get: async (path, headers) => seen(check, ['GET', path], await client.get(path, headers)),
    put: async (path, body, headers) => seen(check, ['PUT', path], await client.put(path, body, headers)),
    delete: async (path, headers) => seen(check, ['DELETE', path], await client.delete(path, headers)),
  };
}

function seen(check: Check, [method, path]: [string, string], answered: Answered): Answered {
  check(method, path, answered);
  return answered;
}

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Json }> }>>;
  components: { schemas: Record<string, z.core.JSONSchema.JSONSchema> };
}
type Json = { 'application/json': { schema: z.core.JSONSchema.JSONSchema } };

/** Every answer is what /openapi.json says it is: the resource, or the error shape with its code in the header too. */
async function answerCheck(api: string): Promise<Check> {
  const description = (await (await fetch(`${api}/openapi.json`)).json()) as Described;
  const parser = (schema: z.core.JSONSchema.JSONSchema) =>
    z.fromJSONSchema(
      JSON.parse(
        JSON.stringify({ ...schema, $defs: description.components.schemas }).replaceAll(
          '#/components/schemas/',
          '#/$defs/',
        ),
      ),
    );
  const refused = parser({ $ref: '#/components/schemas/Error' });
  const routes = Object.entries(description.paths).map(([path, methods]) => ({
    pattern: new RegExp(
      `^${path
        .replace('/api/v1', '')
        .replaceAll('.', '\\.')
        .replaceAll(/\{[^}]+\}/g, '[^/?]+')}(\\?.*)?$`,
    ),
    methods,
  }));
  return (method, path, { status, body, headers }) => {
    if (status === 304) return;
    if (!headers.has('x-ms-request-id')) throw new Error(`${method} ${path}: no x-ms-request-id`);
    const relative = path.replace(api, '');
    const operation = routes.find(({ pattern }) => pattern.test(relative))?.methods[method.toLowerCase()];
    if (status >= 400) {
      refused.parse(body);
      if (headers.get('x-ms-error-code') !== body.error.code)
        throw new Error(`${method} ${path}: no x-ms-error-code`);
      return;
    }
    const content = operation?.responses['2XX']?.content;
    if (body !== undefined && !content) throw new Error(`${method} ${path}: an answer that is not described`);
    if (content) parser(content['application/json'].schema).parse(body);
  };
}

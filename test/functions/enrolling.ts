/** What the tests of enrollments say again and again. */
import { beforeAll } from 'vitest';
import { type Client, must } from '../../infra/local/client.ts';
import { seedVendor } from '../../infra/local/seed.ts';
import { eligible, type Founding, found } from './company.ts';
import { type TestCloud, useCloud } from './harness.ts';

/** A company whose first location is invited to the indirect reseller program, and its Incentives administrator. */
export async function invited(cloud: TestCloud, founding: Founding = {}) {
  const company = await found(cloud, founding);
  const [office] = company.locations;
  await company.report({ [office]: eligible });
  const ines = company.as('ines');
  const path = company.enrollment(office);
  return { company, office, ines, path, etag: await etagOf(ines, path) };
}

export async function etagOf(client: Client, path: string): Promise<string> {
  return (await client.get(path)).headers.get('etag') ?? '';
}

/** Enrolls under what is read now. */
export async function enroll(client: Client, path: string) {
  const { headers } = await client.get(path);
  const etag = headers.get('etag');
  return client.put(path, undefined, etag ? { 'if-match': etag } : {});
}

/** What happened, step by step. */
export async function stepsOf(client: Client, path: string): Promise<string[]> {
  const { body } = await must(client.get(`${path}/history`));
  return body.value.map((entry: { what: string }) => entry.what);
}

/** Every letter to an address, latest first, by its subject. */
export const subjectsIn = ({ mail }: TestCloud, address: string) =>
  mail.inbox(address).map(({ subject }) => subject);

/** The answer of a refusal, to match with. */
export const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });

/** A cloud of its own for a test file, with the sample programs and no organization yet. */
export function usePrograms(): ReturnType<typeof useCloud> {
  const scene = useCloud('nothing');
  beforeAll(() => seedVendor(scene.cloud, []));
  return scene;
}

/** Documents that a newer release has written, met by this one: it says so, and writes over none of them. */
import { globSync, readFileSync } from 'node:fs';
import { CosmosClient, type JSONObject } from '@azure/cosmos';
import { afterEach, expect, test } from 'vitest';
import { type Answered, createClient } from '../../infra/local/client.ts';
import { databaseName } from '../../infra/local/database.ts';
import { root } from '../infra/programs.ts';
import { useCloud } from './harness.ts';
import { requests } from './permission-requests.ts';

const held = useCloud('invited');
/** What a newer release knows and this one does not. */
const newer = { schemaVersion: 2, added: 'by a newer release' };

type Document = JSONObject & { id: string };

const containerOf = (kind: string) =>
  new CosmosClient(held.cloud.cosmos)
    .database(databaseName)
    .container(kind === 'program' ? 'programs' : 'partners');

async function documentsOf(kind: string): Promise<Document[]> {
  const query = `SELECT * FROM c WHERE c.kind = '${kind}'`;
  return (await containerOf(kind).items.query<Document>(query).fetchAll()).resources;
}

async function write(kind: string, documents: Document[]): Promise<void> {
  for (const one of documents) await containerOf(kind).items.upsert(one);
}

/** One after the other, with leave to change whatever is there. */
async function askEverything(nickname: string): Promise<Answered[]> {
  const client = createClient(held.cloud.api, () => held.cloud.identity.tokenFor(nickname));
  const whatever = { 'if-match': '*' };
  const ask = {
    GET: (path: string) => client.get(path),
    PUT: (path: string, body: unknown) => client.put(path, body, whatever),
    DELETE: (path: string) => client.delete(path, whatever),
  };
  const answers: Answered[] = [];
  for (const { method, path, body } of Object.values(requests)) answers.push(await ask[method](path, body));
  return answers;
}

/** Those that fail are logged, and run again at their next time. */
async function runEveryTimer(): Promise<void> {
  const { host } = held.cloud;
  for (const { name, kind } of host.functions)
    if (kind === 'timer') await host.runTimer(name).catch(() => undefined);
  await host.drain();
}

let putBack: () => Promise<void> = async () => undefined;
afterEach(() => putBack());

/** Read in the same way, but not there before somebody asks for a preview, puts a card away or is written to. */
const notThere = ['dismissals', 'mailQuota', 'preview', 'previews'];
/** Written over unread: a mark that is only taken away, and pages that a message writes again. */
const writtenOver = ['programChanges', 'previewPage'];
/** Those that a schema of a document names. */
const kinds = new Set(
  globSync('shared/**/*.ts', { cwd: root })
    .map((file) => readFileSync(`${root}${file}`, 'utf8'))
    .flatMap((text) => [...text.matchAll(/kind: z\.literal\('(\w+)'\),\n +(?:schemaVersion:|\.\.\.lived)/g)])
    .map(([, kind]) => kind ?? ''),
);

test('given the kinds of documents, when those that are not tried here are left out, then ten are left', () => {
  const apart = [...notThere, ...writtenOver];
  expect(apart.filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(kinds.size - apart.length).toBe(10);
});

test.each([...kinds].filter((kind) => ![...notThere, ...writtenOver].includes(kind)))(
  'given every %s by a newer release, when everything is asked and every timer runs, then they are as they were',
  async (kind) => {
    const ours = await documentsOf(kind);
    putBack = () => write(kind, ours);
    await write(
      kind,
      ours.map((one) => ({ ...one, ...newer })),
    );
    const theirs = await documentsOf(kind);

    const answers = [
      ...(await askEverything('olivia')),
      ...(await askEverything('adele')),
      ...(await askEverything('ines')),
    ];
    await runEveryTimer();

    const failed = answers.filter(({ status }) => status >= 500).map(({ body }) => body.error.code);
    expect(theirs.length).toBeGreaterThan(0);
    expect([...new Set(failed)]).toEqual(['service/outdated']);
    expect(await documentsOf(kind)).toEqual(expect.arrayContaining(theirs));
  },
);

/** Previews in Cosmos DB: who asked, how far each is, and the pages that its messages write. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { findDocument, type Stored } from '../azure/documents.ts';
import { Contended } from '../azure/faults.ts';
import { documents, firstDocuments } from '../azure/pages.ts';
import { createIfAbsent, overwrite, replaceIfUnchanged } from '../azure/writes.ts';
import { Previews, previewsId } from './asking.ts';
import { type Done, nothingDone, withSummaries } from './done.ts';
import type { Handed } from './handing.ts';
import { isOperators, Preview, type PreviewKey, PreviewPage, pageId, previewId, Summary } from './preview.ts';

export function findPreview(runs: Container, key: PreviewKey): Promise<Stored<Preview> | undefined> {
  const id = previewId(key);
  return findDocument(runs, { id, partition: id }, Preview);
}

/** @throws Contended where another call created it first. */
export async function createPreview(runs: Container, preview: Preview): Promise<Stored<Preview>> {
  const etag = await createIfAbsent(runs, preview);
  if (etag === undefined) throw new Contended('preview');
  return { ...preview, etag };
}

/** @throws Contended where it has changed since it was read. */
export async function replacePreview(runs: Container, preview: Stored<Preview>): Promise<Stored<Preview>> {
  return { ...preview, etag: await replaceIfUnchanged(runs, preview.id, preview) };
}

export function findPreviews(runs: Container, owner: string): Promise<Stored<Previews> | undefined> {
  const id = previewsId(owner);
  return findDocument(runs, { id, partition: id }, Previews);
}

/** @throws Contended where somebody else asked first. */
export async function savePreviews(runs: Container, previews: Previews & { etag?: string }): Promise<void> {
  const { etag } = previews;
  if (etag !== undefined) await replaceIfUnchanged(runs, previews.id, { ...previews, etag });
  else if (!(await createIfAbsent(runs, previews))) throw new Contended('previews');
}

/** Writes a page again where its message came twice. */
export function writePage(runs: Container, page: PreviewPage): Promise<void> {
  return overwrite(runs, page);
}

interface Place {
  message: number;
  page: number;
}

export function findPage(
  runs: Container,
  key: PreviewKey,
  place: Place,
): Promise<Stored<PreviewPage> | undefined> {
  const id = pageId(key, place);
  return findDocument(runs, { id, partition: id }, PreviewPage);
}

const Summed = z.object({ summary: Summary });

/** Added up page by page, so that memory holds one. An organization's own preview is one message: a point read. */
export async function sumDone(runs: Container, preview: PreviewKey): Promise<Done> {
  if (!isOperators(preview)) {
    const page = await findPage(runs, preview, { message: 0, page: 0 });
    return withSummaries(nothingDone, page?.summary ? [page.summary] : []);
  }
  const query = {
    query: 'SELECT c.summary FROM c WHERE c.preview = @preview AND c.page = 0',
    parameters: [{ name: '@preview', value: previewId(preview) }],
  };
  let done = nothingDone;
  for await (const page of documents(runs, { query, schema: Summed }))
    done = withSummaries(
      done,
      page.map(({ summary }) => summary),
    );
  return done;
}

const Named = z.object({ organizationId: z.string() });
const organizationsPerStep = 500;

/** The organizations that come next, in the order of their ids. */
export async function listOrganizationsAfter(
  partners: Container,
  { after }: Pick<Handed, 'after'>,
): Promise<string[]> {
  const query = {
    query:
      "SELECT c.organizationId FROM c WHERE c.kind = 'organization' AND c.organizationId > @after ORDER BY c.organizationId",
    parameters: [{ name: '@after', value: after }],
  };
  const found = await firstDocuments(partners, { query, schema: Named }, organizationsPerStep);
  return found.map(({ organizationId }) => organizationId);
}

/** The outcomes of a preview, read page by page in the order its messages were handed out. */
import type { Container } from '@azure/cosmos';
import { documentPage } from '../azure/pages.ts';
import { refuse } from '../refusal.ts';
import { type Choice, Outcome } from './outcome.ts';
import { isOperators, type Preview, previewId } from './preview.ts';
import { findPage } from './preview-store.ts';

/** The row that comes next. */
interface Place {
  message: number;
  page: number;
  row: number;
}

/** A list that is short because of it goes on with its `nextLink`. */
const mostReads = 20;

export interface Found {
  outcomes: Outcome[];
  continuation: string | undefined;
}

/** What is not done yet is not there yet. @throws Refusal `request/continuation-invalid`. */
export async function previewOutcomes(runs: Container, preview: Preview, choice: Choice): Promise<Found> {
  const { outcome } = choice;
  if (outcome && isOperators(preview)) return chosenOutcomes(runs, preview, { ...choice, outcome });
  const { outcomes, continuation } = await inOrder(runs, preview, choice);
  return { outcomes: outcomes.filter((one) => !outcome || one.outcome === outcome), continuation };
}

/** Found by the database, in no order: of a million, few lapse. */
async function chosenOutcomes(
  runs: Container,
  preview: Preview,
  { outcome, ...place }: Choice & { outcome: string },
): Promise<Found> {
  const query = {
    query: 'SELECT VALUE o FROM c JOIN o IN c.outcomes WHERE c.preview = @preview AND o.outcome = @outcome',
    parameters: [
      { name: '@preview', value: previewId(preview) },
      { name: '@outcome', value: outcome },
    ],
  };
  const { value, continuation } = await documentPage(runs, { query, schema: Outcome }, place);
  return { outcomes: value.map(({ etag: _, ...one }) => one), continuation };
}

async function inOrder(runs: Container, preview: Preview, { size, continuation }: Choice): Promise<Found> {
  const { messages } = preview.handed;
  const outcomes: Outcome[] = [];
  let place = placeNamed(continuation);
  for (let reads = 0; reads < mostReads && place.message < messages && outcomes.length < size; reads += 1) {
    const page = await findPage(runs, preview, place);
    const rows = page?.outcomes.slice(place.row, place.row + size - outcomes.length) ?? [];
    outcomes.push(...rows);
    const row = place.row + rows.length;
    if (page && row < page.outcomes.length) place = { ...place, row };
    else if (page && !page.isLast) place = { ...place, page: place.page + 1, row: 0 };
    else place = { message: place.message + 1, page: 0, row: 0 };
  }
  const { message, page, row } = place;
  return { outcomes, continuation: message < messages ? `${message}.${page}.${row}` : undefined };
}

function placeNamed(continuation: string | undefined): Place {
  if (continuation === undefined) return { message: 0, page: 0, row: 0 };
  const [, message, page, row] = /^(\d{1,7})\.(\d{1,7})\.(\d{1,7})$/.exec(continuation) ?? [];
  if (row === undefined)
    return refuse('request/continuation-invalid', 'Follow the nextLink as it was given.', {
      target: 'query.continuation',
    });
  return { message: Number(message), page: Number(page), row: Number(row) };
}

/** Everything that one message found, and which organizations it was about. */
export async function messageOutcomes(runs: Container, preview: Preview, message: number) {
  const outcomes: Outcome[] = [];
  const first = await findPage(runs, preview, { message, page: 0 });
  for (let found = first; found; ) {
    outcomes.push(...found.outcomes);
    found = found.isLast ? undefined : await findPage(runs, preview, { message, page: found.page + 1 });
  }
  return { after: first?.summary?.after ?? '', upTo: first?.summary?.upTo ?? '', outcomes };
}

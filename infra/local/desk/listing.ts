/** A list of the API, as the pages show it. */
import type { Answered, Client } from '../client.ts';

export interface Listed {
  // biome-ignore lint/suspicious/noExplicitAny: the caller knows what it asked for
  value: any[];
  /** The last page that was read, with what it says beside the list. */
  last: Answered;
  /** There is more than was asked for. */
  isCut?: boolean;
  refused?: Answered;
}

/** To its end, or so many of it. */
export async function everyPage(api: Client, path: string, most = Number.POSITIVE_INFINITY): Promise<Listed> {
  const value = [];
  for (let next = path; ; ) {
    const last = await api.get(next);
    if (last.status !== 200) return { value, last, refused: last };
    value.push(...last.body.value);
    next = last.body.nextLink;
    const isCut = value.length > most;
    if (!next || isCut) return { value: value.slice(0, most), last, isCut };
  }
}

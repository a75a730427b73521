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

/** To its end, or until there are so many. */
export async function everyPage(api: Client, path: string, most = Number.POSITIVE_INFINITY): Promise<Listed> {
  const value = [];
  for (let next = path; ; ) {
    const last = await api.get(next);
    if (last.status !== 200) return { value, last, refused: last };
    value.push(...last.body.value);
    const { nextLink } = last.body;
    if (!nextLink || value.length >= most) return { value, last, isCut: nextLink !== undefined };
    next = nextLink;
  }
}

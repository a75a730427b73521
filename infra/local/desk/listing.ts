/** A list of the API to its end, as the pages show it. */
import type { Answered, Client } from '../client.ts';

export interface Listed {
  // biome-ignore lint/suspicious/noExplicitAny: the caller knows what it asked for
  value: any[];
  /** The last page, with what it says beside the list. */
  last: Answered;
  refused?: Answered;
}

export async function everyPage(api: Client, path: string): Promise<Listed> {
  const value = [];
  for (let next = path; ; ) {
    const last = await api.get(next);
    if (last.status !== 200) return { value, last, refused: last };
    value.push(...last.body.value);
    if (!last.body.nextLink) return { value, last };
    next = last.body.nextLink;
  }
}

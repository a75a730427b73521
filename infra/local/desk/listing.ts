/** A list of the API to its end, as the pages show it. */
import type { Answered, Client } from '../client.ts';

interface Listed {
  // biome-ignore lint/suspicious/noExplicitAny: the caller knows what it asked for
  value: any[];
  refused?: Answered;
}

export async function everyPage(api: Client, path: string): Promise<Listed> {
  const value = [];
  for (let next: string | undefined = path; next; ) {
    const answer: Answered = await api.get(next);
    if (answer.status !== 200) return { value, refused: answer };
    value.push(...answer.body.value);
    next = answer.body.nextLink;
  }
  return { value };
}

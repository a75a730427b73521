/** Lists answer a page and an absolute, opaque `nextLink`, absent at the end. */
import * as z from 'zod/mini';
import { refuse } from '../refusal.ts';

/** How many a page holds at most, and where it begins. */
export const Paging = z.strictObject({
  top: z.optional(
    z.string().check(z.regex(/^(?:[1-9][0-9]?|[1-4][0-9]{2}|500)$/, 'A whole number from 1 to 500')),
  ),
  continuation: z.optional(z.string().check(z.maxLength(8192))),
});
export type Paging = z.infer<typeof Paging>;

export function listOf<T extends z.ZodMiniType>(item: T) {
  return z.object({ value: z.array(item), nextLink: z.optional(z.string()) });
}

export function pageOf(paging: Paging): { size: number; continuation: string | undefined } {
  return {
    size: Number(paging.top ?? '100'),
    continuation: paging.continuation && decoded(paging.continuation),
  };
}

/** The page as it is answered; `next` is where the following one begins. */
export function page<T>(value: T[], call: { url: string; query: object }, next: string | undefined) {
  if (next === undefined) return { value };
  const query = new URLSearchParams({ ...call.query, continuation: Buffer.from(next).toString('base64url') });
  return { value, nextLink: `${call.url}?${query}` };
}

function decoded(continuation: string): string {
  const bytes = Buffer.from(continuation, 'base64url');
  const text = bytes.toString('latin1');
  if (bytes.toString('base64url') !== continuation || !/^[ -~]+$/.test(text))
    refuse('request/continuation-invalid', 'Follow the nextLink as it was given.', {
      target: 'query.continuation',
    });
  return text;
}

/** What a caller sent, parsed: parameters, query and body, with every fault named by its place. */
import type { HttpRequest } from '@azure/functions';
import * as z from 'zod/mini';
import { faultsOf } from '../faults.ts';
import { refuse } from '../refusal.ts';
import { inWords } from './fault-words.ts';
import { readBody } from './json-body.ts';

z.config({ localeError: inWords });

const mostFaults = 20;
/** Made once: making a schema costs more than parsing a request. */
const nothing = z.strictObject({});
const noBody = z.optional(nothing);

export interface Input<P, Q, B> {
  params: z.ZodMiniType<P>;
  query?: z.ZodMiniType<Q>;
  body?: z.ZodMiniType<B>;
}

/** @throws Refusal `request/*` naming each field at fault. */
export async function parseInput<P, Q, B>(
  request: HttpRequest,
  input: Input<P, Q, B>,
): Promise<{ params: P; query: Q; body: B }> {
  const query = (input.query ?? nothing) as z.ZodMiniType<Q>;
  return {
    params: parse(input.params, { ...request.params }, 'path'),
    query: parse(query, Object.fromEntries(request.query), 'query'),
    body: parse(
      (input.body ?? noBody) as z.ZodMiniType<B>,
      await readBody(request, input.body !== undefined),
      'body',
    ),
  };
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, where: 'path' | 'query' | 'body'): T {
  const parsed = tried(schema, value, where);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, where));
  const first = faults[0] ?? { target: where, message: 'This is not valid.' };
  const more = faults.length > mostFaults ? ` There are ${faults.length - mostFaults} more faults.` : '';
  return refuse('request/invalid', `${first.target}: ${first.message}${more && `.${more}`}`, {
    target: first.target,
    details: faults.slice(0, mostFaults),
  });
}

/** Some hundred thousand faults are more than the library's stack holds. */
function tried<T>(schema: z.ZodMiniType<T>, value: unknown, where: string) {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('request/invalid', 'More is wrong with this than can be named.', { target: where });
  }
}

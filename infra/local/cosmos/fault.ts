/** What may go wrong on purpose, in code or in the file of `--faults`. */
import { z } from 'zod';

const names = ['read', 'create', 'upsert', 'replace', 'patch', 'delete', 'batch', 'query', 'any'] as const;

const Fault = z.strictObject({
  /** Default: any operation on items. Account, database and container requests never fail. */
  operation: z.enum(names).optional(),
  status: z.int().min(400).max(599).optional(),
  /** Told to the client with the status; 429 says 10 ms if nothing else is given. */
  retryAfterMs: z.number().nonnegative().optional(),
  /** Close the socket without an answer. */
  drop: z.boolean().optional(),
  /** Do the work first, then fail: the answer is lost, the write is not. */
  after: z.boolean().optional(),
  latencyMs: z.number().nonnegative().optional(),
  /** How many requests it hits; default 1. */
  times: z.int().positive().optional(),
});
export type Fault = Readonly<z.infer<typeof Fault>>;

/** Throws, naming what is wrong. */
export function parseFaults(text: string): Fault[] {
  const { data, error } = z.array(Fault).safeParse(JSON.parse(text));
  if (error) throw new Error(`The fault plan is not valid:\n${z.prettifyError(error)}`);
  return data;
}

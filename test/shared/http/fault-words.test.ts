/** Every kind of fault in words: what is expected, and nothing of what came. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import '../../../shared/http/input.ts';

const kinds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a') }),
  z.object({ kind: z.literal('b') }),
]);

test.each<[string, z.ZodMiniType, unknown]>([
  ['Missing: must be text', z.string(), undefined],
  ['Must be text', z.string(), 7],
  ['Must be a number', z.number(), 'hunter2'],
  ['Must be a whole number', z.int(), 1.5],
  ['Must be true or false', z.boolean(), 'hunter2'],
  ['Must be a list', z.array(z.string()), {}],
  ['Must be an object', z.object({}), []],
  ['Must be an object', z.record(z.string(), z.string()), 'hunter2'],
  ['Must be of another type', z.never(), 'hunter2'],
  ['Must be a', z.literal('a'), 'hunter2'],
  ['Must be one of a, b', z.enum(['a', 'b']), 'hunter2'],
  ['Must be one of a, b', kinds, { kind: 'hunter2' }],
  ['Is none of what is expected here', z.xor([z.string(), z.string()]), 'hunter2'],
  ['Must have at most 3 characters', z.string().check(z.maxLength(3)), 'hunter2'],
  ['Must have at least 1 entry', z.array(z.string()).check(z.minLength(1)), []],
  ['Must have exactly 2 entries', z.array(z.string()).check(z.length(2)), ['hunter2']],
  ['Must have exactly 1 entry', z.array(z.string()).check(z.length(1)), ['hunter2', '']],
  ['Must be at most 9', z.number().check(z.lte(9)), 10],
  ['Must be less than 9', z.number().check(z.lt(9)), 77],
  ['Must be more than 9', z.number().check(z.gt(9)), 3],
  ['Must be a multiple of 5', z.number().check(z.multipleOf(5)), 7],
  ['Must be a day, such as 2027-07-01', z.iso.date(), '2027-02-30'],
  ['Must be a moment in UTC, such as 2027-07-01T00:00:00Z', z.iso.datetime(), 'hunter2'],
  ['Must be an address that begins with https://', z.url(), 'hunter2'],
  ['Must be a mail address', z.email(), 'hunter2'],
  ['Is not in the form that is expected here', z.string().check(z.regex(/^a$/)), 'hunter2'],
  ['Has fields that are not known here', z.strictObject({}), { hunter2: 1 }],
  ['Has a name that cannot stand here', z.record(z.string().check(z.maxLength(1)), z.int()), { hunter2: 1 }],
  ['Has a member that cannot stand here', z.map(z.object({}), z.int()), new Map([[{}, 'hunter2']])],
  ['Is not what is expected here', z.string().check(z.refine(() => false)), 'hunter2'],
])('%s', (words, schema, value) => {
  const { error } = schema.safeParse(value);
  const messages = error?.issues.map(({ message }) => message) ?? [];
  expect(messages).toEqual([words]);
  for (const part of received(value)) expect(messages.join()).not.toContain(part);
});

/** Whatever of it is text or a number, the names of its fields too. */
function received(value: unknown): string[] {
  if (value instanceof Map) return received([...value.values()]);
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [String(value)];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value)].flatMap(received).filter((part) => part !== '');
}

test('what a schema says of its own rule stands', () => {
  const { error } = z.string().check(z.maxLength(1, 'Short, please')).safeParse('hunter2');
  expect(error?.issues[0]?.message).toBe('Short, please');
});

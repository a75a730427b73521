/** What is wrong with a field, for people: what is expected there, never what came, which may be personal. */
import type * as z from 'zod/mini';

type Issue = z.core.$ZodRawIssue;
type Code = z.core.$ZodIssue['code'];
type Words = { [One in Code]: (issue: Extract<Issue, { code: One }>) => string };

/** Sentences without a full stop, as those that stand beside a rule of a schema. */
const words = {
  invalid_type: ({ expected, input }) =>
    `${input === undefined ? 'Missing: must be' : 'Must be'} ${types[expected] ?? 'of another type'}`,
  invalid_value: ({ values }) => oneOf(values),
  too_big: (issue) =>
    limited(issue, issue.exact ? 'exactly' : issue.inclusive ? 'at most' : 'less than', issue.maximum),
  too_small: (issue) =>
    limited(issue, issue.exact ? 'exactly' : issue.inclusive ? 'at least' : 'more than', issue.minimum),
  invalid_format: ({ format }) => formats[format] ?? 'Is not in the form that is expected here',
  not_multiple_of: ({ divisor }) => `Must be a multiple of ${divisor}`,
  unrecognized_keys: () => 'Has fields that are not known here',
  invalid_union: (issue) => oneOf('options' in issue && Array.isArray(issue.options) ? issue.options : []),
  invalid_key: () => 'Has a name that cannot stand here',
  invalid_element: () => 'Has a member that cannot stand here',
  custom: () => 'Is not what is expected here',
} satisfies Words;

const types: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const formats: Record<string, string> = {
  date: 'Must be a day, such as 2027-07-01',
  datetime: 'Must be a moment in UTC, such as 2027-07-01T00:00:00Z',
  url: 'Must be an address that begins with https://',
  email: 'Must be a mail address',
};

const units: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function limited({ origin }: { origin: string }, how: string, limit: number | bigint): string {
  const [one, many] = units[origin] ?? [];
  if (one === undefined) return `Must be ${how} ${limit}`;
  return `Must have ${how} ${limit} ${Number(limit) === 1 ? one : many}`;
}

function oneOf(values: readonly unknown[]): string {
  if (values.length === 0) return 'Is none of what is expected here';
  return values.length === 1 ? `Must be ${values[0]}` : `Must be one of ${values.join(', ')}`;
}

export function inWords(issue: Issue): string {
  const say: (issue: never) => string = words[issue.code];
  return say(issue as never);
}

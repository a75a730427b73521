/** What a schema finds wrong with what was sent, fault by fault. */
import type * as z from 'zod/mini';

interface Fault {
  target: string;
  message: string;
}

/** The place and the rule, never the value: it may be personal. A union's faults are those of its nearest member. */
export function faultsOf(issue: z.core.$ZodIssue, where: string): Fault[] {
  const target = [where, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      target: `${target}.${key}`,
      message: 'This field is not known here.',
    }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((one, other) => depth(other) - depth(one))[0] ?? [];
    return nearest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, where));
  }
  return [{ target, message: issue.message }];
}

const depth = (issues: z.core.$ZodIssue[]) =>
  issues.reduce((deepest, issue) => Math.max(deepest, issue.path.length), 0);

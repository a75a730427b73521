/** The rules of a program as data: one criterion, or several combined. What they mean is decided in criterion.ts. */
import * as z from 'zod/mini';
import { AgreementType, CountryCode, Day, Name, SolutionArea } from './words.ts';

const Level = z.enum(['location', 'organization']);
const Countries = z.array(CountryCode).check(z.minLength(1), z.maxLength(250));

/** One criterion, or several combined. Amounts are whole US dollars over the trailing twelve months. */
export type Rule =
  | { kind: 'agreement'; type: AgreementType }
  | { kind: 'designation'; anyOf: string[] }
  | { kind: 'score'; area: SolutionArea; atLeast: number }
  | { kind: 'revenue'; level: z.infer<typeof Level>; atLeastUsd: number }
  | { kind: 'country'; in?: string[] | undefined; notIn?: string[] | undefined }
  | { kind: 'nominated' }
  | { kind: 'activity'; atLeast: number; toStay?: boolean | undefined }
  | { kind: 'before'; day: string }
  | { kind: 'always' }
  | { kind: 'allOf'; rules: Rule[] }
  | { kind: 'anyOf'; rules: Rule[] };

const Country = z
  .strictObject({ kind: z.literal('country'), in: z.optional(Countries), notIn: z.optional(Countries) })
  .check(
    z.refine(
      (rule) => (rule.in === undefined) !== (rule.notIn === undefined),
      'Either in or notIn is needed',
    ),
    z.describe('Either in or notIn'),
  );

/** Told apart by `kind`, so that a fault is named at its own place, however deep, and each part is parsed once. */
export const Rule: z.ZodMiniType<Rule> = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('agreement'), type: AgreementType }),
    z.strictObject({
      kind: z.literal('designation'),
      anyOf: z.array(Name).check(z.minLength(1), z.maxLength(50)),
    }),
    z.strictObject({
      kind: z.literal('score'),
      area: SolutionArea,
      atLeast: z.int().check(z.gte(0), z.lte(100)),
    }),
    z.strictObject({ kind: z.literal('revenue'), level: Level, atLeastUsd: z.int().check(z.gte(0)) }),
    Country,
    z.strictObject({ kind: z.literal('nominated') }),
    z.strictObject({
      kind: z.literal('activity'),
      atLeast: z.int().check(z.gte(1)),
      toStay: z.optional(z.boolean().check(z.describe('Asked only when a term ends, not to enter'))),
    }),
    z.strictObject({ kind: z.literal('before'), day: Day }),
    z.strictObject({ kind: z.literal('always') }),
    z.strictObject({
      kind: z.enum(['allOf', 'anyOf']),
      get rules() {
        return z.array(Rule).check(z.minLength(1), z.maxLength(20));
      },
    }),
  ])
  .register(z.globalRegistry, { id: 'Rule' });

/** The rules that `allOf` and `anyOf` combine; of any other, none. */
export function partsOf(rule: Rule): Rule[] {
  return rule.kind === 'allOf' || rule.kind === 'anyOf' ? rule.rules : [];
}

/** A part of a version's rule, and where it is. */
export interface Placed {
  rule: Rule;
  /** Such as `rule.rules.0`. */
  place: string;
  /** 1 for the rule of the version itself. */
  level: number;
}

/** A rule and all it consists of, each before its parts. */
export function within(whole: Placed): Placed[] {
  return [whole, ...placedParts(whole).flatMap(within)];
}

export function placedParts({ rule, place, level }: Placed): Placed[] {
  return partsOf(rule).map((part, n) => ({ rule: part, place: `${place}.rules.${n}`, level: level + 1 }));
}

/** Those that a rule about countries names; of any other, none. */
export function countriesOf(rule: Rule): string[] {
  return rule.kind === 'country' ? (rule.in ?? rule.notIn ?? []) : [];
}

/** Whether the rule is met by a location in that country. */
export function admitsCountry(rule: Extract<Rule, { kind: 'country' }>, country: string): boolean {
  return rule.in?.includes(country) ?? !rule.notIn?.includes(country);
}

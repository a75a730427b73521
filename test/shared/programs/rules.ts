/** Rules, for tests, as they are said. */
import type { Rule } from '../../../shared/programs/rule.ts';

export const isIn = (...countries: string[]): Rule => ({ kind: 'country', in: countries });
export const isNotIn = (...countries: string[]): Rule => ({ kind: 'country', notIn: countries });
export const until = (day: string): Rule => ({ kind: 'before', day });
export const all = (...rules: Rule[]): Rule => ({ kind: 'allOf', rules });
export const any = (...rules: Rule[]): Rule => ({ kind: 'anyOf', rules });
export const nominated: Rule = { kind: 'nominated' };

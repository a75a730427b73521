/** Which binary operators bind tighter, and the words that stand for values. */
import type { Expression } from './syntax.ts';

/** From loosest to tightest. AND and OR stand in `logical`, between NOT and `??`. */
export const levels: readonly (readonly string[])[] = [
  ['=', '!=', '<>'],
  ['<', '<=', '>', '>='],
  ['||'],
  ['+', '-'],
  ['*', '/', '%'],
];

export const constants = new Map<string, Expression>([
  ['NULL', { op: 'literal', value: null }],
  ['TRUE', { op: 'literal', value: true }],
  ['FALSE', { op: 'literal', value: false }],
  ['UNDEFINED', { op: 'literal', value: undefined }],
]);

/** LIKE: `%` any text, `_` one character, `[a-c]` and `[^a-c]` sets; the escape character takes the next one as it is. */
import type { Value } from '../json.ts';
import { refuse } from '../refusal.ts';

const quoted = (char: string): string => char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function expressionOf(pattern: string, escaping: Value): RegExp {
  // Without an escape character, nothing is escaped.
  const mark = typeof escaping === 'string' && escaping !== '' ? quoted(escaping) : '(?!)';
  const parts = new RegExp(`${mark}([^])|(\\[\\^?[^\\]]+\\])|[^]`, 'g');
  const source = pattern.replace(parts, (char, escaped?: string, set?: string) => {
    if (escaped) return quoted(escaped);
    if (set) return set.replaceAll('\\', '\\\\');
    return { '%': '[^]*', _: '[^]' }[char] ?? quoted(char);
  });
  return new RegExp(`^${source}$`, 'u');
}

export function like(text: Value, pattern: Value, escaping: Value): Value {
  if (typeof text !== 'string' || typeof pattern !== 'string') return undefined;
  try {
    return expressionOf(pattern, escaping).test(text);
  } catch {
    throw refuse(400, `The LIKE pattern '${pattern}' is not valid.`);
  }
}

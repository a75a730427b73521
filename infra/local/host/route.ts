/** What one route template means: which paths it matches and how it stands to another template. */

interface Literal {
  literal: string;
}
interface Parameter {
  parameter: string;
  constraint: Constraint;
}
type Segment = Literal | Parameter;
export type Route = readonly Segment[];

const constraints = {
  any: () => true,
  int: (text: string) => /^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 31,
  guid: (text: string) => /^[\da-f]{8}(-?)[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}$/i.test(text),
} satisfies Record<string, (text: string) => boolean>;
type Constraint = keyof typeof constraints;

/** Refuses what the local host does not play (optional, catch-all and mixed segments, other constraints). */
export function parseRoute(template: string): Route {
  const trimmed = template.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? [] : trimmed.split('/').map(parseSegment);
}

function parseSegment(text: string): Segment {
  if (!/[{}]/.test(text)) return { literal: text.toLowerCase() };
  const [, parameter, constraint = 'any'] = /^\{([\w-]+)(?::(\w+))?\}$/.exec(text) ?? [];
  if (parameter === undefined || !isConstraint(constraint)) {
    throw new Error(`the local host does not know the route segment "${text}"`);
  }
  return { parameter, constraint };
}

function isConstraint(name: string): name is Constraint {
  return Object.hasOwn(constraints, name);
}

/** The decoded segments of a path. */
export function partsOf(path: string): string[] {
  return path.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodePart);
}

/** Gives the parameters, or undefined when the path does not match. */
export function matchRoute(route: Route, parts: string[]): Record<string, string> | undefined {
  if (parts.length !== Math.max(route.length, 1)) return undefined;
  if (route.length === 0) return parts[0] === '' ? {} : undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of route.entries()) {
    const part = parts[index] ?? '';
    if (part === '' || !accepts(segment, part)) return undefined;
    if ('parameter' in segment) params[segment.parameter] = part;
  }
  return params;
}

function accepts(segment: Segment, part: string): boolean {
  return 'literal' in segment
    ? segment.literal === part.toLowerCase()
    : constraints[segment.constraint](part);
}

/** The host decodes a path but for `%2F`, which would become a separator. */
function decodePart(part: string): string {
  return part
    .split(/(%2f)/i)
    .map((piece) => (/^%2f$/i.test(piece) ? piece : decodeOrKeep(piece)))
    .join('');
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Is there a path that both match? */
export function routesOverlap(one: Route, other: Route): boolean {
  return one.length === other.length && one.every((segment, index) => segmentsOverlap(segment, other[index]));
}

function segmentsOverlap(one: Segment, other: Segment | undefined): boolean {
  if (other === undefined) return false;
  if ('literal' in one) return accepts(other, one.literal);
  if ('literal' in other) return accepts(one, other.literal);
  return one.constraint === other.constraint || one.constraint === 'any' || other.constraint === 'any';
}

/** Does the first match every path that the second matches? */
export function routeCovers(one: Route, other: Route): boolean {
  return one.length === other.length && one.every((segment, index) => segmentCovers(segment, other[index]));
}

function segmentCovers(one: Segment, other: Segment | undefined): boolean {
  if (other === undefined) return false;
  if ('literal' in other) return accepts(one, other.literal);
  return 'parameter' in one && (one.constraint === 'any' || one.constraint === other.constraint);
}

/** Which enrollments of an organization a list reads: conditions that the database checks, so that nothing is read which is not shown. */
import type { Places, RowKey } from './places.ts';
import type { StoredAs } from './shown-filter.ts';

/** Any enrollment of these programs at these places, being so; what is absent does not matter. */
export interface Clause {
  programs: readonly string[];
  places: Places;
  /** Nowhere here. */
  except?: Places;
  as?: StoredAs;
  also?: keyof typeof alsos;
}

const alsos = {
  incomplete:
    "EXISTS (SELECT VALUE r FROM r IN c.requirements WHERE r.state = 'rejected' OR r.state = 'asked')",
  unattended: 'IS_DEFINED(c.unattendedSince)',
} as const;

/** Nothing can match the others. */
export function possible(clauses: Clause[]): Clause[] {
  return clauses.filter(
    ({ places, except, as }) =>
      except !== 'all' && places.length > 0 && (as === undefined || storedOf(as).length > 0),
  );
}

/** One clause for all programs that are asked for the same. */
function grouped(clauses: Clause[]): Clause[] {
  const alike = Map.groupBy(clauses, ({ programs: _, ...same }) => JSON.stringify(same));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, programs: [first, ...others].flatMap(({ programs }) => programs) }] : [],
  );
}

/** A query takes 512 KB; whoever names more is checked row by row. */
export const mostNames = 10_000;

function bounded(clauses: Clause[]): Clause[] {
  const counted = clauses.flatMap(({ places, except }) => [places, except ?? []]);
  const names = counted.reduce((sum, list) => sum + (list === 'all' ? 0 : list.length), 0);
  return names <= mostNames ? clauses : clauses.map((clause) => ({ ...clause, places: 'all', except: [] }));
}

/** A query in the form the database takes it. */
export interface SqlQuery {
  query: string;
  parameters: { name: string; value: string | string[] }[];
}

export interface Asked {
  organizationId: string;
  fields: string;
  clauses: Clause[];
  location: string | undefined;
  /** Rows after this one only. */
  after: RowKey | undefined;
}

/** In the order of location and program, which the composite index has: what is equal comes first in both. */
export function enrollmentQuery({ organizationId, fields, clauses, location, after }: Asked): SqlQuery {
  const { name, parameters } = naming();
  const where = [
    `c.organizationId = ${name(organizationId)} AND c.kind = 'enrollment'`,
    ...(location === undefined ? [] : [`c.mpnId = ${name(location)}`]),
    ...(after ? [later(after, name)] : []),
    `(${bounded(grouped(clauses))
      .map((clause) => matching(clause, name))
      .join(' OR ')})`,
  ];
  const order = 'c.organizationId, c.kind, c.mpnId, c.programId';
  return { query: `SELECT ${fields} FROM c WHERE ${where.join(' AND ')} ORDER BY ${order}`, parameters };
}

type Name = (value: string | readonly string[]) => string;

/** Equal values have one name. */
function naming(): Pick<SqlQuery, 'parameters'> & { name: Name } {
  const known = new Map<string, string>();
  const parameters: SqlQuery['parameters'] = [];
  const name: Name = (value) => {
    const text = JSON.stringify(value);
    const found = known.get(text) ?? `@p${known.size}`;
    if (!known.has(text))
      parameters.push({ name: found, value: typeof value === 'string' ? value : [...value] });
    known.set(text, found);
    return found;
  };
  return { name, parameters };
}

const later = ({ mpnId, programId }: RowKey, name: Name) =>
  `c.mpnId >= ${name(mpnId)} AND (c.mpnId > ${name(mpnId)} OR c.programId > ${name(programId)})`;

function matching({ programs, places, except = [], as, also }: Clause, name: Name): string {
  const conditions = [
    `ARRAY_CONTAINS(${name(programs)}, c.programId)`,
    ...(places === 'all' ? [] : [`ARRAY_CONTAINS(${name(places)}, c.mpnId)`]),
    ...(except.length === 0 ? [] : [`NOT ARRAY_CONTAINS(${name(except)}, c.mpnId)`]),
    ...(as ? stored(as, name) : []),
    ...(also ? [alsos[also]] : []),
  ];
  return `(${conditions.join(' AND ')})`;
}

const storedOf = ({ stored: statuses }: StoredAs) => statuses.filter((status) => status !== 'none');

function stored(as: StoredAs, name: Name): string[] {
  const { openTerm, deadline } = as;
  return [
    `ARRAY_CONTAINS(${name(storedOf(as))}, c.status)`,
    ...(openTerm ? [`c.openTerm ${openTerm.is} ${name(openTerm.than)}`] : []),
    ...(deadline?.is === '<=' ? [`c.invitation.deadline <= ${name(deadline.than)}`] : []),
    ...(deadline?.is === '>'
      ? [`(NOT IS_DEFINED(c.invitation.deadline) OR c.invitation.deadline > ${name(deadline.than)})`]
      : []),
  ];
}

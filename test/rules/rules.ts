/** The rules of a table, each with what disables it. Made from the value of the table, so that shared rows count in every place. */
import type { Table } from './tables.ts';

export interface Rule {
  name: string;
  /** The keys that lead to what is changed. */
  path: (string | number)[];
  /** Source of a function: what was there → what is there instead. */
  change: string;
}

/** The table as it is: whatever fails then has another reason. */
export const unchanged: Rule = { name: 'unchanged', path: [], change: '(all) => all' };

export function rulesOf(table: Table, value: unknown): Rule[] {
  const rules = table.widest === undefined ? leaves(table, value) : cells(value as Rows, table.widest);
  return rules.filter(({ change, path }) => change !== `() => ${String(at(value, path))}`);
}

type Rows = Record<string, Record<string, string | undefined>>;

/** Each cell taken away, and each that is not the widest widened. */
function cells(rows: Rows, widest: string): Rule[] {
  const columns = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))];
  const places = Object.keys(rows).flatMap((row) => columns.map((column) => [row, column] as const));
  return places.flatMap(([row, column]) => {
    const cell = rows[row]?.[column];
    const [name, path] = [`${row}, ${column}`, [row, column]];
    return [
      ...(cell === undefined ? [] : [{ name: `${name}: taken away`, path, change: '() => undefined' }]),
      ...(cell === widest ? [] : [{ name: `${name}: ${widest}`, path, change: `() => '${widest}'` }]),
    ];
  });
}

/** Each name taken out of a list, each value made another one of its kind, each function another one. */
function leaves(table: Table, all: unknown): Rule[] {
  const walk = (value: unknown, path: Rule['path']): Rule[] => {
    const name = path.join('.');
    if (typeof value === 'function')
      return Object.entries(table.instead ?? {}).map(([how, change]) => ({
        name: `${name}: ${how}`,
        path,
        change,
      }));
    if (typeof value !== 'object' || value === null)
      return [
        {
          name: `${name}: ${another(all, path)}`,
          path,
          change: `() => ${JSON.stringify(another(all, path))}`,
        },
      ];
    const inside = Object.entries(value).flatMap(([key, one]) =>
      Array.isArray(value) && typeof one !== 'object' ? [] : walk(one, [...path, key]),
    );
    const members = Array.isArray(value) ? value.map((one, place) => taken(one, path, place)) : [];
    return [...members, ...inside];
  };
  return walk(all, []);
}

function taken(one: unknown, path: Rule['path'], place: number): Rule {
  const name = typeof one === 'object' ? place : one;
  const change = `(list) => list.filter((_, place) => place !== ${place})`;
  return { name: [...path, `without ${name}`].join('.'), path, change };
}

/** What the table says elsewhere in this column. */
function another(all: unknown, path: Rule['path']): unknown {
  const present = at(all, path);
  if (typeof present === 'boolean') return !present;
  const rows = Object.values(all as object);
  const column = path.length > 1 ? rows.map((row) => at(row, path.slice(1))) : rows;
  return column.find((one) => typeof one === typeof present && one !== present);
}

function at(value: unknown, path: Rule['path']): unknown {
  return path.reduce((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], value);
}

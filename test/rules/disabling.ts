/** What vitest loads with one rule disabled: the named table wrapped in its change. Every table of the file is exported, to be read. */
import { parseAst } from 'vitest/node';
import type { Rule } from './rules.ts';
import { type Table, tables } from './tables.ts';

export interface Disabled {
  table: Table;
  rule: Rule;
}

interface Declared {
  id: { name: string };
  init: { start: number; end: number };
}
interface Statement {
  declaration?: Statement;
  declarations?: Declared[];
}

const helper = `
function withRule(value, [key, ...inner], change) {
  if (key === undefined) return change(value);
  const changed = withRule(value[key], inner, change);
  return Array.isArray(value) ? value.with(key, changed) : { ...value, [key]: changed };
}`;

export const exportOf = ({ name }: Table) => `tableOf_${name}`;

/** A plugin of vitest; `disabled` is asked whenever a file is loaded. */
export function disabling(disabled: () => Disabled | undefined) {
  return {
    name: 'disabling',
    enforce: 'pre' as const,
    transform(code: string, id: string): string | undefined {
      const here = tables.filter(({ file }) => id.endsWith(`/${file}`));
      if (here.length === 0) return undefined;
      const now = disabled();
      const changed = now && here.includes(now.table) ? withRule(code, now) : code;
      return changed + here.map((table) => `\nexport { ${table.name} as ${exportOf(table)} };`).join('');
    },
  };
}

function withRule(code: string, { table, rule }: Disabled): string {
  const { start, end } = initialOf(code, table);
  const [path, was] = [JSON.stringify(rule.path), code.slice(start, end)];
  return `${code.slice(0, start)}withRule((${was}), ${path}, ${rule.change})${code.slice(end)}${helper}`;
}

function initialOf(code: string, { file, name }: Table): Declared['init'] {
  const { body } = parseAst(code, { lang: 'ts' }) as unknown as { body: Statement[] };
  const declared = body.flatMap((one) => (one.declaration ?? one).declarations ?? []);
  const found = declared.find(({ id }) => id.name === name);
  if (!found) throw new Error(`${file} has no table ${name}`);
  return found.init;
}

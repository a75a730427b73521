/** FROM and JOIN: which rows one document gives. */
import type { Evaluate, Row } from './closures.ts';
import { compile, type Scope } from './compile.ts';
import type { Expression, Source } from './syntax.ts';
import { syntaxError, type Token, unexpected } from './tokenizer.ts';

type Expand = (row: Row) => Row[];

export interface Bound {
  readonly scope: Scope;
  readonly expand: Expand;
  /** The name of the document itself, where conditions on it can use an index. */
  readonly root: string | undefined;
}

/** The name a path starts from: `c` in `c.children[0]`. */
function baseName(of: Expression): Token | undefined {
  if (of.op === 'member') return baseName(of.of);
  return of.op === 'name' ? of.token : undefined;
}

const bind = (scope: Scope, alias: Token): Scope => {
  if (scope.names.has(alias.text)) throw syntaxError(`The name '${alias.text}' is used twice.`, alias);
  return { ...scope, names: new Map([...scope.names, [alias.text, scope.width]]), width: scope.width + 1 };
};

function expandBy(source: Source, scope: Scope): Expand {
  if (source.of.op === 'scalar') {
    const run = scope.runSubquery(source.of.query, scope);
    return (row) => run(row).map((value) => [...row, value]);
  }
  const of: Evaluate = compile(source.of, scope);
  if (!source.each) return (row) => [[...row, of(row)]].filter((found) => found.at(-1) !== undefined);
  return (row) => {
    const items = of(row);
    return Array.isArray(items) ? items.map((item) => [...row, item]) : [];
  };
}

function join(sources: readonly Source[], start: Scope): { scope: Scope; expand: Expand } {
  let scope = start;
  const steps: Expand[] = [];
  for (const source of sources) {
    steps.push(expandBy(source, scope));
    scope = bind(scope, source.alias);
  }
  return { scope, expand: (row) => steps.reduce<Row[]>((rows, step) => rows.flatMap(step), [row]) };
}

/** Inside a subquery, FROM starts from a name outside it. */
export function bindInner(sources: readonly Source[], outer: Scope): Bound {
  const [first] = sources;
  // `FROM c` alone means the outer c again, under the same name.
  const again = first?.of.op === 'name' && first.of.token.text === first.alias.text && !first.each;
  return { ...join(again ? sources.slice(1) : sources, outer), root: undefined };
}

/** Outside, the first name stands for the container's documents: place 0 of every row. */
export function bindOuter(sources: readonly Source[], empty: Scope): Bound {
  const [first, ...rest] = sources;
  if (!first) return { scope: { ...empty, width: 1 }, expand: (row) => [row], root: undefined };
  const base = baseName(first.of);
  if (!base) {
    if (first.of.op !== 'scalar') throw unexpected(first.alias);
    return { ...join(sources, { ...empty, width: 1 }), root: undefined };
  }
  if (first.of.op === 'name' && !first.each) {
    return { ...join(rest, bind(empty, first.alias)), root: first.alias.text };
  }
  const expand = expandBy(first, bind(empty, base));
  const rejoined = join(rest, bind({ ...empty, width: 1 }, first.alias));
  return { ...rejoined, expand: (row) => expand(row).flatMap(rejoined.expand), root: undefined };
}

/** FROM and JOIN: which rows one document, or one outer row, gives. */
import { compile, type Row, type Scope } from './compile.ts';
import type { Expression, Query, Source } from './syntax.ts';
import { syntaxError, type Token, unexpected } from './tokens.ts';

export interface Bound {
  readonly scope: Scope;
  readonly rows: (row: Row) => Row[];
  /** What the row of a document calls it before FROM is done. */
  readonly document: string;
  /** The name that stands for the document itself, so that conditions on it can use an index. */
  readonly root: string | undefined;
}

/** The name a path starts from: `c` in `c.children[0]`. */
function baseName(of: Expression | undefined): Token | undefined {
  if (of?.op === 'call' && of.name === '.') return baseName(of.args[0]);
  return of?.op === 'name' ? of.token : undefined;
}

function expandBy({ of, each, alias: { text } }: Source, scope: Scope): (row: Row) => Row[] {
  if (of.op === 'SCALAR') {
    const run = scope.runSubquery(of.query, scope);
    return (row) => run(row).map((value) => ({ ...row, [text]: value }));
  }
  const value = compile(of, scope);
  return (row) => {
    const found = value(row);
    if (each) return Array.isArray(found) ? found.map((item) => ({ ...row, [text]: item })) : [];
    return found === undefined ? [] : [{ ...row, [text]: found }];
  };
}

/** `FROM c` where there is a c already: the document, or that of the query outside. */
const isKnown = ({ of, each, alias }: Source, names: ReadonlySet<string>): boolean =>
  of.op === 'name' && !each && of.token.text === alias.text && names.has(alias.text);

export function bind({ sources }: Query, outer: Scope, isInner: boolean): Bound {
  const [first] = sources;
  const base = isInner ? undefined : baseName(first?.of);
  if (first && !isInner && !base && first.of.op !== 'SCALAR') throw unexpected(first.alias);
  const names = new Set(outer.names);
  if (base) names.add(base.text);
  const scope = { ...outer, names };
  const steps: ((row: Row) => Row[])[] = [];
  for (const source of sources) {
    if (source === first && isKnown(source, names)) continue;
    const { alias } = source;
    steps.push(expandBy(source, { ...scope, names: new Set(names) }));
    // `FROM t IN c.tags`: from here on the document has no name.
    if (source === first && base) names.delete(base.text);
    if (names.has(alias.text)) throw syntaxError(`The name '${alias.text}' is used twice.`, alias);
    names.add(alias.text);
  }
  return {
    scope,
    rows: (row) => steps.reduce<Row[]>((rows, step) => rows.flatMap(step), [row]),
    document: base?.text ?? '',
    root: first?.of.op === 'name' && !first.each && !isInner ? first.alias.text : undefined,
  };
}

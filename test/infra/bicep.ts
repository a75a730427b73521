/** Reads Bicep by its grammar: what a file declares, with which values, which names it uses, and where it is no Bicep. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** Objects and arrays by their parts; everything else as it is written, strings with their quotes. */
export type Value = string | Value[] | { [name: string]: Value };

export interface Declaration {
  keyword: string;
  name: string;
  /** The string after the name: the type of a resource, the file of a module. */
  string: string;
  /** `NAME in LIST`, where there is one of it for each. */
  loop: string;
  /** Undefined for a parameter that has to be given. */
  value: Value | undefined;
}

export interface BicepFile {
  path: string;
  /** Without comments. */
  text: string;
  /** What is no Bicep, by line. */
  faults: string[];
  declarations: Declaration[];
  /** Every name in an expression, as often as it is there. */
  uses: string[];
}

await Parser.init();
const grammar = createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
const parser = new Parser().setLanguage(await Language.load(grammar));

export function readBicep(path: string): BicepFile {
  const text = readFileSync(path, 'utf8');
  const root = parser.parse(path.endsWith('param') ? asVariables(text) : text)?.rootNode;
  if (!root) throw new Error(`${path}: not parsed`);
  const all = [...nodesOf(root)];
  return {
    path,
    text: withoutComments(text, all),
    faults: all.filter(({ isError, isMissing }) => isError || isMissing).map(placeOf),
    declarations: childrenOf(root)
      .filter(isDeclaration)
      .map((node) => declarationOf(node, text)),
    uses: all.filter(isUse).map((node) => node.text),
  };
}

export const declared = ({ declarations }: BicepFile, keyword: string): Declaration[] =>
  declarations.filter((declaration) => declaration.keyword === keyword);

export const namesOf = (declarations: Declaration[]): string[] => declarations.map(({ name }) => name).sort();

/** @throws Error where the file declares no such thing. */
export function find({ path, declarations }: BicepFile, keyword: string, name: string): Declaration {
  const found = declarations.find((one) => one.keyword === keyword && one.name === name);
  if (!found) throw new Error(`${path}: no ${keyword} ${name}`);
  return found;
}

/** What lies at `a.b.c`. @throws Error where nothing does. */
export function at({ name, value }: Pick<Declaration, 'name' | 'value'>, path: string): Value {
  const found = path
    .split('.')
    .reduce<Value | undefined>(
      (inner, key) => (typeof inner === 'object' && !Array.isArray(inner) ? inner[key] : undefined),
      value,
    );
  if (found === undefined) throw new Error(`${name}: no ${path}`);
  return found;
}

/** The grammar takes a parameter's value only after its type, which a file of parameters leaves out. */
const asVariables = (text: string) => text.replace(/^param /gm, 'var   ');

const childrenOf = (node: Node): Node[] =>
  node.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) if (child) yield* nodesOf(child);
}

const placeOf = (node: Node) => `line ${node.startPosition.row + 1}: ${node.text.split('\n', 1)}`;

const withoutComments = (text: string, all: Node[]) =>
  all
    .filter(({ type }) => type === 'comment')
    .reduceRight((rest, { startIndex, endIndex }) => rest.slice(0, startIndex) + rest.slice(endIndex), text);

const isDeclaration = ({ type }: Node) => /_(declaration|statement|assignment)$/.test(type);

/** Not where it is declared, and not as the name of a property. */
const isUse = ({ type, id, parent }: Node) =>
  type === 'identifier' &&
  !(parent && /^(object_property|\w+_declaration)$/.test(parent.type) && parent.firstNamedChild?.id === id);

function declarationOf(node: Node, text: string): Declaration {
  const children = childrenOf(node);
  const [keyword = ''] = /^\w+/.exec(text.slice(node.startIndex)) ?? [];
  const last = children.at(-1);
  return {
    keyword,
    name: children.find(({ type }) => type === 'identifier')?.text ?? '',
    string: unquoted(children.find(({ type }) => type === 'string')?.text ?? ''),
    loop: /^\[?\s*for (.+ in .+): \{/.exec(last?.text ?? '')?.[1] ?? '',
    value: last && last.type !== 'type' ? partsOf(bodyOf(last)) : undefined,
  };
}

/** What there is of it for each, or where a condition holds. */
const bodyOf = (node: Node): Node =>
  /^(for|if)_statement$/.test(node.type) ? (childrenOf(node).at(-1) ?? node) : node;

function partsOf(node: Node): Value {
  if (node.type === 'array') return childrenOf(node).map(partsOf);
  if (node.type !== 'object') return node.text;
  return Object.fromEntries(
    childrenOf(node)
      .map(childrenOf)
      .map(([key, value]) => [unquoted(key?.text ?? ''), value ? partsOf(value) : '']),
  );
}

const unquoted = (text: string) => text.replace(/^'|'$/g, '');

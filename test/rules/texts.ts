/** What mutation leaves alone, as a plugin of Stryker: words for people in refusals and schemas, and the names of schemas in the API description. */

interface Node {
  type: string;
  callee?: { name?: string; property?: { name?: string } };
  key?: { name?: string };
}

interface Path {
  node: Node;
  parent: Node | undefined;
  listKey?: string;
  key: string | number | null;
}

/** The arguments that are words, by what is called; the first is 0. */
const worded: Record<string, number> = {
  refuse: 1,
  Refusal: 1,
  Error: 0,
  RangeError: 0,
  regex: 1,
  refine: 1,
  describe: 0,
  meta: 0,
  register: 1,
};

function shouldIgnore({ node, parent, listKey, key }: Path): string | undefined {
  const called = parent?.callee?.name ?? parent?.callee?.property?.name ?? '';
  const isWords = listKey === 'arguments' && worded[called] === key && !isRefinement(node, called);
  const isMessage = parent?.type === 'ObjectProperty' && parent.key?.name === 'error' && key === 'value';
  return isWords || isMessage ? 'words for people' : undefined;
}

/** With more than a message: where the fault is, for example. */
function isRefinement({ type }: Node, called: string): boolean {
  return called === 'refine' && type === 'ObjectExpression';
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: { shouldIgnore } }];

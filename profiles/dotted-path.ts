/** A plain object that is never changed: writing gives a new one that shares everything untouched. */
export interface Tree {
  readonly [key: string]: unknown;
}

/** The value at a dotted path, or undefined when a part of the way is missing. */
export function valueAt(tree: unknown, path: string): unknown {
  let node = tree;
  for (const key of path.split('.')) node = isTree(node) ? node[key] : undefined;
  return node;
}

/** The tree with this value at a dotted path; objects on the way that are missing are made. */
export function withValueAt(tree: Tree, path: string, value: unknown): Tree {
  const [first, rest] = cut(path);
  if (rest === undefined) return { ...tree, [first]: value };
  const inner = tree[first];
  return { ...tree, [first]: withValueAt(isTree(inner) ? inner : {}, rest, value) };
}

/** The tree without what stands at a dotted path; the same tree when nothing is there. */
export function withoutPath(tree: Tree, path: string): Tree {
  const [first, rest] = cut(path);
  const inner = tree[first];
  if (rest !== undefined) return isTree(inner) ? { ...tree, [first]: withoutPath(inner, rest) } : tree;
  const { [first]: _removed, ...others } = tree;
  return others;
}

/** True when writing one path touches the other: they are equal or one contains the other. */
export function pathsOverlap(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}

function cut(path: string): readonly [string, string | undefined] {
  const dot = path.indexOf('.');
  return dot === -1 ? [path, undefined] : [path.slice(0, dot), path.slice(dot + 1)];
}

function isTree(node: unknown): node is Tree {
  return node !== null && typeof node === 'object' && !Array.isArray(node);
}

/**
 * Where a fact comes from, best first:
 *
 * | provenance | meaning |
 * |---|---|
 * | `captured` | read from a real machine: a CPUID dump, a log, an lscpu |
 * | `documented` | written by the maker of the hardware or of the software that reads it |
 * | `derived` | follows from captured or documented facts by a rule the source names |
 * | `assumed` | chosen by us; verdicts that rest on it are provisional |
 */
export const provenances = ['captured', 'documented', 'derived', 'assumed'] as const;

/** One of {@link provenances}. */
export type Provenance = (typeof provenances)[number];

/** A value that knows where it comes from. `source` names a document, a dump or a file, precisely enough to look it up. */
export interface Fact<Value = unknown> {
  readonly value: Value;
  readonly provenance: Provenance;
  readonly source: string;
}

/** A tree of facts with every {@link Fact} replaced by its value. */
export type ValuesOf<Tree> = Tree extends { readonly value: infer Value; readonly provenance: Provenance }
  ? Value
  : Tree extends readonly unknown[]
    ? Tree
    : Tree extends object
      ? { readonly [Key in keyof Tree]: ValuesOf<Tree[Key]> }
      : Tree;

/** How many facts of each provenance a tree holds. */
export type ProvenanceShare = Readonly<Record<Provenance, number>>;

/** Replaces every fact of a tree by its value. */
export function valuesOf<Tree>(tree: Tree): ValuesOf<Tree> {
  return stripped(tree) as ValuesOf<Tree>;
}

/** All facts of a tree with their dotted paths, in document order. */
export function factsOf(tree: unknown, path = ''): readonly { readonly path: string; readonly fact: Fact }[] {
  if (isFact(tree)) return [{ path, fact: tree }];
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([key, child]) => factsOf(child, path === '' ? key : `${path}.${key}`));
}

/** Counts the facts of a tree by provenance. */
export function provenanceShareOf(tree: unknown): ProvenanceShare {
  const share = { captured: 0, documented: 0, derived: 0, assumed: 0 };
  for (const { fact } of factsOf(tree)) share[fact.provenance] += 1;
  return share;
}

function stripped(tree: unknown): unknown {
  if (isFact(tree)) return tree.value;
  if (!isRecord(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, child]) => [key, stripped(child)]));
}

function isFact(tree: unknown): tree is Fact {
  return isRecord(tree) && 'value' in tree && 'provenance' in tree && 'source' in tree;
}

function isRecord(tree: unknown): tree is Readonly<Record<string, unknown>> {
  return tree !== null && typeof tree === 'object' && !Array.isArray(tree);
}

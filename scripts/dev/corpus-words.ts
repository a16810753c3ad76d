import type { Mutant } from '../../conformance/zoo/mutants.js';

/** What a saved case is about, for its name: the first mutant it catches. */
export function aboutOf(mutants: readonly Mutant[]): string {
  return mutants[0]?.id ?? 'nothing';
}

/** One sentence: what a saved case shows. */
export function shownBy(mutants: readonly Mutant[]): string {
  const [first, ...others] = mutants;
  if (first === undefined) return 'Nothing yet.';
  const said = `What ${first.requirement} forbids: “${first.sentence}”`;
  if (others.length === 0) return said;
  const requirements = new Set(others.map(({ requirement }) => requirement));
  return `${said}, and ${others.length} more mutants of ${requirements.size} requirements.`;
}

import type { Fact } from '../provenance.js';
import type { Bundle } from './bundle.js';

/** Makes facts whose source names the bundle. */
export interface FactSources {
  /** Read in a section of the bundle. */
  captured<Value>(value: Value, where: string): Fact<Value>;
  /** Follows from what was read, by a rule in words. */
  derived<Value>(value: Value, why: string): Fact<Value>;
  /** Could not be seen; `how` says how somebody with access to the host finds it out. */
  assumed<Value>(value: Value, how: string): Fact<Value>;
}

/** Sources for the facts of one bundle. */
export function factSources({ file }: Bundle): FactSources {
  const capture = `capture ${file.split('/').at(-1)}`;
  return {
    captured: (value, where) => ({ value, provenance: 'captured', source: `${capture}: ${where}` }),
    derived: (value, why) => ({ value, provenance: 'derived', source: `${capture}: ${why}` }),
    assumed: (value, how) => ({ value, provenance: 'assumed', source: `not visible in ${capture}; ${how}` }),
  };
}

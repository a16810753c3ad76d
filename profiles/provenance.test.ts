import { describe, expect, it } from 'vitest';
import { factsOf, provenanceShareOf, valuesOf } from './provenance.js';

const tree = {
  memoryBytes: { value: 1024, provenance: 'assumed', source: 'a common size' },
  psp: { api: { value: { major: 1, minor: 55 }, provenance: 'captured', source: 'a log line' } },
} as const;

describe('a tree of facts', () => {
  it('gives its values without provenance', () => {
    expect(valuesOf(tree)).toEqual({ memoryBytes: 1024, psp: { api: { major: 1, minor: 55 } } });
  });

  it('lists its facts with dotted paths', () => {
    expect(factsOf(tree).map(({ path }) => path)).toEqual(['memoryBytes', 'psp.api']);
  });

  it('counts them by provenance', () => {
    expect(provenanceShareOf(tree)).toEqual({ captured: 1, documented: 0, derived: 0, assumed: 1 });
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../sim/core/usage-error.js';
import { loadMachineFile, packageRoot } from './load.js';

const folder = 'profiles/fixtures/broken';

/** What each broken file must be told: line, dotted path, the rule it breaks and how to mend it. */
const told: Readonly<Record<string, string>> = {
  'bare-value.yaml':
    ':8: cpu.family: a bare value is no fact (rule facts-have-provenance); ' +
    'write { value: 25, provenance: captured | documented | derived | assumed, source: "…" }',
  'key-twice.yaml':
    ':41:3: boot.commandLine: Map keys must be unique (rule well-formed-yaml); ' +
    'correct the YAML: two-space indentation, "key: value", each key once',
  'min-sev-asid-above-max.yaml':
    ':28: amd.cpuid8000001f.edx: minimum SEV ASID (EDX) is 1010, but there are only 1006 ASIDs (ECX) ' +
    '(rule min-sev-asid-within-max); use at most 1007, which leaves all ASIDs to SEV-ES and SNP',
  'misspelt-key.yaml': ':11: cpu.modelname: unknown key "modelname" (rule known-keys); did you mean "modelName"?',
  'unknown-provenance.yaml':
    ':13: cpu.sockets.provenance: "document" is not known here (rule known-words); did you mean "documented"?',
};

describe('a broken machine file', () => {
  it.each(Object.entries(told))('%s is refused with file, line, path, rule and fix', (name, message) => {
    expect(mistakeIn(`${folder}/${name}`)).toBe(`${folder}/${name}${message}`);
  });

  it('is in the list above when it is among the fixtures', () => {
    expect(readdirSync(join(packageRoot(), folder)).sort()).toEqual(['README.md', ...Object.keys(told)].sort());
  });

  it('that does not exist is refused by name', () => {
    expect(mistakeIn('profiles/fixtures/none.yaml')).toBe('profiles/fixtures/none.yaml: there is no such file; check the path');
  });
});

function mistakeIn(shown: string): string {
  try {
    loadMachineFile(join(packageRoot(), shown), shown);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'nothing is wrong';
}

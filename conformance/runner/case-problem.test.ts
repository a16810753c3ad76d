import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { caseProblem, checkedCase } from './case-problem.js';
import { savedCases } from './corpus.js';

const good: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: {},
  hosts: [{ name: 'h0', machine: 'genoa', settings: {} }],
  commands: [{ do: 'label', host: 'h0' }],
};
const [host] = good.hosts;

describe('a case from outside', () => {
  it('can be run when it is whole', () => {
    expect(caseProblem(good)).toBeUndefined();
    for (const saved of savedCases()) expect(caseProblem(saved.case), saved.name).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['is none', undefined, ''],
    ['has no hosts', { ...good, hosts: [] }, 'hosts'],
    ['has a host without settings', { ...good, hosts: [{ name: 'h0', machine: 'genoa' }] }, 'hosts.0.settings'],
    ['has a command without what it needs', { ...good, commands: [{ do: 'fill', host: 'h0' }] }, 'commands.0.protection'],
    ['has a fault of no host', { ...good, faults: [{ fault: 'key-leak', host: 'h9', from: 0, chance: 1 }] }, 'faults.0.host'],
  ])('is damaged when it %s', (_, value, path) => {
    expect(caseProblem(value)).toMatchObject({ path, unknown: false });
  });

  it.each<[string, unknown, string, string]>([
    ['format', { ...good, format: 'fauxmetal-case/2' }, 'format', 'update fauxmetal'],
    ['stack', { ...good, stack: 'kubevrit' }, 'stack', 'did you mean "kubevirt"'],
    ['machine', { ...good, hosts: [{ ...host, machine: 'genoaa' }] }, 'hosts.0', 'did you mean "genoa"'],
    ['setting', { ...good, hosts: [{ ...host, settings: { 'min-sev-asdi': 1 } }] }, 'hosts.0', 'did you mean "min-sev-asid"'],
    ['version', { ...good, hosts: [{ ...host, versions: { kernel: '9.99' } }] }, 'hosts.0', 'kernel'],
    ['command', { ...good, commands: [{ do: 'labell', host: 'h0' }] }, 'commands.0.do', 'did you mean "label"'],
  ])('names an unknown %s', (_, value, path, words) => {
    const problem = caseProblem(value);
    expect(problem).toMatchObject({ path, unknown: true });
    expect(`${problem?.problem}; ${problem?.fix ?? ''}`).toContain(words);
    expect(() => checkedCase(value, { file: 'x.json' }, 'case')).toThrow(`x.json: case.${path}: `);
  });
});

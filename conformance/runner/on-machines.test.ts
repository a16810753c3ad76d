import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { onMachines } from './on-machines.js';

const both: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: {},
  hosts: [
    { name: 'h0', machine: 'genoa', settings: {} },
    { name: 'h1', machine: 'emerald-rapids', settings: {} },
  ],
  commands: [
    { do: 'create', guest: 'g0', spec: { protection: 'snp', onHost: 'h0' } },
    { do: 'create', guest: 'g1', spec: { protection: 'tdx', onHost: 'h1' } },
    { do: 'create', guest: 'g2', spec: { protection: 'none' } },
    { do: 'label', host: 'h1' },
    { do: 'delete', guest: 'g1' },
    { do: 'delete', guest: 'g0' },
  ],
};

describe('a case on some of its machines', () => {
  it('loses the other hosts, what was done to them and the guests that belonged there', () => {
    const left = onMachines(both, ['genoa']);
    expect(left?.hosts.map(({ name }) => name)).toEqual(['h0']);
    expect(left?.commands).toEqual([both.commands[0], both.commands[2], both.commands[5]]);
  });

  it('is the same case when it needs no others, and none when it has no host left', () => {
    expect(onMachines(both, ['emerald-rapids', 'genoa', 'rome'])).toBe(both);
    expect(onMachines(both, ['rome'])).toBeUndefined();
  });
});

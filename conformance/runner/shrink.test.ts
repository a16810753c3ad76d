import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { shrinkCase } from './shrink.js';

const big: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: {},
  hosts: [
    { name: 'h0', machine: 'rome', settings: { 'min-sev-asid': 4 } },
    { name: 'h1', machine: 'genoa', settings: { 'min-sev-asid': 4, 'kvm-amd-sev-es-off': true } },
  ],
  commands: [
    { do: 'create', guest: 'g0', spec: { protection: 'snp', vcpus: 4, smm: true } },
    { do: 'fill', host: 'h0', protection: 'sev', beyond: 1 },
    { do: 'delete', guest: 'g0' },
    { do: 'start-outside', host: 'h1', protection: 'sev', count: 6 },
  ],
};

describe('shrinkCase', () => {
  it('keeps what is needed for the failure and nothing else', () => {
    const smallest = shrinkCase(big, ({ commands }) =>
      commands.some((command) => command.do === 'create' && command.spec.smm === true),
    );
    expect(smallest.commands).toEqual([{ do: 'create', guest: 'g0', spec: { protection: 'snp', smm: true } }]);
    expect(smallest.hosts).toHaveLength(1);
    expect(smallest.hosts[0]?.settings).toEqual({});
  });

  it('drops commands of a host together with the host', () => {
    const smallest = shrinkCase(big, ({ hosts }) => hosts.some(({ machine }) => machine === 'genoa'));
    expect(smallest.hosts.map(({ machine }) => machine)).toEqual(['genoa']);
    expect(smallest.commands).toEqual([]);
  });

  it('makes counts as small as they can be', () => {
    const smallest = shrinkCase(big, ({ commands }) =>
      commands.some((command) => command.do === 'start-outside' && command.count >= 3),
    );
    expect(smallest.commands).toEqual([{ do: 'start-outside', host: 'h1', protection: 'sev', count: 3 }]);
  });

  it('returns the case itself when nothing smaller breaks, and never one that does not break', () => {
    expect(shrinkCase(big, (candidate) => candidate === big)).toBe(big);
  });
});

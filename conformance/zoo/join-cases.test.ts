import { describe, expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { joinCases, pinned } from './join-cases.js';

describe('two cases in one', () => {
  const first = on('genoa', [
    { do: 'fill', host: 'h0', protection: 'snp', beyond: 1 },
    { do: 'create', guest: 'g0', spec: { protection: 'none' } },
  ]);
  const second = on('genoa', [
    { do: 'create', guest: 'g0', spec: { protection: 'snp', onHost: 'h0' } },
    { do: 'fill', host: 'h0', protection: 'snp', beyond: 0 },
    { do: 'delete', guest: 'h0-snp-1' },
    { do: 'restart', guest: 'g0' },
  ]);

  it('get hosts and guests of their own', () => {
    const both = joinCases(first, second, false);
    expect(both?.hosts.map(({ name }) => name)).toEqual(['h0', 'h1']);
    expect(both?.commands.slice(2)).toEqual([
      { do: 'create', guest: 'g1', spec: { protection: 'snp', onHost: 'h1' } },
      { do: 'fill', host: 'h1', protection: 'snp', beyond: 0 },
      { do: 'delete', guest: 'h1-snp-1' },
      { do: 'restart', guest: 'g1' },
    ]);
  });

  it('share equal hosts when they may', () => {
    expect(joinCases(first, second, true)?.hosts).toEqual(first.hosts);
    expect(joinCases(first, on('rome', []), true)?.hosts).toHaveLength(2);
  });

  it('stay apart when their configurations differ', () => {
    expect(joinCases(first, { ...second, config: { maxPods: 1 } }, true)).toBeUndefined();
  });
});

it('a case on one host can say that its guests belong there', () => {
  const { commands } = pinned(on('genoa', [{ do: 'create', guest: 'g0', spec: { protection: 'snp' } }]));
  expect(commands).toEqual([{ do: 'create', guest: 'g0', spec: { protection: 'snp', onHost: 'h0' } }]);
});

function on(machine: string, commands: readonly Command[]): Case {
  return { format: caseFormat, stack: 'kubevirt', config: {}, hosts: [{ name: 'h0', machine, settings: {} }], commands };
}

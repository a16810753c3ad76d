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

  it('goes back to the usual configuration, or leaves of it what matters', () => {
    const usual = { maxPods: 4000, featureGates: ['A'] };
    const odd: Case = { ...big, commands: [], config: { maxPods: 110, featureGates: [], qgsSocketPath: '/x' } };
    expect(shrinkCase(odd, () => true, usual).config).toEqual(usual);
    expect(shrinkCase(odd, ({ config }) => config.maxPods === 110, usual).config).toEqual({ ...usual, maxPods: 110 });
    expect(shrinkCase(odd, ({ config }) => config.qgsSocketPath === '/x', usual).config).toEqual({
      ...usual,
      qgsSocketPath: '/x',
    });
  });

  it('writes a launch session into the request when it need not be handed in later', () => {
    const attested: Case = {
      ...big,
      commands: [
        { do: 'create', guest: 'g0', spec: { protection: 'sev', attestation: true } },
        { do: 'request', guest: 'g0', request: 'sev/setupsession' },
      ],
    };
    const hasSession = ({ commands }: Case): boolean =>
      commands.some((command) => command.do === 'create' && (command.spec.session === true || commands.length > 1));
    expect(shrinkCase(attested, hasSession).commands).toEqual([
      { do: 'create', guest: 'g0', spec: { protection: 'sev', session: true } },
    ]);
  });

  it('returns the case itself when nothing smaller breaks, and never one that does not break', () => {
    expect(shrinkCase(big, (candidate) => candidate === big)).toBe(big);
  });

  it('drops edits, mishaps and requests that do not matter, and what is in them', () => {
    const spec = { protection: 'tdx', form: 'machine', protectionIn: ['request', 'preference'], tpm: true } as const;
    const launchMembers = { mrOwner: 'x', policy: '0x1' };
    const longer: Case = {
      ...big,
      commands: [
        { do: 'edit-node', host: 'h0', labels: { a: '1', b: '2' }, annotations: { c: '3' }, racing: true },
        { do: 'mishap', host: 'h0', what: 'agent-silent' },
        { do: 'create', guest: 'g0', spec: { ...spec, launchMembers } },
        { do: 'request', guest: 'g0', request: 'sev/setupsession', body: { session: 'x', dhCert: 'y' } },
        { do: 'reboot', host: 'h0', settings: { 'min-sev-asid': 5 } },
      ],
    };
    const needed = (candidate: Case): boolean => {
      const text = JSON.stringify(candidate.commands);
      return ['"b"', '"policy"', '"reboot"', '"dhCert"'].every((part) => text.includes(part));
    };
    expect(shrinkCase(longer, needed).commands).toEqual([
      { do: 'edit-node', host: 'h0', labels: { b: '2' } },
      { do: 'create', guest: 'g0', spec: { protection: 'tdx', launchMembers: { policy: '0x1' } } },
      { do: 'request', guest: 'g0', request: 'sev/setupsession', body: { dhCert: 'y' } },
      { do: 'reboot', host: 'h0' },
    ]);
  });
});

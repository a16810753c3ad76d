import { describe, expect, it } from 'vitest';
import { type Case, caseFormat } from '../../../sim/contracts/commands.js';
import { shrinkCase } from './shrink-case.js';

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
    expect(smallest.commands).toEqual([{ do: 'start-outside', host: 'h0', protection: 'sev', count: 3 }]);
  });

  it('goes back to the usual configuration, or leaves of it what matters', () => {
    const usual = { maxPods: 4000, featureGates: ['A'] };
    const odd: Case = { ...big, commands: [], config: { maxPods: 110, featureGates: [], qgsSocketPath: '/x' } };
    expect(shrinkCase(odd, () => true, { usual }).config).toEqual(usual);
    expect(shrinkCase(odd, ({ config }) => config.maxPods === 110, { usual }).config).toEqual({ ...usual, maxPods: 110 });
    expect(shrinkCase(odd, ({ config }) => config.qgsSocketPath === '/x', { usual }).config).toEqual({
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

  it('drops versions, makes numbers of settings smaller, and takes the simplest machine it may', () => {
    const host = { name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 100 }, versions: { kernel: '6.12', qemu: '10.1' } };
    const odd: Case = { ...big, hosts: [host], commands: [] };
    const isSplit = ({ hosts: [only] }: Case): boolean => Number(only?.settings['min-sev-asid']) >= 7;
    expect(shrinkCase(odd, isSplit).hosts).toEqual([{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 7 } }]);
    const machines = ['turin', 'rome', 'genoa', 'skylake'];
    const runsSev = ({ hosts: [only] }: Case): boolean => only?.machine !== 'skylake';
    expect(shrinkCase(odd, runsSev, { machines }).hosts).toEqual([{ name: 'h0', machine: 'rome', settings: {} }]);
  });

  it('puts what is done to two hosts onto one where that does', () => {
    const starts = ({ commands }: Case): boolean => commands.filter((command) => command.do === 'start-outside').length === 2;
    const apart: Case = {
      ...big,
      commands: [
        { do: 'start-outside', host: 'h0', protection: 'sev', count: 1 },
        { do: 'start-outside', host: 'h1', protection: 'sev', count: 1 },
      ],
    };
    expect(shrinkCase(apart, starts).hosts).toHaveLength(1);
  });

  it('drops all that is done to one guest at once, and names hosts and guests anew', () => {
    const spec = { protection: 'sev' } as const;
    const longer: Case = {
      ...big,
      hosts: [{ name: 'h7', machine: 'rome', settings: {} }],
      commands: [
        { do: 'create', guest: 'a', spec },
        { do: 'create', guest: 'b', spec },
        { do: 'crash', guest: 'a' },
        { do: 'delete', guest: 'b' },
        { do: 'restart', guest: 'a' },
      ],
    };
    const balanced = ({ commands }: Case): boolean =>
      commands.length >= 2 &&
      commands.every(
        (command) => 'guest' in command && commands.some((other) => other.do === 'create' && other.guest === command.guest),
      ) &&
      commands.some(({ do: what }) => what === 'delete');
    const smallest = shrinkCase(longer, balanced);
    expect(smallest.hosts[0]?.name).toBe('h0');
    expect(smallest.commands).toEqual([
      { do: 'create', guest: 'g0', spec },
      { do: 'delete', guest: 'g0' },
    ]);
  });

  it('drops faults and interleaving that do not matter, and moves the windows of those that do', () => {
    const windows: Case = {
      ...big,
      hosts: [{ name: 'h0', machine: 'rome', settings: {} }],
      commands: ['a', 'b', 'c'].map((guest) => ({ do: 'delete', guest })),
      interleaving: [3, 1, 2],
      faults: [
        { fault: 'key-leak', host: 'h0', from: 2, to: 9, chance: 17, seed: 4 },
        { fault: 'psp-error', host: 'h0', from: 0, chance: 256 },
      ],
    };
    const leaksAtC = ({ faults = [], commands }: Case): boolean =>
      faults.some(({ fault, from }) => {
        const command = commands[from];
        return fault === 'key-leak' && command?.do === 'delete' && command.guest === 'c';
      });
    expect(shrinkCase(windows, leaksAtC)).toEqual({
      ...big,
      hosts: [{ name: 'h0', machine: 'rome', settings: {} }],
      commands: [{ do: 'delete', guest: 'c' }],
      faults: [{ fault: 'key-leak', host: 'h0', from: 0, to: 1, chance: 256 }],
    });
    const races = ({ interleaving = [] }: Case): boolean => (interleaving[1] ?? 0) > 0;
    expect(shrinkCase(windows, races)).toMatchObject({ commands: [], interleaving: [0, 1] });
  });
});

import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { type HostFaultName, hostFaultNames } from '../../contracts/commands.js';
import { memoryReader } from '../../contracts/memory-reader.js';
import type { KeyUsageTruth } from '../../contracts/truth.js';
import { exampleDomain } from '../example-domain.js';
import { Host } from '../host.js';
import { hostFaults } from './index.js';

const genoa = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 4 } });
const emerald = composeHost({ machine: 'emerald-rapids', settings: { 'tme-key-id-bits': 2, 'key-split': 2 } });
const path = '/sys/fs/cgroup/misc.capacity';

/** A machine with its faults at hand. */
function machineOf(configured = genoa) {
  const host = new Host(configured);
  const overlay = new Map<string, string | undefined>();
  const machine = { host, configured, reader: memoryReader({ [path]: 'sev 1003\nsev_es 3\n' }), overlay };
  const set = (fault: HostFaultName, on = true): void => hostFaults[fault].set(machine, on);
  return { ...machine, set };
}

function usage(host: Host, at: number): KeyUsageTruth | undefined {
  return host.truth.live.keyUsage[at];
}

describe.each(hostFaultNames)('%s', (name) => {
  it('says what it is, how far it reaches and what it does not do', () => {
    const { name: own, about, scope, doesNot } = hostFaults[name];
    expect(own).toBe(name);
    for (const words of [about, scope, doesNot]) expect(words).toMatch(/^[A-Z\w].{20,}\.$/);
  });

  it('leaves no trace on an idle host once it is over, except for a lost key ID', () => {
    const { host, overlay, set } = machineOf();
    const before = { boot: host.boot, faults: { ...host.faults } };
    set(name);
    set(name, false);
    expect({ boot: host.boot, faults: { ...host.faults } }).toEqual(before);
    expect(overlay.size).toBe(0);
    expect(usage(host, 1)?.leaked).toBe(name === 'key-leak' ? 1 : 0);
  });
});

it('without the security processor no guest of the SEV family starts, and none loses its key ID by that', () => {
  const { host, set } = machineOf();
  set('psp-error');
  for (const protection of ['sev', 'sev-es', 'snp'] as const) {
    const { result, usage: left } = host.startDomain(exampleDomain(protection, protection));
    expect(result).toMatchObject({ started: false, cause: 'platform-failed' });
    expect(result.started ? '' : result.error.message).toMatch(/LAUNCH_START ret=(-5|1) fw_error=19 'Hardware error'/);
    expect(left).toMatchObject({ inUse: 0, leaked: 0 });
  }
  set('psp-error', false);
  expect(host.startDomain(exampleDomain('later', 'snp')).result.started).toBe(true);
});

it('a lost key ID keeps its charge until the next boot', () => {
  for (const [configured, range] of [
    [genoa, 1],
    [emerald, 0],
  ] as const) {
    const { host, set } = machineOf(configured);
    set('key-leak');
    expect(usage(host, range)).toMatchObject({ leaked: 1, inUse: 0 });
    const charged = Object.values(host.truth.live.miscGroups[0]?.resources ?? {}).map(({ current }) => current);
    expect(charged).toContain(1n);
    host.reboot();
    expect(usage(host, range)?.leaked).toBe(0);
  }
});

it('KVM is loaded anew only while no guest runs, and the limits of cgroups stay', () => {
  const { host, set } = machineOf();
  host.makeCgroup('/a');
  host.writeMiscMax('/a', 'sev_es 2');
  host.startDomain(exampleDomain('g', 'none'));
  set('module-off');
  expect(host.boot.kvm.parameters.sev).toBe(true);
  host.destroyDomain('g');
  set('module-off');
  expect(host.boot.kvm.parameters.sev).toBe(false);
  expect(host.boot.miscCapacity).toEqual({});
  expect(host.startDomain(exampleDomain('g', 'sev')).result.started).toBe(false);
  set('module-off', false);
  const limit = host.truth.live.miscGroups.find((group) => group.path === '/a')?.resources.sev_es.max;
  expect([host.boot.miscCapacity.sev_es, limit]).toEqual([3, 2n]);
});

it('misc.capacity goes missing, is garbled, or stays what it was', () => {
  const { overlay, set } = machineOf();
  set('misc-file-missing');
  expect([overlay.has(path), overlay.get(path)]).toEqual([true, undefined]);
  set('misc-file-garbled');
  expect(overlay.get(path)).toMatch(/^sev 1\0/);
  set('misc-file-garbled', false);
  set('misc-file-stale');
  expect(overlay.get(path)).toBe('sev 1003\nsev_es 3\n');
});

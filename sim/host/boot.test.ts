import { describe, expect, it } from 'vitest';
import type { HostDescription } from '../../profiles/description.js';
import { composeHost, listMachines, listSettings, listVersions, type Setting, type Versions } from '../../profiles/index.js';
import { kernelLogFacts } from '../contracts/kernel-log.js';
import { confidentialProtections, type KeyPool } from '../contracts/protection.js';
import type { BootTruth } from '../contracts/truth.js';
import { bootHost } from './boot.js';
import { exampleDomain } from './example-domain.js';
import { Host } from './host.js';

/** Every machine as it comes, with each version, and with each setting that needs no value or has a usual one. */
const hosts: readonly (readonly [string, HostDescription])[] = listMachines().flatMap((machine) => {
  const host = (name: string, request: { versions?: Versions; settings?: Record<string, number | string | true> }) =>
    [`${machine.id} ${name}`, composeHost({ machine: machine.id, ...request })] as const;
  const versions = (['kernel', 'qemu', 'libvirt'] as const).flatMap((software) =>
    listVersions(software).map(({ id }) => host(`${software} ${id}`, { versions: { [software]: id } })),
  );
  const settings = listSettings(machine).flatMap((setting) => {
    const value = usualValue(setting);
    return value === undefined ? [] : [host(`${setting.id}=${value}`, { settings: { [setting.id]: value } })];
  });
  return [host('as it comes', {}), ...versions, ...settings];
});

function usualValue({ value }: Setting): number | string | true | undefined {
  return value === undefined ? true : (value.default ?? (value.type === 'integer' ? value.minimum : value.words[0]));
}

/**
 * Exempt are a stale libvirt cache, which is wrong by declaration, and a minimum SEV ASID of 0: there the first guest is given the
 * host's own ASID, which fails, and the second one starts.
 */
function expectHonest(description: HostDescription): void {
  if (description.boot.staleLibvirtCache !== undefined || description.amd?.cpuid8000001f.edx === 0) return;
  const boot = bootHost(description);
  for (const protection of confidentialProtections) {
    const { result } = new Host(description).startDomain(exampleDomain('guest', protection));
    const why = JSON.stringify([protection, boot.launchable[protection], result]);
    expect(result.started, why).toBe(boot.launchable[protection].possible);
  }
}

describe.each(hosts)('%s', (_, description) => {
  const boot = bootHost(description);

  it('boots to the same truth each time', () => {
    expect(bootHost(description)).toBe(boot);
    expect(bootHost(structuredClone(description))).toEqual(boot);
  });

  it('logs only known lines, with all the facts their texts name', () => {
    for (const { code, facts } of boot.kernel.log) {
      for (const name of kernelLogFacts[code]) expect(facts, code).toHaveProperty(name);
      for (const [, name] of boot.kernel.view.logTexts[code]?.matchAll(/\{(\w+)\}/g) ?? [])
        expect(facts, code).toHaveProperty(name ?? '');
    }
  });

  it('starts a guest exactly where it says that one could be launched', () => expectHonest(description));

  it('accounts for every key of every range', () => {
    const { live } = new Host(description).truth;
    expect(live.keyUsage).toEqual(boot.keyRanges.map(({ size }) => ({ free: size, inUse: 0, pending: 0, leaked: 0 })));
  });

  it('registers no more capacity than the kernel knows resources for', () => {
    for (const pool of Object.keys(boot.miscCapacity)) expect(boot.kernel.view.miscResources).toContain(pool);
  });
});

describe.each(listVersions('kernel'))('on kernel $id', ({ id: kernel }) => {
  it.each(listMachines())('$id is honest about what it can launch with each setting', (machine) => {
    for (const setting of listSettings(machine)) {
      const value = usualValue(setting);
      if (value === undefined || (setting.versions?.kernel ?? kernel) !== kernel) continue;
      expectHonest(composeHost({ machine: machine.id, settings: { [setting.id]: value }, versions: { kernel } }));
    }
  });
});

describe('misc capacity', () => {
  const capacity = (machine: string, settings: Record<string, number> = {}): BootTruth['miscCapacity'] =>
    bootHost(composeHost({ machine, settings })).miscCapacity;

  const rows: readonly (readonly [string, Record<string, number>, Partial<Record<KeyPool, number>>])[] = [
    ['rome', {}, { sev: 509 }],
    ['rome', { 'min-sev-asid': 100 }, { sev: 410, sev_es: 99 }],
    ['milan', { 'min-sev-asid': 256 }, { sev: 254, sev_es: 255 }],
    ['genoa', {}, { sev: 1006 }],
    ['genoa', { 'min-sev-asid': 100 }, { sev: 907, sev_es: 99 }],
    ['genoa', { 'min-sev-asid': 256 }, { sev: 751, sev_es: 255 }],
    ['genoa', { 'min-sev-asid': 1007 }, { sev_es: 1006 }],
    ['emerald-rapids', {}, { tdx: 31 }],
    ['emerald-rapids', { 'key-split': 6 }, { tdx: 62 }],
  ];

  it.each(rows)('%s %j', (machine, settings, expected) => {
    expect(capacity(machine, settings)).toEqual(expected);
  });
});

it('an s390x host has KVM, no vendor module and no key IDs', () => {
  const boot = bootHost(composeHost({ machine: 's390-pv' }));
  expect(boot.kvm).toEqual({ module: 'kvm', loaded: true, parameters: {}, vmTypes: ['default'] });
  expect(boot.keyRanges).toEqual([]);
  expect(boot.cpu.cpuid).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import type { BootTruth, LibvirtTruth } from '../contracts/truth.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../core/xml-reader.js';
import { domcapabilitiesDocument } from './domcapabilities.js';
import { genoaCpu, kvmAmd, truthOf } from './example-truth.js';
import { openTree } from './index.js';

const intelTdx = {
  cpu: { ...genoaCpu(1), vendorId: 'GenuineIntel', libvirtVendor: 'Intel', libvirtModel: 'SapphireRapids', cpuid: [] },
  kvm: { module: 'kvm_intel', loaded: true, parameters: { tdx: true }, vmTypes: ['default', 'tdx'] },
  qemu: { ...truthOf().boot.qemu, sevCapabilities: { available: false, message: 'SEV is not enabled in KVM' } },
} as const satisfies Partial<BootTruth>;

function libvirt(version: string, view: Partial<LibvirtTruth['view']>): LibvirtTruth {
  return { id: version, version, view: { ...truthOf().boot.libvirt.view, ...view } };
}

function documentOf(boot: Partial<BootTruth>): XmlNode {
  const parsed = readXml(domcapabilitiesDocument(truthOf(boot).boot, { expandCpuFeatures: false }));
  if (!parsed.ok) throw new Error(parsed.reason.code);
  return parsed.value;
}

function feature(boot: Partial<BootTruth>, name: string): XmlNode | undefined {
  return childOf(childOf(documentOf(boot), 'features'), name);
}

function sectypes(boot: Partial<BootTruth>): readonly string[] {
  return childrenOf(childOf(feature(boot, 'launchSecurity'), 'enum'), 'value').map(({ text }) => text);
}

function numbers(sev: XmlNode | undefined): readonly (readonly [string, string])[] {
  return sev?.children.map(({ name, text }) => [name, text] as const) ?? [];
}

describe('what it says about SEV', () => {
  it('has the numbers in libvirt’s order', () => {
    expect(numbers(feature({}, 'sev'))).toEqual([
      ['cbitpos', '51'],
      ['reducedPhysBits', '1'],
      ['maxGuests', '907'],
      ['maxESGuests', '99'],
      ['cpu0Id', 'Y3B1MA=='],
    ]);
  });

  it.each([
    ['the factory setting', 1, '1006', '0'],
    ['the last ASID', 1006, '1', '1005'],
    ['one beyond the last', 1007, '0', '1006'],
    ['two beyond the last, an unsigned number printed as a signed one', 1008, '-1', '1007'],
    ['no minimum', 0, '0', '0'],
  ])('computes guests from CPUID alone: %s', (_, minimum, maxGuests, maxEsGuests) => {
    const counts = Object.fromEntries(numbers(feature({ cpu: genoaCpu(minimum) }, 'sev')));
    expect([counts.maxGuests, counts.maxESGuests]).toEqual([maxGuests, maxEsGuests]);
  });

  it('counts no guests when CPUID is masked', () => {
    const counts = Object.fromEntries(numbers(feature({ cpu: { ...genoaCpu(1), cpuid: [] } }, 'sev')));
    expect([counts.maxGuests, counts.maxESGuests]).toEqual(['0', '0']);
  });

  it('lists sev-snp on a host whose kernel has SNP and SEV-ES off, because libvirt never asks', () => {
    const kvm = { ...kvmAmd, parameters: { sev: true, sev_es: false, sev_snp: false }, vmTypes: ['default', 'sev'] as const };
    expect(sectypes({ kvm })).toEqual(['sev', 'sev-snp']);
  });

  it('lists nothing when QEMU could not ask the security processor', () => {
    const message = 'SEV: Failed to open /dev/sev: No such file or directory';
    const qemu = { ...truthOf().boot.qemu, sevCapabilities: { available: false, message } } as const;
    expect(feature({ qemu }, 'sev')).toMatchObject({ attributes: { supported: 'no' }, children: [] });
    expect(feature({ qemu }, 'launchSecurity')).toMatchObject({ attributes: { supported: 'no' }, children: [] });
  });

  it('knows no SNP with a QEMU that has no such guest type', () => {
    const qemu = { ...truthOf().boot.qemu, guestTypes: ['sev-guest'] as const };
    expect(sectypes({ qemu })).toEqual(['sev']);
  });
});

describe('what it says about TDX', () => {
  it('offers it in both places when KVM does', () => {
    expect(sectypes(intelTdx)).toEqual(['tdx']);
    expect(feature(intelTdx, 'tdx')?.attributes).toEqual({ supported: 'yes' });
    expect(feature(intelTdx, 'sev')?.attributes).toEqual({ supported: 'no' });
  });

  it('offers it on every host with a libvirt that does not ask KVM', () => {
    const boot = { ...intelTdx, kvm: { ...intelTdx.kvm, parameters: { tdx: false }, vmTypes: ['default'] as const } };
    expect(sectypes({ ...boot, libvirt: libvirt('11.6.0', { checksTdxVmType: false }) })).toEqual(['tdx']);
    expect(sectypes(boot)).toEqual([]);
  });

  it('believes a stale capability cache', () => {
    const { kvm } = intelTdx;
    const off = { ...kvm, parameters: { tdx: false }, vmTypes: ['default'] as const };
    const stale = { ...truthOf().boot.libvirt, probedVmTypes: ['default', 'tdx'] as const };
    expect(feature({ ...intelTdx, kvm: off, libvirt: stale }, 'tdx')?.attributes).toEqual({ supported: 'yes' });
    expect(feature({ ...intelTdx, libvirt: { ...stale, probedVmTypes: ['default'] } }, 'tdx')?.attributes).toEqual({
      supported: 'no',
    });
  });
});

describe('its shape', () => {
  it('has the elements of libvirt 12.8 in the order of libvirt’s formatter', () => {
    const document = documentOf({});
    const names = (node: XmlNode | undefined): readonly string[] => node?.children.map(({ name }) => name) ?? [];
    expect(names(document).join(' ')).toBe('path domain machine arch vcpu iothreads os cpu memoryBacking devices features');
    expect(names(childOf(document, 'os')).join(' ')).toBe('enum firmwareFeatures loader varstore');
    expect(names(childOf(document, 'devices')).join(' ')).toBe(
      'disk graphics video hostdev rng filesystem tpm redirdev channel crypto interface panic console',
    );
    expect(names(childOf(document, 'features')).join(' ')).toBe(
      'gic vmcoreinfo genid backingStoreInput backup async-teardown s390-pv ps2 tdx sev sgx hyperv launchSecurity',
    );
  });

  it('leaves out what an older libvirt does not know', () => {
    const none = { launchSecurityElement: false, knowsSnp: false, knowsTdx: false, tdxFeatureElement: false, s390pvOnX86: false };
    const old = libvirt('9.0.0', { ...none, sevCpu0Id: false, elements: ['redirdev', 'channel', 'sgx', 'hyperv', 'handle'] });
    const document = documentOf({ libvirt: old, qemu: { ...truthOf().boot.qemu, version: '7.2.22', q35Machine: 'pc-q35-7.2' } });
    const names = (node: XmlNode | undefined): string => node?.children.map(({ name }) => name).join(' ') ?? '';
    expect(names(childOf(document, 'features'))).toBe('gic vmcoreinfo genid backingStoreInput backup sev sgx hyperv');
    expect(names(childOf(document, 'os'))).toBe('enum loader');
    expect(childOf(document, 'vcpu')?.attributes).toEqual({ max: '288' });
  });

  it('describes QEMU’s translator when KVM is not there', () => {
    const document = documentOf({ kvm: { ...kvmAmd, loaded: false } });
    const modes = childrenOf(childOf(document, 'cpu'), 'mode');
    expect(childOf(document, 'domain')?.text).toBe('qemu');
    expect(modes.map(({ attributes }) => [attributes.name, attributes.supported])).toEqual([
      ['host-passthrough', 'no'],
      ['maximum', 'yes'],
      ['host-model', 'yes'],
      ['custom', 'yes'],
    ]);
    expect(childOf(modes[2], 'maxphysaddr')).toBeUndefined();
  });

  it('offers no variable store of QEMU’s own, for which no package has firmware', () => {
    expect(childOf(childOf(documentOf({}), 'os'), 'varstore')?.attributes).toEqual({ supported: 'no' });
  });

  it('rules features out after those it requires, and among them from libvirt 12 on', () => {
    const cpu = { ...genoaCpu(1), libvirtModel: 'EPYC' };
    const policies = (version: string): readonly (string | undefined)[] => {
      const [, , hostModel] = childrenOf(childOf(documentOf({ cpu, libvirt: libvirt(version, {}) }), 'cpu'), 'mode');
      return childrenOf(hostModel, 'feature').map(({ attributes }) => attributes.policy);
    };
    expect(policies('11.3.0').indexOf('disable')).toBe(policies('11.3.0').length - 1);
    expect(policies('12.8.0').slice(0, -1)).toContain('disable');
  });

  it('ends as virsh ends it', () => {
    const file = openTree({ truth: truthOf() }).filesOf('domcapabilities')[0]?.read();
    expect(file?.ok && file.text.endsWith('</domainCapabilities>\n\n')).toBe(true);
  });

  it('is what it is on s390x', () => {
    const cpu = { ...genoaCpu(1), vendorId: 'IBM/S390', libvirtVendor: 'IBM', libvirtModel: 'gen16a-base', physicalBits: 0 };
    const kvm = { module: 'kvm', loaded: true, parameters: {}, vmTypes: ['default'] } as const;
    const { kernel } = truthOf().boot;
    const qemu = intelTdx.qemu;
    const secure = { cpu, kvm, qemu, kernel: { ...kernel, commandLine: 'root=/dev/dasda1 prot_virt=1' } };
    expect(childOf(documentOf(secure), 'machine')?.text).toBe('s390-ccw-virtio-10.1');
    expect(sectypes(secure)).toEqual(['s390-pv']);
    expect(sectypes({ ...secure, kernel })).toEqual([]);
  });
});

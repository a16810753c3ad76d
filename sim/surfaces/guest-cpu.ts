import type { BootTruth, CpuTruth } from '../contracts/truth.js';
import { contentCache } from './content-cache.js';
import { byCpuMapOrder, byName, cpuFeatures, featureOfFlag } from './cpu-features.js';
import { type CpuModel, cpuModelOf, isKnown } from './cpu-models.js';
import { emulatorOf } from './emulator.js';
import { isAtLeast } from './release.js';
import { s390xFeatures } from './s390x-cpu-models.js';

/** The processor that QEMU and libvirt of a host can give to guests. */
export interface GuestCpu {
  /** Model libvirt names for it. */
  readonly model: string;
  /** Absent on s390x, where there is only one. */
  readonly vendor?: string;
  /** Features libvirt shows for guests, the model's own included, in {@link inListOrder}. */
  readonly features: readonly string[];
  /** All features QEMU can give, which decides whether another model is usable. */
  readonly offered: ReadonlySet<string>;
  /** Of {@link features}, the ones the model does not include. */
  readonly beyondModel: readonly string[];
  /** Equal keys mean equal guest processors. */
  readonly key: string;
}

/**
 * What `host-model` means on this host: libvirt's model of the processor (or the newest older one that libvirt and QEMU know)
 * and what KVM offers beyond it. Without KVM, QEMU's own translator offers an EPYC on every host.
 * Source: libvirt `src/cpu/cpu_x86.c`, `src/qemu/qemu_capabilities.c`; feature set checked against libvirt's test data of a real
 * EPYC Genoa (`tests/domaincapsdata/qemu_10.0.0-q35.x86_64+amdsev.xml`).
 */
export function guestCpuOf(boot: BootTruth): GuestCpu {
  const { cpu, kvm, qemu, libvirt } = boot;
  const flags = kvm.loaded ? cpu.flags.join(' ') : 'translated';
  const key = `${cpu.libvirtVendor} ${cpu.libvirtModel} qemu ${qemu.version} libvirt ${libvirt.version} ${flags}`;
  return guestCpus(key, () => {
    if (emulatorOf(boot).architecture === 's390x') return onS390x(cpu, key, kvm.loaded);
    return kvm.loaded ? onKvm(cpu, key, qemu.version, libvirt.version) : translated(key, libvirt.version);
  });
}

const guestCpus = contentCache<GuestCpu>(256);

function onKvm(cpu: CpuTruth, key: string, qemu: string, libvirt: string): GuestCpu {
  const model = modelFor(cpu.libvirtModel, qemu, libvirt);
  const own = cpuModelOf(cpu.libvirtModel)?.features ?? new Set<string>();
  const fromHost = fromFlags(cpu).filter(
    (name) => !neverOffered.has(name) && (!name.startsWith('cet-') || isAtLeast(qemu, '11.0')),
  );
  const offered = new Set([...own, ...fromHost, ...madeByKvm([...own, ...fromHost], cpu, qemu, libvirt)]);
  const hidden =
    cpu.libvirtVendor === 'AMD' && isAtLeast(qemu, '10.1') && isAtLeast(libvirt, '12.5') ? capabilityMsr(qemu, libvirt) : [];
  const features = [...offered].filter((name) => !hidden.includes(name)).sort(inListOrder(libvirt));
  const beyondModel = features.filter((name) => model?.features.has(name) !== true);
  return { model: model?.name ?? cpu.libvirtModel, vendor: cpu.libvirtVendor, features, offered, beyondModel, key };
}

function translated(key: string, libvirt: string): GuestCpu {
  const model = cpuModelOf('EPYC');
  const beyondModel = ['hypervisor', 'tsc-deadline', 'x2apic'].sort(inListOrder(libvirt));
  const features = [...(model?.features ?? []), ...beyondModel].sort(inListOrder(libvirt));
  return { model: 'EPYC', vendor: 'AMD', features, offered: new Set(features), beyondModel, key };
}

/** Facilities of a gen16 machine; the translator offers the bare `qemu` model. */
function onS390x(cpu: CpuTruth, key: string, kvm: boolean): GuestCpu {
  const features = kvm ? s390xFeatures : [];
  return { model: kvm ? cpu.libvirtModel : 'qemu', features, offered: new Set(features), beyondModel: features, key };
}

/** Order of features in lists: the CPU map's up to libvirt 11, by name from 12 on. */
function inListOrder(libvirt: string): (left: string, right: string) => number {
  return isAtLeast(libvirt, '12.0') ? byName : byCpuMapOrder;
}

function modelFor(name: string, qemu: string, libvirt: string): CpuModel | undefined {
  const model = cpuModelOf(name);
  if (model === undefined || isKnown(model, qemu, libvirt) || model.older === undefined) return model;
  return modelFor(model.older, qemu, libvirt);
}

/** libvirt's names of the flags, which the two vendors keep in different CPUID bits where the kernel has one flag. */
function fromFlags(cpu: CpuTruth): readonly string[] {
  const own = namesByVendor[cpu.libvirtVendor] ?? {};
  return cpu.flags
    .map((flag) => own[flag] ?? featureOfFlag(flag))
    .filter((name) => name !== undefined && name !== '') as string[];
}

/** An empty name is a flag that has no feature with this vendor. Source: Linux `arch/x86/kernel/cpu/common.c` init_speculation_control. */
const namesByVendor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AMD: { stibp: 'amd-stibp', ssbd: 'amd-ssbd', ibrs_enhanced: '' },
  Intel: { ibrs: 'spec-ctrl', ibpb: 'spec-ctrl', vnmi: '' },
};

/** What KVM emulates whatever the processor has; on AMD also Intel's capability MSR. */
function madeByKvm(host: readonly string[], cpu: CpuTruth, qemu: string, libvirt: string): readonly string[] {
  const mirrored = host.flatMap((name) => otherVendorsNames[name] ?? []);
  const capabilities = cpu.libvirtVendor === 'AMD' ? capabilityMsr(qemu, libvirt) : [];
  return ['arat', 'hypervisor', 'tsc-deadline', 'tsc_adjust', 'x2apic', ...mirrored, ...capabilities];
}

/** Speculation controls of one vendor that KVM offers under the other's bits too. Source: Linux `arch/x86/kvm/cpuid.c`. */
const otherVendorsNames: Readonly<Record<string, readonly string[]>> = {
  ibrs: ['spec-ctrl'],
  'amd-stibp': ['stibp'],
  'amd-ssbd': ['ssbd', 'virt-ssbd'],
  'spec-ctrl': ['ibrs', 'ibpb'],
  stibp: ['amd-stibp'],
  ssbd: ['amd-ssbd'],
};

/**
 * What KVM puts into Intel's capability MSR for AMD guests, as far as QEMU knows the bits. libvirt leaves these out of host-model on
 * AMD since 12.5, because Windows guests crash on them with QEMU 10.1.
 * Source: libvirt 11.3.0 `tests/qemucapabilitiesdata/caps_{8.1.0,8.2.0,9.0.0,9.1.0}_x86_64.replies`.
 */
function capabilityMsr(qemu: string, libvirt: string): readonly string[] {
  const always = ['arch-capabilities', 'mds-no', 'pschange-mc-no', 'rdctl-no', 'skip-l1dfl-vmentry'];
  if (!isAtLeast(libvirt, '10.0')) return always;
  return [...always, ...(isAtLeast(qemu, '8.2') ? ['gds-no'] : []), ...(isAtLeast(qemu, '9.1') ? ['rfds-no'] : [])];
}

/** Features of the host that KVM or QEMU keep from guests. */
const neverOffered: ReadonlySet<string> = new Set(
  `acpi arch-lbr avic cid cmt core-capability cvt16 dca decodeassists ds_cpl est extapic gmet ht ia64 ibs intel-pt lwp mbm_local mbm_total
  monitor nodeid_msr osxsave ospke pbe pconfig perfctr_nb pn sgx sgxlc skinit smx split-lock-detect svm-lock tce tm tm2 topoext
  wdt xtpr`.split(/\s+/),
);

/** Features of the processor itself as `virsh capabilities` sees them, in the CPU map's order. */
export function hostFeaturesOf(cpu: CpuTruth): ReadonlySet<string> {
  const own = new Set([...(cpuModelOf(cpu.libvirtModel)?.features ?? []), ...fromFlags(cpu), 'osxsave']);
  return new Set(cpuFeatures.filter((name) => own.has(name)));
}

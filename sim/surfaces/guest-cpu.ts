import type { BootTruth, CpuTruth } from '../contracts/truth.js';
import { contentCache } from './content-cache.js';
import { byCpuMapOrder, byName, cpuFeatures, featureOfFlag } from './cpu-features.js';
import { featuresInMap, isFeatureKnown, removedFeatures } from './cpu-map-releases.js';
import { type CpuModel, cpuModelOf, cpuModels, isKnown } from './cpu-models.js';
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
  /** What QEMU can give and libvirt keeps out of {@link features}. */
  readonly kept: readonly string[];
  /** All features QEMU can give, which decides whether another model is usable. */
  readonly offered: ReadonlySet<string>;
  /** Of {@link features}, the ones the model does not include. */
  readonly beyondModel: readonly string[];
  /** What the model includes, or once did, and this processor lacks; libvirt rules it out by name. In libvirt's order. */
  readonly disabled: readonly string[];
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
  const own = ownFeatures(cpu);
  const fromHost = fromFlags(cpu).filter(
    (name) => !neverOffered.has(name) && (!name.startsWith('cet-') || isAtLeast(qemu, '11.0')),
  );
  const offered = new Set([...own, ...fromHost, ...madeByKvm([...own, ...fromHost], cpu, qemu, libvirt)]);
  const hidden =
    cpu.libvirtVendor === 'AMD' && isAtLeast(qemu, '10.1') && isAtLeast(libvirt, '12.5') ? capabilityMsr(qemu, libvirt) : [];
  const shown = [...offered].filter((name) => !hidden.includes(name) && isFeatureKnown(name, libvirt));
  const kept = hidden.filter((name) => offered.has(name));
  const vendor = cpu.libvirtVendor;
  if (model === undefined)
    return { ...described(undefined, shown, libvirt), model: cpu.libvirtModel, vendor, kept, offered, key };
  return { ...described(model, shown, libvirt), model: model.name, vendor, kept, offered, key };
}

/**
 * A guest processor by its model: what goes beyond the model, and what does not come up to it or to QEMU's definition of it. Features
 * that the model had once are always among the two. Source: libvirt 11.3.0 `src/cpu/cpu_x86.c` x86DataToCPU; what real processors are
 * described as: `tests/cputestdata/x86_64-cpuid-{Atom-P5362,EPYC-7601-32-Core,Ice-Lake-Server}-json.xml`.
 */
function described(
  model: CpuModel | undefined,
  shown: readonly string[],
  libvirt: string,
): Pick<GuestCpu, 'features' | 'beyondModel' | 'disabled'> {
  const features = [...shown].sort(inListOrder(libvirt));
  const inMap: ReadonlySet<string> = model === undefined ? new Set() : featuresInMap(model, libvirt);
  const wanted = new Set([...inMap, ...(model?.features ?? [])]);
  const lacking = [...wanted].filter((name) => !shown.includes(name) && isFeatureKnown(name, libvirt)).sort(byCpuMapOrder);
  const removed = removedFeatures(model?.name ?? '', libvirt).filter((name) => !shown.includes(name) && !lacking.includes(name));
  return { features, beyondModel: features.filter((name) => !inMap.has(name)), disabled: [...lacking, ...removed] };
}

/**
 * What the processor has of its model: all, transactional memory aside. That is the one part which microcode or kernel switch off and
 * whose absence /proc/cpuinfo shows: other features of models may have no flag there.
 */
function ownFeatures({ libvirtModel, flags }: CpuTruth): readonly string[] {
  const own = [...(cpuModelOf(libvirtModel)?.features ?? [])];
  return own.filter((name) => !transactionalMemory.includes(name) || flags.includes(name));
}

const transactionalMemory: readonly string[] = ['hle', 'rtm'];

/**
 * QEMU's own translator as it would be if it offered an EPYC as it is. (It lacks some of one and has more than one, differently in
 * each release: libvirt 11.3.0 `tests/domaincapsdata/qemu_*-tcg.x86_64.xml`.) It does offer MONITOR, which libvirt's EPYC had once.
 */
function translated(key: string, libvirt: string): GuestCpu {
  const model = cpuModelOf('EPYC');
  const shown = [...(model?.features ?? []), 'hypervisor', 'monitor', 'tsc-deadline', 'x2apic'];
  return { ...described(model, shown, libvirt), model: 'EPYC', vendor: 'AMD', kept: [], offered: new Set(shown), key };
}

/** Facilities of a gen16 machine; the translator offers the bare `qemu` model. */
function onS390x(cpu: CpuTruth, key: string, kvm: boolean): GuestCpu {
  const features = kvm ? s390xFeatures : [];
  const same = { features, beyondModel: features, offered: new Set(features) };
  return { ...same, model: kvm ? cpu.libvirtModel : 'qemu', kept: [], disabled: [], key };
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
export function hostFeaturesOf(cpu: CpuTruth, libvirt: string): ReadonlySet<string> {
  const own = new Set([...ownFeatures(cpu), ...fromFlags(cpu), 'osxsave']);
  // The kernel finds split-lock detection by this register.
  if (own.has('split-lock-detect')) own.add('core-capability');
  return new Set(cpuFeatures.filter((name) => own.has(name) && isFeatureKnown(name, libvirt)));
}

/**
 * The model by which `virsh capabilities` describes the processor: its own where that includes nothing the processor lacks, otherwise
 * the one that leaves the least to be added. A host's description cannot take anything away.
 * Source: libvirt 11.3.0 `src/cpu/cpu_x86.c` x86DecodeUseCandidate.
 */
export function hostModelOf(cpu: CpuTruth, libvirt: string): CpuModel | undefined {
  const has = hostFeaturesOf(cpu, libvirt);
  const lacks = (model: CpuModel): boolean => [...featuresInMap(model, libvirt)].some((name) => !has.has(name));
  const own = cpuModelOf(cpu.libvirtModel);
  if (own === undefined || (isInMap(own, libvirt) && !lacks(own))) return own;
  const known = [...cpuModels().values()].filter((model) => isInMap(model, libvirt) && isOf(model, cpu) && !lacks(model));
  return known.reduceRight<CpuModel | undefined>((best, model) => {
    return best === undefined || featuresInMap(model, libvirt).size > featuresInMap(best, libvirt).size ? model : best;
  }, undefined);
}

function isInMap(model: CpuModel, libvirt: string): boolean {
  return isAtLeast(libvirt, model.libvirt ?? '0');
}

function isOf({ vendor }: CpuModel, cpu: CpuTruth): boolean {
  return vendor === 'unknown' || vendor === cpu.libvirtVendor;
}

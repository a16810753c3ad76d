import type { HostDescription } from '../../profiles/description.js';
import type { BootTruth, KernelLogEvent, KernelTruth, KvmTruth } from '../contracts/truth.js';
import { oncePerObject } from '../core/remembered.js';
import { cpuTruth } from './cpuid.js';
import { deviceNodes } from './device-nodes.js';
import { type KvmAmd, loadKvmAmd } from './kvm-amd.js';
import { type KvmIntel, loadKvmIntel } from './kvm-intel.js';
import { launchability } from './launchable.js';
import { libvirtProbe } from './libvirt-probe.js';
import { memoryEncryptionLog } from './memory-encryption-log.js';
import { type Psp, pspAfterBoot } from './psp.js';
import { querySevCapabilities } from './qemu-probe.js';
import { type SnpPlatform, snpPlatform } from './snp-platform.js';
import { bootTdxHost, type TdxHost } from './tdx-module.js';

/** A booted host: its truth for everybody, and what only the simulated kernel and firmware know. */
export interface Boot {
  readonly description: HostDescription;
  readonly truth: BootTruth;
  /** Present where kvm_amd is the vendor module. */
  readonly amd?: { readonly kvm: KvmAmd; readonly psp: Psp };
  /** Present where kvm_intel is the vendor module. */
  readonly intel?: { readonly kvm: KvmIntel; readonly tdx: TdxHost };
}

/**
 * Boots a described host. Pure: equal descriptions give equal truths, the same description object gives the same truth object, so
 * thousands of hosts share one.
 */
export function bootHost(description: HostDescription): BootTruth {
  return bootOf(description).truth;
}

/** The same with what the kernel keeps to itself. */
export const bootOf = oncePerObject(boots);

function boots(description: HostDescription): Boot {
  switch (description.cpu.vendorId) {
    case 'AuthenticAMD':
      return bootAmd(description);
    case 'GenuineIntel':
      return bootIntel(description);
    default:
      return bootOther(description);
  }
}

function bootAmd(description: HostDescription): Boot {
  const platform = snpPlatform(description);
  const psp = pspAfterBoot(description, platform.ready);
  const kvm = loadKvmAmd(description, platform, psp);
  const tdx = bootTdxHost(description);
  const log = [...tdx.bootLog, ...platform.log, ...psp.log, ...kvm.log];
  const truth = assemble(description, { kvm, log, platform, psp });
  return { description, truth, amd: { kvm, psp } };
}

function bootIntel(description: HostDescription): Boot {
  const tdx = bootTdxHost(description);
  const kvm = loadKvmIntel(description, tdx);
  const atBoot = description.kernel.kvmIntel.moduleInitialisedAt === 'boot';
  const log = [...tdx.bootLog, ...(atBoot ? tdx.initLog : []), ...kvm.log];
  return { description, truth: assemble(description, { kvm, log, tdx }), intel: { kvm, tdx } };
}

/** A machine whose KVM has no vendor module, which is s390x. */
function bootOther(description: HostDescription): Boot {
  const { kvmLoaded } = description.boot;
  const truth: KvmTruth = { module: 'kvm', loaded: kvmLoaded, parameters: {}, vmTypes: kvmLoaded ? ['default'] : [] };
  return { description, truth: assemble(description, { kvm: { truth, keyRanges: [], capacity: {} }, log: [] }) };
}

interface Parts {
  readonly kvm: Pick<KvmAmd | KvmIntel, 'truth' | 'keyRanges' | 'capacity'>;
  readonly log: readonly KernelLogEvent[];
  readonly platform?: SnpPlatform;
  readonly psp?: Psp;
  readonly tdx?: TdxHost;
}

function assemble(description: HostDescription, parts: Parts): BootTruth {
  const { boot, kernel, ovmf } = description;
  const { kvm, psp } = parts;
  const nodes = deviceNodes(description, { kvm: kvm.truth.loaded, sev: psp?.device === true });
  return {
    key: description.key,
    machine: description.machine,
    cpu: cpuTruth(description, { sevSnp: parts.platform?.flag === true, tdxHostPlatform: parts.tdx?.platform === true }),
    memoryBytes: description.memoryBytes,
    kernel: kernelTruth(description, parts.log),
    kvm: kvm.truth,
    nodes,
    cgroup: { miscController: boot.miscController, namespace: boot.cgroupNamespace },
    miscCapacity: boot.miscController ? compiledIn(kvm.capacity, kernel.miscResources) : {},
    keyRanges: kvm.keyRanges,
    ...virtualisation(description, parts, nodes),
    firmwareFiles: ovmf.files.map((file) => `${ovmf.directory}/${file}`),
    ...(ovmf.descriptors === undefined ? {} : { firmwareDescriptors: ovmf.descriptors }),
    launchable: launchability({ description, nodes, ...vendorParts(parts) }),
    assumedFacts: description.assumedFacts,
  };
}

function compiledIn(capacity: BootTruth['miscCapacity'], resources: readonly string[]): BootTruth['miscCapacity'] {
  return Object.fromEntries(Object.entries(capacity).filter(([pool]) => resources.includes(pool)));
}

function vendorParts({ kvm, psp, tdx }: Parts): Pick<Boot, 'amd' | 'intel'> {
  if (psp !== undefined) return { amd: { kvm: kvm as KvmAmd, psp } };
  return tdx === undefined ? {} : { intel: { kvm: kvm as KvmIntel, tdx } };
}

function kernelTruth(description: HostDescription, log: readonly KernelLogEvent[]): KernelTruth {
  const { boot, kernel } = description;
  const commandLine = boot.commandLine.join(' ');
  return {
    id: kernel.id,
    release: kernel.release,
    commandLine,
    log: [
      { code: 'linux.banner', facts: { release: kernel.release } },
      { code: 'linux.command-line', facts: { commandLine } },
      ...memoryEncryptionLog(description),
      ...log,
    ],
    view: {
      miscResources: kernel.miscResources,
      miscRootFiles: kernel.miscRootFiles,
      miscChildFiles: kernel.miscChildFiles,
      logTexts: kernel.logTexts,
    },
  };
}

function virtualisation(
  description: HostDescription,
  { kvm, psp }: Parts,
  nodes: BootTruth['nodes'],
): Pick<BootTruth, 'qemu' | 'libvirt'> {
  const { qemu, libvirt } = description;
  const sev = kvm.truth.parameters.sev === true;
  const probe = libvirtProbe(description, {
    sev: psp === undefined ? noSev : querySevCapabilities(description, { sev, nodes, psp }),
    vmTypes: kvm.truth.vmTypes,
  });
  const { id, version, ...view } = libvirt;
  const { guestTypes, q35Machine, sevInitFunction, tdxIoctlWording } = qemu;
  return {
    qemu: {
      id: qemu.id,
      version: qemu.version,
      guestTypes,
      q35Machine,
      sevInitFunction,
      tdxIoctlWording,
      sevCapabilities: probe.sev,
    },
    libvirt: { id, version, view, ...(probe.vmTypes === kvm.truth.vmTypes ? {} : { probedVmTypes: probe.vmTypes }) },
  };
}

const noSev = { available: false, message: 'SEV is not enabled in KVM' } as const;

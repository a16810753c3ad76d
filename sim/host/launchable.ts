import type { HostDescription } from '../../profiles/description.js';
import type { ConfidentialProtection } from '../contracts/protection.js';
import type { DeviceNodeTruth, Launchability, LaunchObstacle } from '../contracts/truth.js';
import { hasEncryption } from './cpuid.js';
import { guestHkids, keyPartition, sizeOf } from './key-ranges.js';
import type { KvmAmd } from './kvm-amd.js';
import { canRunTds, type KvmIntel } from './kvm-intel.js';
import { asksFor } from './module-parameters.js';
import type { Psp } from './psp.js';
import { allowsEs, rangeOfKind, type SevKind } from './sev-support.js';
import type { TdxHost } from './tdx-module.js';

/** Everything that has a say. Absent parts belong to the other vendor. */
export interface Booted {
  readonly description: HostDescription;
  readonly nodes: readonly DeviceNodeTruth[];
  readonly amd?: { readonly kvm: KvmAmd; readonly psp: Psp };
  readonly intel?: { readonly kvm: KvmIntel; readonly tdx: TdxHost };
}

/**
 * Could one guest of each protection start if every key ID were free? Obstacles are looked for from the silicon upwards, so the
 * deepest one is named. What libvirt's cache says is not asked: it can be wrong.
 */
export function launchability(booted: Booted): Readonly<Record<ConfidentialProtection, Launchability>> {
  return {
    sev: answer(sevObstacle(booted, 'sev')),
    'sev-es': answer(sevObstacle(booted, 'sev-es')),
    snp: answer(sevObstacle(booted, 'snp')),
    tdx: answer(tdxObstacle(booted)),
  };
}

function answer(because: LaunchObstacle | undefined): Launchability {
  return because === undefined ? { possible: true } : { possible: false, because };
}

/** Name of a kind of SEV in CPUID. */
const cpuidName = { sev: 'sev', 'sev-es': 'sev-es', snp: 'sev-snp' } as const;

function sevObstacle(booted: Booted, kind: SevKind): LaunchObstacle | undefined {
  const { description, amd: parts } = booted;
  const { amd } = description;
  if (amd === undefined || parts === undefined || !hasEncryption(amd, cpuidName[kind])) return 'cpu-lacks-it';
  if (!amd.smee || !amd.smmLocked || amd.cpuid8000001f.ecx === 0) return 'disabled-in-firmware';
  return (
    (kind === 'snp' ? snpHostObstacle(description) : undefined) ??
    (parts.psp.device ? undefined : 'firmware-failed') ??
    switchedOff(description, kind) ??
    firmwareObstacle(parts.psp, kind) ??
    (sizeOf(parts.kvm.ranges[rangeOfKind[kind]]) === 0 ? 'no-key-ids-of-that-kind' : undefined) ??
    (parts.kvm.enabled[kind] ? undefined : 'disabled-in-kernel') ??
    nodeObstacle(booted, ['/dev/kvm', '/dev/sev']) ??
    softwareObstacle(description, kind === 'snp' ? 'sev-snp-guest' : 'sev-guest', kind !== 'snp' || description.libvirt.knowsSnp)
  );
}

/** SNP alone: kernel, RMP table and IOMMU. */
function snpHostObstacle({ amd, boot, kernel }: HostDescription): LaunchObstacle | undefined {
  if (!kernel.kvmAmd.snpHost) return 'kernel-too-old';
  if (boot.snpOff) return 'disabled-in-kernel';
  if (amd?.rmp !== 'full' || amd.iommu === 'no-snp-feature') return 'disabled-in-firmware';
  return amd.iommu === 'on' ? undefined : 'disabled-in-kernel';
}

function switchedOff(description: HostDescription, kind: SevKind): LaunchObstacle | undefined {
  const names = ['sev', 'npt', 'nrips', ...(kind === 'snp' ? ['sev_snp'] : [])];
  const asked = names.every((name) => asksFor(description, 'kvm_amd', name, true));
  const allowed = description.boot.kvmLoaded && asked && (kind === 'sev' || allowsEs(description));
  return allowed ? undefined : 'disabled-in-kernel';
}

function firmwareObstacle(psp: Psp, kind: SevKind): LaunchObstacle | undefined {
  if (!psp.sevReady || (kind === 'snp' && !psp.snpReady)) return 'firmware-failed';
  return kind === 'sev-es' && psp.refusesEs ? 'firmware-failed' : undefined;
}

function nodeObstacle({ nodes }: Booted, paths: readonly string[]): LaunchObstacle | undefined {
  return paths.every((path) => nodes.some((node) => node.path === path)) ? undefined : 'device-missing';
}

type GuestType = HostDescription['qemu']['guestTypes'][number];

function softwareObstacle({ qemu }: HostDescription, type: GuestType, libvirtKnows: boolean): LaunchObstacle | undefined {
  if (!qemu.guestTypes.includes(type)) return 'qemu-too-old';
  return libvirtKnows ? undefined : 'libvirt-too-old';
}

function tdxObstacle(booted: Booted): LaunchObstacle | undefined {
  const { description, intel: parts } = booted;
  const { intel, boot } = description;
  if (intel === undefined || parts === undefined || !intel.tdxCapable) return 'cpu-lacks-it';
  const keys = keyPartition(intel);
  if (keys.tdxKeys === 0) return 'disabled-in-firmware';
  if (sizeOf(guestHkids(keys)) === 0) return 'no-key-ids-of-that-kind';
  if (!canRunTds(description)) return 'kernel-too-old';
  if (parts.tdx.initResult !== 0 && parts.tdx.platform) return 'firmware-failed';
  if (!boot.kvmLoaded || !asksFor(description, 'kvm_intel', 'tdx', false) || boot.hibernation) return 'disabled-in-kernel';
  if (!parts.kvm.truth.loaded || (parts.kvm.tdx && !intel.everyPackageOnline)) return 'firmware-failed';
  if (!parts.kvm.tdx) return 'disabled-in-kernel';
  return nodeObstacle(booted, ['/dev/kvm']) ?? softwareObstacle(description, 'tdx-guest', description.libvirt.knowsTdx);
}

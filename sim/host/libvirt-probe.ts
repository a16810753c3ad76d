import type { HostDescription } from '../../profiles/description.js';
import type { BootTruth, KvmTruth, SevCapabilities } from '../contracts/truth.js';
import { hasEncryption } from './cpuid.js';
import { sevCapabilities } from './qemu-probe.js';

/** What libvirt's capability cache holds of the host. */
export interface LibvirtProbe {
  readonly sev: SevCapabilities;
  readonly vmTypes: KvmTruth['vmTypes'];
}

/**
 * The cache is as fresh as the host says: a stale one shows what was true before SEV or TDX was switched on, or off.
 * Source: libvirt 12.x `src/qemu/qemu_capabilities.c` (a change of sev_es, sev_snp or the BIOS does not invalidate the cache).
 */
export function libvirtProbe(description: HostDescription, now: LibvirtProbe): LibvirtProbe {
  const stale = description.boot.staleLibvirtCache;
  if (stale === 'before-disabling') return beforeDisabling(description, now);
  return stale === undefined ? now : { sev: { available: false, message: 'SEV is not enabled in KVM' }, vmTypes: ['default'] };
}

function beforeDisabling(description: HostDescription, now: LibvirtProbe): LibvirtProbe {
  const sev = hasEncryption(description.amd, 'sev') ? sevCapabilities(description) : now.sev;
  const tdx = description.intel?.tdxCapable === true && !now.vmTypes.includes('tdx');
  return { sev, vmTypes: tdx ? [...now.vmTypes, 'tdx'] : now.vmTypes };
}

/** A launch-security type as libvirt spells it. */
export type LaunchSecurityType = 'sev' | 'sev-snp' | 's390-pv' | 'tdx';

/**
 * The types libvirt accepts in a domain document on this host: QEMU has the object and the probe succeeded. `sev-snp` follows plain
 * SEV, whatever SNP's own state.
 * Source: libvirt 12.x `src/qemu/qemu_capabilities.c` `virQEMUCapsFillDomainLaunchSecurity`.
 */
export function acceptedTypes({ qemu, libvirt, kvm, kernel }: BootTruth): readonly LaunchSecurityType[] {
  const sev = qemu.sevCapabilities.available;
  const { view } = libvirt;
  const accepted: LaunchSecurityType[] = [];
  if (sev && qemu.guestTypes.includes('sev-guest')) accepted.push('sev');
  if (sev && view.knowsSnp && qemu.guestTypes.includes('sev-snp-guest')) accepted.push('sev-snp');
  if (kvm.module === 'kvm' && kvm.loaded && toldToProtect.test(kernel.commandLine)) accepted.push('s390-pv');
  const tdxOffered = !view.checksTdxVmType || (libvirt.probedVmTypes ?? kvm.vmTypes).includes('tdx');
  if (view.knowsTdx && tdxOffered && qemu.guestTypes.includes('tdx-guest')) accepted.push('tdx');
  return accepted;
}

/** On s390x libvirt asks the kernel command line. Source: libvirt 12.x `virQEMUCapsKVMSupportsSecureGuestS390`. */
const toldToProtect = /(^| )prot_virt=(1|y|on|t)/i;

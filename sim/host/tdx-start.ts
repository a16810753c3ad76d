import { strerror } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { Boot } from './boot.js';
import type { GuestKeys, HeldKey } from './guest-keys.js';
import type { DefinedDomain } from './libvirt-define.js';
import { firmwareExits, type QemuExit, vmTypeUnsupported } from './qemu-exit.js';

/**
 * QEMU starts a TD: the VM type, KVM_TDX_INIT_VM with the first vCPU (which takes an HKID and then charges), and the firmware image.
 * Source: QEMU 10.1, 10.2.2 `target/i386/kvm/tdx.c`; Linux 7.2.8 `arch/x86/kvm/vmx/tdx.c`.
 */
export function startTdxGuest(
  { truth }: Boot,
  keys: GuestKeys,
  domain: DefinedDomain,
  cgroup: string,
): Outcome<HeldKey, QemuExit> {
  if (!truth.kvm.vmTypes.includes('tdx')) return refused(vmTypeUnsupported('TDX'));
  const taken = keys.take('tdx', cgroup);
  if (!taken.ok) {
    const words = truth.qemu.tdxIoctlWording ? 'TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0' : 'KVM_TDX_INIT_VM failed';
    return refused({ cause: taken.reason.cause, lines: [`${words}: ${strerror(taken.reason.errno)}`] });
  }
  const { path } = domain.firmware;
  if (path !== undefined && truth.firmwareFiles.includes(path)) return done(taken.value);
  keys.abandon(taken.value, true);
  return refused(path === undefined ? firmwareExits.noTdvf : firmwareExits.noFile(path));
}

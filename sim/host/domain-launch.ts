import type { BootTruth } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { Boot } from './boot.js';
import type { GuestKeys, HeldKey } from './guest-keys.js';
import { type DefinedDomain, type StartFailure, systemFailure } from './libvirt-define.js';
import { firmwareExits, monitorClosed, type QemuExit } from './qemu-exit.js';
import { type StartPlace, startSevGuest } from './sev-start.js';
import { startTdxGuest } from './tdx-start.js';

/** QEMU runs, and takes a key ID where the guest needs one. */
export function launch(
  boot: Boot,
  keys: GuestKeys,
  domain: DefinedDomain,
  where: StartPlace,
): Outcome<HeldKey | undefined, QemuExit> {
  const { protection, type, firmware } = domain;
  if (protection === 'none') {
    const missing = firmware.path !== undefined && !boot.truth.firmwareFiles.includes(firmware.path);
    return missing ? refused(firmwareExits.noFile(firmware.path)) : done(undefined);
  }
  if (type === 'qemu') return refused(emulatedExit);
  return protection === 'tdx' ? startTdxGuest(boot, keys, domain, where.cgroup) : startSevGuest(boot, keys, domain, where);
}

/** Found before KVM is asked for anything: the template of the variable store by libvirt, a flash image by QEMU. */
export function missingFile({ name, firmware }: DefinedDomain, boot: BootTruth): StartFailure | undefined {
  const has = (path: string | undefined): boolean => path === undefined || boot.firmwareFiles.includes(path);
  const { nvramTemplate, path, mapping } = firmware;
  if (!has(nvramTemplate)) return systemFailure(`Failed to open file '${nvramTemplate}'`, 'firmware-missing');
  if (mapping !== 'pflash' || path === undefined || has(path)) return undefined;
  return monitorClosed(name, firmwareExits.noFlashFile(path), boot);
}

/** Without KVM nothing makes the confidential-guest object ready. Source: QEMU 10.0 `hw/core/machine.c` `qemu_machine_creation_done`. */
const emulatedExit: QemuExit = { cause: 'invalid-domain', lines: ["Assertion `machine->cgs->ready' failed."] };

import type { StartFailureCause } from '../contracts/evidence.js';
import type { BootTruth } from '../contracts/truth.js';
import { firmwareErrorText } from './firmware-errors.js';
import { libvirtFailure, type StartFailure } from './libvirt-define.js';

/** Why QEMU gave up: its own lines, and the reason behind them. */
export interface QemuExit {
  readonly lines: readonly string[];
  readonly cause: StartFailureCause;
}

/** Stands for the time in every line QEMU writes with `-msg timestamp=on`: virtual time does not tick while a guest starts. */
export const qemuTimeStamp = '2026-01-01T00:00:00.000000Z';

/**
 * The error libvirt reports when QEMU exits before its monitor answers: the lines of QEMU's stderr behind a sentence that differs by
 * version.
 * Source: libvirt 9.0, 11.3, 12.8 `src/qemu/qemu_monitor.c`, `src/qemu/qemu_process.c`.
 */
export function monitorClosed(name: string, { lines, cause }: QemuExit, { libvirt }: BootTruth): StartFailure {
  const sentence = libvirt.view.monitorClosedText.replace('NAME', name);
  const stderr = lines.map((line) => `${qemuTimeStamp} qemu-system-x86_64: ${line}`).join('\n');
  return libvirtFailure('internal', `${sentence}: ${stderr}`, cause);
}

/**
 * What is left of a QEMU that somebody other than libvirt started: its stderr, without a time before each line. A word about `-accel` is
 * missing where the accelerator is a property of the machine. Code and domain 0 say that no libvirt was asked.
 */
export function qemuEnded({ lines, cause }: QemuExit): StartFailure {
  const stderr = lines.map((line) => `qemu-system-x86_64: ${line.replace(/^-accel kvm: /, '')}`).join('\n');
  return { error: { code: 0, domain: 0, message: stderr }, cause };
}

/** Another QEMU with the same name still has the socket of its monitor. Source: QEMU 10.0 `util/qemu-sockets.c`. */
export const monitorInUse: QemuExit = { cause: 'invalid-domain', lines: ['-qmp: Failed to bind socket: Address already in use'] };

/** An error while KVM was being set up: the reasons, then QEMU's last word. Source: QEMU 10.0 `accel/kvm/kvm-all.c` `kvm_init`. */
export function kvmSetupFailed(cause: StartFailureCause, ...reasons: readonly string[]): QemuExit {
  return { cause, lines: [...reasons, 'failed to initialize kvm: Operation not permitted'].map((line) => `-accel kvm: ${line}`) };
}

/** The VM type is not offered: the only KVM error that stands alone. Source: QEMU 10.0 `target/i386/kvm/kvm.c` `kvm_get_vm_type`. */
export function vmTypeUnsupported(type: 'SEV' | 'SEV-ES' | 'SEV-SNP' | 'TDX'): QemuExit {
  return { cause: 'unsupported-vm-type', lines: [`-accel kvm: vm-type ${type} not supported by KVM`] };
}

/** Why a firmware image cannot be used, found when the machine is built. Source: QEMU 10.0 `hw/i386/pc_sysfw.c`, `x86-common.c`. */
export const firmwareExits = {
  noFile: (path: string): QemuExit => ({ cause: 'firmware-missing', lines: [`could not load PC BIOS '${path}'`] }),
  noFlashFile: (path: string): QemuExit => ({
    cause: 'firmware-missing',
    lines: [
      `-blockdev {"driver":"file","filename":"${path}",${blockdevRest}}: Could not open '${path}': No such file or directory`,
    ],
  }),
  noFlashAllowed: { cause: 'invalid-domain', lines: ['pflash with kvm requires KVM readonly memory support'] },
  noTdvf: { cause: 'invalid-domain', lines: ['failed to parse TDVF for TDX VM'] },
  noSevMetadata: { cause: 'invalid-domain', lines: ['sev_snp_launch_finish: Failed to locate SEV metadata header'] },
} as const satisfies Record<string, QemuExit | ((path: string) => QemuExit)>;

const blockdevRest = '"node-name":"libvirt-pflash0-storage","auto-read-only":true,"discard":"unmap"';

/** `ret=… fw_error=… '…'` as QEMU prints the result of a SEV command. */
export function sevResult(ret: number, firmwareError: number): string {
  return `ret=${ret} fw_error=${firmwareError} '${firmwareErrorText(firmwareError)}'`;
}

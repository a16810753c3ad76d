import type { Protection } from '../contracts/protection.js';
import type { BootTruth } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { guestObjects } from './command-line-object.js';
import { propertiesOf, type QemuOption, qemuOptions } from './command-line-options.js';
import type { GuestFirmware } from './guest-firmware.js';
import type { LaunchSecurity } from './launch-security.js';
import type { DefinedDomain } from './libvirt-define.js';
import type { QemuExit } from './qemu-exit.js';

/** What QEMU's arguments come to, or why QEMU ended over them. */
export type ReadCommandLine = Outcome<DefinedDomain, QemuExit>;

/**
 * Reads QEMU's arguments into what a domain document is read into. Nobody stands between the caller and QEMU: what libvirt would have
 * refused, QEMU or KVM refuses in their own words.
 * Source: QEMU 10.0 `system/vl.c` (qemu_init), `hw/core/machine.c` (machine_initfn, `confidential-guest-support`).
 */
export function readCommandLine(argv: readonly string[], boot: BootTruth): ReadCommandLine {
  const options = qemuOptions(argv);
  if (!options.ok) return ended(options.reason);
  const machine = merged(options.value, ['machine', 'M'], 'type');
  const name = merged(options.value, ['name'], 'guest');
  if (!machine.ok) return ended(`-machine ${machine.reason}`);
  if (!name.ok) return ended(`-name ${name.reason}`);
  const objects = guestObjects(options.value, boot);
  if (!objects.ok) return ended(objects.reason);
  const support = machine.value['confidential-guest-support'];
  const object = objects.value.find(({ id }) => id === support);
  if (support !== undefined && object === undefined) return ended(`Device '${support}' not found`);
  const accelerated =
    machine.value.accel === 'kvm' || options.value.some(({ name: each }) => each === 'enable-kvm' || each === 'accel');
  if (accelerated && !boot.nodes.some(({ path }) => path === '/dev/kvm')) return refused(noKvm);
  const protection = object?.security.protection ?? 'none';
  return done({
    name: name.value.guest ?? '',
    uuid: firstOf(options.value, 'uuid') ?? '',
    type: accelerated ? 'kvm' : 'qemu',
    protection,
    security: object?.security ?? ordinary,
    firmware: usable(firmwareOf(options.value), protection, boot),
    smm: machine.value.smm === 'on',
  });
}

/** Name and protection of arguments, as far as they can be read. */
export function askedByCommandLine(argv: readonly string[], boot: BootTruth): Pick<DefinedDomain, 'name' | 'protection'> {
  const options = qemuOptions(argv);
  if (!options.ok) return { name: '', protection: 'none' };
  const name = merged(options.value, ['name'], 'guest');
  const objects = guestObjects(options.value, boot);
  const protection = objects.ok ? objects.value[0]?.security.protection : undefined;
  return { name: (name.ok && name.value.guest) || '', protection: protection ?? 'none' };
}

const ordinary: LaunchSecurity = { protection: 'none', policy: 0n };

function ended(line: string): ReadCommandLine {
  return refused({ cause: 'invalid-domain', lines: [line] });
}

/** Source: QEMU 10.0 `accel/kvm/kvm-all.c` (kvm_init). */
const noKvm: QemuExit = {
  cause: 'device-missing',
  lines: ['Could not access KVM kernel module: No such file or directory', 'failed to initialize kvm: No such file or directory'],
};

/** Properties of an option that may come more than once. */
function merged(
  options: readonly QemuOption[],
  names: readonly string[],
  implied: string,
): Outcome<Readonly<Record<string, string>>, string> {
  let all: Readonly<Record<string, string>> = {};
  for (const { name, text } of options) {
    if (!names.includes(name)) continue;
    const read = propertiesOf(text, implied);
    if (!read.ok) return refused(`${text}: ${read.reason}`);
    all = { ...all, ...read.value };
  }
  return done(all);
}

function firstOf(options: readonly QemuOption[], wanted: string): string | undefined {
  return options.find(({ name }) => name === wanted)?.text;
}

/** `-bios` is a ROM, `-drive if=pflash` a flash device; the first of those wins. */
function firmwareOf(options: readonly QemuOption[]): GuestFirmware {
  const bios = firstOf(options, 'bios');
  if (bios !== undefined) return { mapping: 'rom', path: bios };
  for (const { name, text } of options) {
    const read = name === 'drive' ? propertiesOf(text, 'file') : undefined;
    if (read?.ok === true && read.value.if === 'pflash' && read.value.file !== undefined) {
      return { mapping: 'pflash', path: read.value.file };
    }
  }
  return { mapping: 'none' };
}

/**
 * Images of guest firmware that an installation of its own has brought along, and what each is made for. Source: kata-containers
 * 7c6ba40c54 `tools/packaging/static-build/ovmf`.
 */
const broughtAlong = [
  '/opt/kata/share/ovmf/AMDSEV.fd',
  '/opt/kata/share/ovmf/OVMF.fd',
  '/opt/kata/share/ovmf/OVMF.inteltdx.fd',
] as const;

/** A boot of a host on which such images are installed besides its own. */
export function withBroughtImages<HasTruth extends { readonly truth: BootTruth }>(boot: HasTruth): HasTruth {
  return { ...boot, truth: { ...boot.truth, firmwareFiles: [...boot.truth.firmwareFiles, ...broughtAlong] } };
}

/** The firmware as the launch of an encrypted guest finds it: an image that is made for another kind of guest is as good as none. */
function usable(firmware: GuestFirmware, protection: Protection, { firmwareFiles }: BootTruth): GuestFirmware {
  const { path, mapping } = firmware;
  if (path === undefined || !firmwareFiles.includes(path) || mapping === 'pflash') return firmware;
  const forTdx = /tdx|tdvf/i.test(path);
  const suits = protection === 'tdx' ? forTdx : protection !== 'snp' || (!forTdx && /sev|\.cc\./i.test(path));
  return suits ? firmware : { mapping: 'none' };
}

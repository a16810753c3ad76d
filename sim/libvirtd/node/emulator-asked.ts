import { done, type Outcome } from '../../core/outcome.js';
import { type Emulator, emulatorOf, type MachineType, machineTypeOf } from '../../surfaces/emulator.js';
import { openTree } from '../../surfaces/index.js';
import type { Call, Fault } from '../daemon-contract.js';
import { fault, type Refused, systemFault } from '../faults.js';

/** The four optional arguments that say which QEMU is meant; each has a default. */
export interface EmulatorArguments {
  readonly emulator: string | undefined;
  readonly arch: string | undefined;
  readonly machine: string | undefined;
  readonly virttype: string | undefined;
}

/** What they come to. */
export interface AskedEmulator {
  readonly path: string;
  /** Guest architecture as it was asked for. */
  readonly architecture: string;
  /** With its canonical name: `q35` is `pc-q35-10.1`. */
  readonly machine: MachineType;
  readonly virtType: 'kvm' | 'qemu';
}

/**
 * Looks the emulator up as every function with these arguments does, and refuses in the same order: kind of virtualisation,
 * architecture, binary, whether both fit, accelerator, machine. Source: libvirt 11.3.0 `src/qemu/qemu_capabilities.c`
 * virQEMUCapsCacheLookupDefault, `src/qemu/qemu_conf.c` virQEMUDriverGetDomainCapabilities; wordings observed with 9.0.0, 11.3.0, 12.8.0.
 */
export function askedEmulator(args: EmulatorArguments, call: Call): Outcome<AskedEmulator, Fault> {
  const { boot } = call.daemon.host;
  const emulator = emulatorOf(boot);
  const { arch = emulator.architecture } = args;
  const wrong = wrongWords(args, call) ?? wrongBinary(emulator, arch, args.emulator, call) ?? noAccelerator(args, emulator, call);
  if (wrong !== undefined) return wrong;
  const machine = machineTypeOf(boot, args.machine);
  if (machine === undefined) {
    return fault(
      call.daemon,
      'invalid-argument',
      `the machine '${args.machine}' is not supported by emulator '${emulator.path}'`,
    );
  }
  const virtType = virtTypeOf(args.virttype, call);
  if (virtType !== undefined) return done({ path: emulator.path, architecture: arch, machine, virtType });
  const words = `Emulator '${emulator.path}' does not support virt type '${args.virttype}'`;
  return fault(call.daemon, 'invalid-argument', words);
}

function wrongWords({ virttype, arch }: EmulatorArguments, call: Call): Refused | undefined {
  if (virttype !== undefined && !virtTypes.has(virttype)) {
    return fault(call.daemon, 'invalid-argument', `unknown virttype: ${virttype}`);
  }
  if (arch === undefined || architectures.has(arch)) return undefined;
  return fault(call.daemon, 'invalid-argument', `unknown architecture: ${arch}`);
}

/**
 * Only the emulator of the host's own architecture is installed. Of other files libvirt says first whether they are there and then
 * whether they can be run, which none of the files shown here can. Source: libvirt 11.3.0 `src/qemu/qemu_capabilities.c`
 * virQEMUCapsNewForBinaryInternal; errors observed with 9.0.0.
 */
function wrongBinary(emulator: Emulator, arch: string, path: string | undefined, call: Call): Refused | undefined {
  const served = emulator.guests.some(({ name }) => name === arch);
  if (path === undefined) {
    const words = `unable to find any emulator to serve '${arch}' architecture`;
    return served ? undefined : fault(call.daemon, 'unsupported', words);
  }
  if (path !== emulator.path) return otherBinary(path, call);
  const words = `architecture from emulator '${emulator.architecture}' doesn't match given architecture '${arch}'`;
  return served ? undefined : fault(call.daemon, 'invalid-argument', words);
}

function otherBinary(path: string, call: Call): Refused {
  const tree = openTree(call.daemon.host);
  const status = path.startsWith('/') ? tree.stat(path) : undefined;
  if (status === undefined) return systemFault(`Cannot check QEMU binary ${path}`, 2, 'No such file or directory', 'qemu');
  const words = `QEMU binary ${path} is not executable`;
  const isDirectory = status.kind === 'directory';
  return isDirectory ? systemFault(words, 21, 'Is a directory', 'qemu') : systemFault(words, 13, 'Permission denied', 'qemu');
}

function noAccelerator({ virttype }: EmulatorArguments, emulator: Emulator, call: Call): Refused | undefined {
  const accelerated = virttype === 'kvm' || virttype === 'hvf';
  if (!accelerated || call.daemon.host.boot.kvm.loaded) return undefined;
  return fault(call.daemon, 'invalid-argument', `the accel '${virttype}' is not supported by '${emulator.path}' on this host`);
}

/** `none` is a word libvirt knows, and means that nothing was asked. */
function virtTypeOf(asked: string | undefined, call: Call): AskedEmulator['virtType'] | undefined {
  if (asked === undefined || asked === 'none') return call.daemon.host.boot.kvm.loaded ? 'kvm' : 'qemu';
  return asked === 'kvm' || asked === 'qemu' ? asked : undefined;
}

/** Source: libvirt 11.3.0 `src/conf/domain_conf.c` virDomainVirt. */
const virtTypes: ReadonlySet<string> = new Set(
  'none qemu kqemu kvm xen lxc uml openvz test vmware hyperv vbox phyp parallels bhyve vz hvf'.split(' '),
);

/** Source: libvirt 11.3.0 `src/util/virarch.c`. */
const architectures: ReadonlySet<string> = new Set(
  `alpha armv6l armv7l armv7b aarch64 cris i686 ia64 lm32 loongarch64 m68k microblaze microblazeel mips mipsel mips64 mips64el openrisc
  parisc parisc64 ppc ppcle ppc64 ppc64le ppcemb riscv32 riscv64 s390 s390x sh4 sh4eb sparc sparc64 unicore32 x86_64 xtensa
  xtensaeb`.split(/\s+/),
);

/** Is it the name of an architecture that libvirt knows? */
export function isArchitecture(name: string): boolean {
  return architectures.has(name);
}

import type { BootTruth, FirmwareDescriptor } from '../contracts/truth.js';
import type { DomainDocument } from './domain-document.js';
import type { LaunchSecurity } from './launch-security.js';

/** What of a document and its host decides on firmware. */
export interface FirmwareRequest {
  readonly document: DomainDocument;
  readonly security: LaunchSecurity;
  readonly boot: BootTruth;
}

/**
 * The first descriptor that suits a domain, in the order of their file names; undefined without one.
 * Source: libvirt 11.3 `src/qemu/qemu_firmware.c` `qemuFirmwareMatchDomain`.
 */
export function suitableDescriptor(request: FirmwareRequest): FirmwareDescriptor | undefined {
  return firmwareDescriptors(request.boot).find((descriptor) => rules.every((suits) => suits(descriptor, request)));
}

/** The descriptor of an image, for a loader that was named; undefined where no descriptor knows it. */
export function descriptorOfImage(boot: BootTruth, path: string): FirmwareDescriptor | undefined {
  return boot.firmwareDescriptors?.find(({ executable }) => executable === path);
}

/** Descriptors of the host's firmware package, or what the names of its images stand for. */
function firmwareDescriptors(boot: BootTruth): readonly FirmwareDescriptor[] {
  if (boot.firmwareDescriptors !== undefined) return boot.firmwareDescriptors;
  const { firmwareFiles } = boot;
  const known = namesRead.get(firmwareFiles);
  if (known !== undefined) return known;
  const read = families.flatMap((family) =>
    firmwareFiles.filter((file) => family.files.test(file)).map((file) => named(file, family)),
  );
  namesRead.set(firmwareFiles, read);
  return read;
}

const namesRead = new WeakMap<readonly string[], readonly FirmwareDescriptor[]>();

type Family = { readonly files: RegExp } & Pick<FirmwareDescriptor, 'device' | 'features'>;

/**
 * `OVMF_CODE` images suit plain SEV and ordinary guests, those for secure boot with SMM among them only whoever wants that, with keys
 * in their variable store or without; `amdsev` images suit every kind of SEV, `inteltdx` images TDX.
 */
const families: readonly Family[] = [
  { files: /OVMF_CODE(?!.*secboot)/, device: 'flash', features: ['amd-sev'] },
  { files: /OVMF_CODE.*secboot/, device: 'flash', features: ['amd-sev', 'enrolled-keys', 'requires-smm', 'secure-boot'] },
  { files: /OVMF_CODE.*secboot/, device: 'flash', features: ['amd-sev', 'requires-smm', 'secure-boot'] },
  { files: /amdsev/, device: 'memory', features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp'] },
  { files: /inteltdx/, device: 'memory', features: ['intel-tdx'] },
];

function named(executable: string, { device, features }: Family): FirmwareDescriptor {
  const flash = device === 'flash' ? ({ mode: 'split' } as const) : {};
  return { name: executable, device, ...flash, executable, format: 'raw', machines: ['*'], features };
}

type Rule = (descriptor: FirmwareDescriptor, request: FirmwareRequest) => boolean;

const rules: readonly Rule[] = [imageIsNamed, machineFits, featuresAreWanted, secureBootFits, deviceFits, securityIsKnown];

function imageIsNamed({ executable }: FirmwareDescriptor, { document }: FirmwareRequest): boolean {
  const path = document.loader?.path ?? '';
  return path === '' || path === executable;
}

function machineFits({ machines }: FirmwareDescriptor, { document, boot }: FirmwareRequest): boolean {
  const machine = canonicalMachine(document.machine, boot);
  return machines.some((pattern) => (pattern.endsWith('*') ? machine.startsWith(pattern.slice(0, -1)) : machine === pattern));
}

/** Aliases of the newest machine types. */
function canonicalMachine(machine: string, { qemu }: BootTruth): string {
  if (machine === 'q35') return qemu.q35Machine;
  return machine === '' || machine === 'pc' ? qemu.q35Machine.replace('q35', 'i440fx') : machine;
}

function featuresAreWanted({ features }: FirmwareDescriptor, { document }: FirmwareRequest): boolean {
  return Object.entries(document.firmwareFeatures ?? {}).every(
    ([name, wanted]) => features.includes(name) === (wanted === 'yes'),
  );
}

/** A secure loader is one that system management mode protects. */
function secureBootFits({ features }: FirmwareDescriptor, { document }: FirmwareRequest): boolean {
  const needs = features.includes('requires-smm');
  if (needs && (document.loader?.secure === 'no' || document.smm === 'off')) return false;
  return needs || document.loader?.secure !== 'yes';
}

/** Since 11.8 stateless flash is chosen for those who do not ask for it, too. Source: libvirt NEWS 11.8.0. */
function deviceFits({ device, mode = 'split' }: FirmwareDescriptor, { document, boot }: FirmwareRequest): boolean {
  const { type, stateless, readonly } = document.loader ?? {};
  if (device === 'memory') return type !== 'pflash' && readonly !== 'no' && stateless !== 'no';
  if (type === 'rom') return false;
  if (readonly === 'no') return mode === 'combined';
  if (stateless === 'yes') return mode === 'stateless';
  return mode === 'split' || (mode === 'stateless' && stateless !== 'no' && boot.libvirt.view.knowsTdx);
}

function securityIsKnown({ features }: FirmwareDescriptor, { security }: FirmwareRequest): boolean {
  const needed = neededFeatures[security.protection];
  return needed.every((feature) => features.includes(feature));
}

/** An ordinary guest runs with any; what only boots in a trust domain is for the others by its other rules. */
const neededFeatures: Readonly<Record<LaunchSecurity['protection'], readonly string[]>> = {
  none: [],
  sev: ['amd-sev'],
  'sev-es': ['amd-sev', 'amd-sev-es'],
  snp: ['amd-sev-snp'],
  tdx: ['intel-tdx'],
};

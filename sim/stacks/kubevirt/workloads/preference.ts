import type { Json, JsonObject } from '../../../core/json.js';
import { efiShape, launchSecurityShape, metadataShape } from '../admit/instance-shape.js';
import { type Shape, type ShapeCheck, shapeCheck } from '../admit/shape.js';
import type { Choices } from '../choices.js';
import type { Devices, Disk, Efi, Firmware, Interface, ObjectMeta, VirtualMachineInstance, VmiSpec } from '../vmi.js';

/** A VirtualMachinePreference or its cluster-wide twin: what a guest gets where nobody says otherwise. */
export interface Preference {
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec: PreferenceSpec;
}

/** What is preferred; members that are only copied are in {@link copied}. */
export interface PreferenceSpec {
  readonly cpu?: { readonly preferredCPUTopology?: string };
  readonly devices?: {
    readonly preferredDiskBus?: string;
    readonly preferredCdromBus?: string;
    readonly preferredLunBus?: string;
    readonly preferredInterfaceModel?: string;
  };
  readonly firmware?: {
    readonly preferredUseBios?: boolean;
    readonly preferredUseEfi?: boolean;
    readonly preferredUseSecureBoot?: boolean;
    readonly preferredEfi?: Efi;
  };
  readonly annotations?: Readonly<Record<string, string>>;
}

const feature: Shape = { enabled: 'boolean' };

/** What is wrong with the types of a preference's fields; nothing when it is one. */
export const preferenceCauses: ShapeCheck = shapeCheck({
  'metadata!': metadataShape,
  spec: {
    cpu: { preferredCPUTopology: 'string' },
    devices: {
      preferredDiskBus: 'string',
      preferredCdromBus: 'string',
      preferredLunBus: 'string',
      preferredInterfaceModel: 'string',
      preferredRng: 'object',
      preferredTPM: feature,
      preferredDisableHotplug: 'boolean',
      preferredUseVirtioTransitional: 'boolean',
      preferredAutoattachGraphicsDevice: 'boolean',
      preferredAutoattachMemBalloon: 'boolean',
      preferredAutoattachPodInterface: 'boolean',
      preferredAutoattachSerialConsole: 'boolean',
    },
    features: { preferredAcpi: feature, preferredApic: feature, preferredSmm: feature },
    firmware: {
      preferredUseBios: 'boolean',
      preferredUseEfi: 'boolean',
      preferredUseSecureBoot: 'boolean',
      preferredEfi: efiShape,
    },
    machine: { preferredMachineType: 'string' },
    preferredTerminationGracePeriodSeconds: 'count',
    preferredArchitecture: 'string',
    preferredLaunchSecurity: launchSecurityShape,
    annotations: { '*': 'string' },
  },
});

/** What is copied as it is, from where in a preference to where in an instance's spec. */
const copied: readonly (readonly [from: string, to: string])[] = [
  ['devices.preferredUseVirtioTransitional', 'domain.devices.useVirtioTransitional'],
  ['devices.preferredDisableHotplug', 'domain.devices.disableHotplug'],
  ['devices.preferredRng', 'domain.devices.rng'],
  ['devices.preferredTPM', 'domain.devices.tpm'],
  ['devices.preferredAutoattachGraphicsDevice', 'domain.devices.autoattachGraphicsDevice'],
  ['devices.preferredAutoattachMemBalloon', 'domain.devices.autoattachMemBalloon'],
  ['devices.preferredAutoattachPodInterface', 'domain.devices.autoattachPodInterface'],
  ['devices.preferredAutoattachSerialConsole', 'domain.devices.autoattachSerialConsole'],
  ['features.preferredAcpi', 'domain.features.acpi'],
  ['features.preferredApic', 'domain.features.apic'],
  ['features.preferredSmm', 'domain.features.smm'],
  ['machine.preferredMachineType', 'domain.machine.type'],
  ['preferredTerminationGracePeriodSeconds', 'terminationGracePeriodSeconds'],
  ['preferredArchitecture', 'architecture'],
  ['preferredLaunchSecurity', 'domain.launchSecurity'],
];

/**
 * The instance with what is preferred filled in where nobody said anything. Upstream overwrites `features.acpi` and `disableHotplug`
 * because it cannot tell whether the user set them. Source: KubeVirt v1.9 `pkg/instancetype/preference/apply`.
 */
export function withPreference(vmi: VirtualMachineInstance, preference: Preference, choices: Choices): VirtualMachineInstance {
  const preferred = preference.spec ?? {};
  const { metadata } = vmi;
  const name =
    preference.kind === 'VirtualMachinePreference' ? 'kubevirt.io/preference-name' : 'kubevirt.io/cluster-preference-name';
  const annotations = { ...preferred.annotations, ...metadata.annotations, [name]: preference.metadata.name };
  const spec = copied.reduce(
    (filled, [from, to]) => {
      const value = choices.preferenceCanProtect || from !== 'preferredLaunchSecurity' ? valueAt(preferred, from) : undefined;
      const overwrite = choices.preferencesThatOverwrite.includes(from);
      return value === undefined ? filled : withValue(filled, to.split('.'), value, overwrite);
    },
    vmi.spec as unknown as JsonObject,
  ) as unknown as VmiSpec;
  return { ...vmi, metadata: { ...metadata, annotations }, spec: withChoicesMade(spec, preferred) };
}

function withChoicesMade(spec: VmiSpec, { devices: preferred, firmware }: PreferenceSpec): VmiSpec {
  const { devices } = spec.domain;
  return {
    ...spec,
    domain: {
      ...spec.domain,
      ...(firmware !== undefined && { firmware: firmwareWith(spec.domain.firmware, firmware) }),
      ...(preferred !== undefined && devices !== undefined && { devices: devicesWith(devices, preferred) }),
    },
  };
}

/** A bootloader is preferred as a whole; only an undecided secure boot is filled in. */
function firmwareWith(firmware: Firmware = {}, preferred: NonNullable<PreferenceSpec['firmware']>): Firmware {
  const { bootloader = {} } = firmware;
  const { preferredUseBios, preferredUseEfi, preferredUseSecureBoot: secureBoot, preferredEfi } = preferred;
  if (bootloader.bios !== undefined || (bootloader.efi === undefined && preferredUseBios === true)) {
    return { ...firmware, bootloader: { ...bootloader, bios: bootloader.bios ?? {} } };
  }
  if (bootloader.efi === undefined && preferredEfi !== undefined)
    return { ...firmware, bootloader: { ...bootloader, efi: preferredEfi } };
  const efi = bootloader.efi ?? (preferredUseEfi === true ? {} : undefined);
  if (efi === undefined) return { ...firmware, bootloader };
  const decided = efi.secureBoot === undefined && secureBoot !== undefined ? { ...efi, secureBoot } : efi;
  return { ...firmware, bootloader: { ...bootloader, efi: decided } };
}

function devicesWith(devices: Devices, preferred: NonNullable<PreferenceSpec['devices']>): Devices {
  const { disks, interfaces } = devices;
  return {
    ...devices,
    ...(disks !== undefined && { disks: disks.map((disk) => diskWith(disk, preferred)) }),
    ...(interfaces !== undefined && { interfaces: interfaces.map((nic) => interfaceWith(nic, preferred)) }),
  };
}

function diskWith(
  disk: Disk,
  { preferredDiskBus, preferredCdromBus, preferredLunBus }: NonNullable<PreferenceSpec['devices']>,
): Disk {
  if (disk.cdrom !== undefined)
    return busOr(disk.cdrom.bus, preferredCdromBus, disk, (bus) => ({ cdrom: { ...disk.cdrom, bus } }));
  if (disk.lun !== undefined) return busOr(disk.lun.bus, preferredLunBus, disk, (bus) => ({ lun: { ...disk.lun, bus } }));
  return busOr(disk.disk?.bus, preferredDiskBus, disk, (bus) => ({ disk: { ...disk.disk, bus } }));
}

function busOr(own: string | undefined, preferred: string | undefined, disk: Disk, target: (bus: string) => Partial<Disk>): Disk {
  return own || !preferred ? disk : { ...disk, ...target(preferred) };
}

function interfaceWith(nic: Interface, { preferredInterfaceModel }: NonNullable<PreferenceSpec['devices']>): Interface {
  return nic.model || !preferredInterfaceModel ? nic : { ...nic, model: preferredInterfaceModel };
}

function valueAt(value: unknown, path: string): Json | undefined {
  let current = value as Json | undefined;
  for (const key of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as JsonObject)[key];
  }
  return current;
}

/** The object with a value at a path where there was none (an empty text is none), or in any case. */
function withValue(object: JsonObject, [key = '', ...rest]: readonly string[], value: Json, overwrite: boolean): JsonObject {
  const own = object[key];
  if (rest.length > 0) return { ...object, [key]: withValue((own ?? {}) as JsonObject, rest, value, overwrite) };
  return own === undefined || own === '' || overwrite ? { ...object, [key]: value } : object;
}

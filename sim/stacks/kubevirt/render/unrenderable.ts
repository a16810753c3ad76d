import type { HostReader } from '../../../contracts/reader.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keptByTemplate } from '../guest-template.js';
import { type Disk, type Specified, vcpuCount } from '../vmi.js';

/**
 * What stands in the way of a document before firmware is looked for, in virt-launcher's or libvirt's words; undefined when nothing does.
 * Source: KubeVirt v1.9 `converter/kvm/configurator.go`, `converter/storage/{configurator,volume}.go`; libvirt 11.10
 * `src/qemu/qemu_validate.c`.
 */
export function unrenderable(guest: Specified, reader: HostReader, config: Config, choices: Choices): string | undefined {
  const { launchSecurity } = guest.spec.domain;
  if (!choices.attestationCheckKnowsSnp && launchSecurity?.snp !== undefined && launchSecurity.sev === undefined) {
    return 'panic: runtime error: invalid memory address or nil pointer dereference';
  }
  if (reader.stat('/dev/kvm') === undefined) return 'kvm not present and emulation is not allowed';
  return requestProblem(guest, config, choices) || undefined;
}

/** What stands in the way whatever the host; empty when nothing does. */
const requestProblem = keptByTemplate((guest) => {
  const { cpu, devices } = guest.spec.domain;
  if (vcpuCount({ ...cpu, sockets: cpu?.maxSockets || cpu?.sockets || 1 }) > vcpusPerMachine) {
    return `unsupported configuration: Maximum CPUs greater than specified machine type limit ${vcpusPerMachine}`;
  }
  return hostDeviceProblem(guest) ?? devices?.disks?.map((disk) => volumeProblem(guest, disk)).find(isText) ?? '';
});

/** What QEMU 10.1's q35 takes. */
const vcpusPerMachine = 4096;

/**
 * The addresses of passed-through devices come with the pod, from the plugin that allocated them; nothing here does. Source: KubeVirt
 * v1.9 `device/hostdevice/generic/hostdev.go`.
 */
function hostDeviceProblem({ spec }: Specified): string | undefined {
  const wanted = spec.domain.devices?.hostDevices ?? [];
  if (wanted.length === 0) return undefined;
  const listed = wanted.map(({ name = '', deviceName = '' }) => `{${name} ${deviceName} <nil> }`).join(' ');
  const counts = 'the number of device plugin HostDevice/s do not match the number of devices';
  return `failed to create generic host-devices: ${counts}:\nHostDevice: [${listed}]\nDevice: []`;
}

function volumeProblem({ spec }: Specified, { name: disk, lun, cdrom }: Disk): string | undefined {
  const volume = spec.volumes?.find(({ name }) => name === disk);
  if (volume === undefined) return cdrom === undefined ? `no matching volume with name ${disk} found` : undefined;
  if (claims.some((kind) => volume[kind] !== undefined)) return undefined;
  if (!fileVolumes.some((kind) => volume[kind] !== undefined)) return `disk ${disk} references an unsupported source`;
  return lun === undefined ? undefined : `device ${disk} is of type lun. Not compatible with a file based disk`;
}

const claims = ['persistentVolumeClaim', 'dataVolume'] as const;
const fileVolumes = ['containerDisk', 'emptyDisk', 'cloudInitNoCloud', 'cloudInitConfigDrive'] as const;

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

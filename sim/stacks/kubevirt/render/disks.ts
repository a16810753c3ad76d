import { element, fixedElement, fixedElements, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keptByTemplate } from '../guest-template.js';
import { type Disk, namespaceOf, type Specified, type VirtualMachineInstance, type Volume } from '../vmi.js';
import { kept } from './kept.js';
import { iommu, virtioModel } from './virtio.js';

/**
 * One `disk` per disk of the guest. Only images of cloud-init lie in a directory of the guest's own.
 * Source: KubeVirt v1.9 `converter/storage/{disk,volume}.go`.
 */
export function diskElements(vmi: VirtualMachineInstance, config: Config, choices: Choices): XmlElement {
  const named = vmi.spec.volumes?.some((volume) => cloudInitIso(volume) !== undefined) === true;
  return named ? disksOf(vmi, `${namespaceOf(vmi)}/${vmi.metadata.name}`, choices) : unnamedDisks(vmi, config, choices);
}

const unnamedDisks = keptByTemplate((guest, _config, choices) => disksOf(guest, '', choices));

/** @param seeds Where images of cloud-init lie, below the directory of all of them. */
function disksOf(guest: Specified, seeds: string, choices: Choices): XmlElement {
  const taken = new Map<string, number>();
  const disks = (guest.spec.domain.devices?.disks ?? []).map((disk) => {
    const bus = busOf(disk);
    const prefix = bus === 'virtio' ? 'vd' : 'sd';
    const index = taken.get(prefix) ?? 0;
    taken.set(prefix, index + 1);
    return diskElement(guest, disk, sourceOf(guest, disk, seeds), { bus, dev: deviceName(prefix, index) }, choices);
  });
  return fixedElements(...disks);
}

/** Where the guest finds the disk. */
interface DiskPlace {
  readonly bus: string;
  readonly dev: string;
}

function diskElement(guest: Specified, disk: Disk, source: DiskSource, { bus, dev }: DiskPlace, choices: Choices): XmlElement {
  const device = disk.lun !== undefined ? 'lun' : disk.cdrom !== undefined ? 'cdrom' : 'disk';
  const virtio = bus === 'virtio' && device === 'disk';
  const readonly = device === 'cdrom' ? disk.cdrom?.readonly !== false : (disk.disk ?? disk.lun)?.readonly === true;
  return element(
    'disk',
    { type: source.device === undefined ? 'file' : 'block', device, model: virtio ? virtioModel(guest) : undefined },
    driver(source.format, device, bus === 'virtio' ? iommu(guest, 'disk', choices) : undefined),
    sourceElement(source),
    source.backingStore,
    target(dev, bus, disk.cdrom?.tray),
    readonly ? isReadonly : undefined,
    disk.serial === undefined ? undefined : element('serial', {}, disk.serial),
    disk.bootOrder === undefined ? undefined : element('boot', { order: disk.bootOrder }),
    element('alias', { name: `ua-${disk.name}` }),
  );
}

const driver = kept((type: string, device: string, iommuState: 'on' | undefined) => {
  const discard = device === 'cdrom' ? undefined : 'unmap';
  return element('driver', { name: 'qemu', type, cache: 'none', error_policy: 'stop', discard, iommu: iommuState });
});

const target = kept((dev: string, bus: string, tray: string | undefined) => element('target', { dev, bus, tray }));

const isReadonly = fixedElement(element('readonly'));
const qcow2 = fixedElement(element('format', { type: 'qcow2' }));

/** Where a disk's bytes are inside the launcher: in a file or on a block device; an empty CD-ROM drive has neither. */
interface DiskSource {
  readonly format: 'qcow2' | 'raw';
  readonly file?: string;
  readonly device?: string;
  readonly backingStore?: XmlElement;
}

function sourceElement({ file, device }: DiskSource): XmlElement | undefined {
  if (device !== undefined) return element('source', { dev: device });
  return file === undefined ? undefined : element('source', { file });
}

/** A LUN is a block device by nature; other claims are taken for file systems. */
function sourceOf({ spec }: Specified, { name, lun }: Disk, seeds: string): DiskSource {
  const index = spec.volumes?.findIndex((candidate) => candidate.name === name) ?? -1;
  const volume = spec.volumes?.[index];
  if (volume === undefined) return { format: 'raw' };
  if (volume.containerDisk !== undefined) return containerDisk(name, index);
  if (volume.emptyDisk !== undefined) return { format: 'qcow2', file: `/var/run/libvirt/empty-disks/${name}.qcow2` };
  const iso = cloudInitIso(volume);
  if (lun !== undefined) return { format: 'raw', device: `/dev/${name}` };
  if (iso === undefined) return { format: 'raw', file: `/var/run/kubevirt-private/vmi-disks/${name}/disk.img` };
  return { format: 'raw', file: `/var/run/kubevirt-ephemeral-disks/cloud-init-data/${seeds}/${iso}` };
}

function cloudInitIso({ cloudInitNoCloud, cloudInitConfigDrive }: Volume): string | undefined {
  if (cloudInitNoCloud !== undefined) return 'noCloud.iso';
  return cloudInitConfigDrive === undefined ? undefined : 'configdrive.iso';
}

/** Writes go to a throw-away overlay over the image that came with the container. */
function containerDisk(name: string, index: number): DiskSource {
  return {
    format: 'qcow2',
    file: `/var/run/kubevirt-ephemeral-disks/disk-data/${name}/disk.qcow2`,
    backingStore: element(
      'backingStore',
      { type: 'file' },
      qcow2,
      element('source', { file: `/var/run/kubevirt/container-disks/disk_${index}.img` }),
    ),
  };
}

function busOf({ disk, lun, cdrom }: Disk): string {
  return (disk ?? lun ?? cdrom)?.bus ?? 'sata';
}

/** vda … vdz, vdaa …, as Linux names its disks. */
function deviceName(prefix: string, index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(97 + (rest % 26)) + letters;
  return prefix + letters;
}

import type { Protection } from '../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { type NovaAsked, readNovaAsked } from '../../model/nova-asked.js';

/** The right domain document of a server that is new to its host, as far as the judges look at it. */
export function novaXml(object: JsonObject): string {
  const asked = readNovaAsked(object);
  const { protection = 'none', memoryMib = 64, vcpus = 1, machine = 'q35', lockedMemory } = asked;
  const locked = lockedMemory || protection === 'sev' || protection === 'sev-es';
  return [
    `<domain type='kvm'><uuid>${object.uuid}</uuid><name>instance-${String(object.uuid).slice(0, 8)}</name>`,
    `<memory>${memoryMib * 1024}</memory>`,
    locked ? '<memoryBacking><locked/></memoryBacking>' : '',
    `<vcpu>${vcpus}</vcpu>`,
    bootOf(asked, machine),
    `<features><acpi/>${protection === 'none' ? '<vmcoreinfo/>' : ''}</features>`,
    devices,
    launchSecurity(asked, protection),
    '</domain>',
  ].join('');
}

const devices = [
  "<devices><disk type='file' device='disk'><driver name='qemu'/><target bus='virtio' dev='vda'/></disk>",
  "<disk type='file' device='cdrom'><driver name='qemu'/><target bus='sata' dev='sdz'/></disk>",
  "<controller type='scsi' model='virtio-scsi'></controller>",
  "<interface type='bridge'><model type='virtio'/></interface>",
  "<rng model='virtio'></rng><memballoon model='virtio'></memballoon></devices>",
].join('');

function bootOf({ uefi, stateless, secureBoot, architecture }: NovaAsked, machine: string): string {
  const type = `<type arch='${architecture}' machine='${machine}'>hvm</type>`;
  if (!uefi) return `<os>${type}</os>`;
  const secure = secureBoot === 'required' ? 'yes' : 'no';
  const feature = `<firmware><feature name='secure-boot' enabled='${secure}'/></firmware>`;
  return `<os firmware='efi'>${feature}${type}<loader secure='${secure}'${stateless ? " stateless='yes'" : ''}/></os>`;
}

function launchSecurity({ properties }: NovaAsked, protection: Protection): string {
  const hashes = properties.kernel_id === undefined ? 'no' : 'yes';
  switch (protection) {
    case 'none':
      return '';
    case 'sev':
      return "<launchSecurity type='sev'><policy>0x0033</policy></launchSecurity>";
    case 'sev-es':
      return "<launchSecurity type='sev'><policy>0x0037</policy></launchSecurity>";
    case 'snp':
      return `<launchSecurity type='sev-snp' authorKey='no' vcek='yes' kernelHashes='${hashes}'><policy>0x00030000</policy></launchSecurity>`;
    case 'tdx':
      return "<launchSecurity type='tdx'><policy>0x10000000</policy><quoteGenerationService/></launchSecurity>";
  }
}

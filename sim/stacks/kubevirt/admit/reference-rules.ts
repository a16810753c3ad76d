import type { AdmitCause } from '../../../contracts/subject.js';
import type { VirtualMachineInstance } from '../vmi.js';
import { invalid, required } from './cause.js';

/**
 * Names that refer to each other: interfaces to networks and back. Source: KubeVirt v1.9 `pkg/network/admitter/netiface.go`.
 */
export function networkRules(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const networks = vmi.spec.networks ?? [];
  const interfaces = vmi.spec.domain.devices?.interfaces ?? [];
  return [
    ...missing(networks, interfaces, 'spec.networks').map(([field, message]) => required(field, message)),
    ...missing(interfaces, networks, 'spec.domain.devices.interfaces').map(([field, message]) => invalid(field, message)),
  ];
}

/**
 * A disk needs its volume; a CD-ROM drive may be empty. Upstream spells the last member `Name`, here it is the real path.
 * Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateBootOrder).
 */
export function diskRules(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const disks = vmi.spec.domain.devices?.disks ?? [];
  const volumes = new Set((vmi.spec.volumes ?? []).map(({ name }) => name));
  return disks.flatMap(({ name, cdrom }, index) => {
    const field = `spec.domain.devices.disks[${index}].name`;
    return volumes.has(name) || cdrom !== undefined ? [] : [invalid(field, `${field} '${name}' not found.`)];
  });
}

/** A volume needs its disk. Source: `vmi-create-admitter.go` (validateVirtualMachineInstanceSpecVolumeDisks). */
export function volumeRules(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const disks = vmi.spec.domain.devices?.disks ?? [];
  return missing(vmi.spec.volumes ?? [], disks, 'spec.volumes').map(([field, message]) => invalid(field, message));
}

interface Named {
  readonly name: string;
}

/** Field and message for every item whose name the others do not have. */
function missing(items: readonly Named[], others: readonly Named[], path: string): readonly (readonly [string, string])[] {
  const known = new Set(others.map(({ name }) => name));
  return items.flatMap(({ name }, index) => {
    const field = `${path}[${index}].name`;
    return known.has(name) ? [] : [[field, `${field} '${name}' not found.`] as const];
  });
}

import type { Surface, SurfaceFile } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { capabilitiesDocument } from './capabilities.js';
import { domcapabilitiesDocument } from './domcapabilities.js';
import { emulatorOf, type MachineType, machineTypes } from './emulator.js';
import { textFile } from './surface-file.js';

/** Where the answers stand. The name is ours: a real compute service asks over libvirt's socket and keeps them in memory. */
const directory = '/var/lib/nova/libvirt';

/**
 * What libvirt's daemon answers OpenStack's compute service when it starts, one file for each question: versions as `virsh version`
 * prints them, the host's capabilities, and the domain capabilities of every machine type that has an alias, without flags.
 * Source: nova `nova/virt/libvirt/host.py` (get_capabilities, get_domain_capabilities, _version_check); libvirt `tools/virsh-host.c`.
 */
export const libvirtAnswers: Surface = {
  id: 'libvirt-answers',
  about: 'What libvirt answers a compute service that starts: versions, host capabilities, domain capabilities by machine type.',
  changes: 'boot',
  files: ({ boot }) => [
    textFile(`${directory}/version`, 0o644, () => versionText(boot)),
    textFile(`${directory}/capabilities.xml`, 0o644, () => capabilitiesDocument(boot)),
    ...machinesWithAlias(boot).map((machine) => domainCapabilities(boot, machine)),
  ],
};

function versionText({ libvirt, qemu }: BootTruth): string {
  return [
    `Compiled against library: libvirt ${libvirt.version}`,
    `Using library: libvirt ${libvirt.version}`,
    `Using API: QEMU ${libvirt.version}`,
    `Running hypervisor: QEMU ${qemu.version}`,
    '',
  ].join('\n');
}

function machinesWithAlias(boot: BootTruth): readonly MachineType[] {
  return machineTypes(emulatorOf(boot), boot.qemu.version).filter(({ alias }) => alias !== undefined);
}

function domainCapabilities(boot: BootTruth, machine: MachineType): SurfaceFile {
  const path = `${directory}/domcapabilities/${emulatorOf(boot).architecture}/${machine.alias}.xml`;
  return textFile(path, 0o644, () => domcapabilitiesDocument(boot, { machine, expandCpuFeatures: false }));
}

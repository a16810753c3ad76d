import { characterDevice, type MemoryEntry, memoryReader } from '../../contracts/memory-reader.js';
import type { HostReader } from '../../contracts/reader.js';
import type { HostToLabel } from '../../contracts/subject.js';
import { nodeLabellerDirectory } from './label/node-documents.js';

/** Everything on a host that this stack looks at, with room for what a test wants different; `undefined` removes a path. */
export function exampleNode(changes: Readonly<Record<string, MemoryEntry | undefined>> = {}): HostReader {
  const entries = Object.entries({ ...genoa, ...changes }).filter(
    (entry): entry is [string, MemoryEntry] => entry[1] !== undefined,
  );
  return memoryReader(Object.fromEntries(entries));
}

/** A host whose agent comes up, with these labels on its node object. */
export function hostToLabel(reader: HostReader, labels: Readonly<Record<string, string>>): HostToLabel {
  return { name: 'h0', reader, labels, annotations: {}, happening: 'agent-started', memory: {} };
}

/** Path of one of the node labeller's documents. */
export function documentPath(name: 'virsh_domcapabilities' | 'supported_features' | 'capabilities'): string {
  return `${nodeLabellerDirectory}/${name}.xml`;
}

/** Domain capabilities with these elements inside `features`, and a host model. */
export function domainCapabilities(features: string): string {
  return `<domainCapabilities>
  <cpu>
    <mode name='host-model' supported='yes'>
      <model fallback='forbid'>EPYC-Genoa</model>
      <vendor>AMD</vendor>
      <feature policy='require' name='svm'/>
      <feature policy='disable' name='xsaves'/>
    </mode>
    <mode name='custom' supported='yes'>
      <model usable='yes'>EPYC-Milan</model>
      <model usable='no'>Skylake-Server</model>
      <model usable='yes'>Conroe-v1</model>
    </mode>
  </cpu>
  <features>
${features}
  </features>
</domainCapabilities>
`;
}

/** The SEV block of a host with that many SEV-ES guests, and the launch-security types of a recent QEMU. */
export function sevFeatures(maxESGuests: number | string): string {
  return `    <tdx supported='no'/>
    <sev supported='yes'>
      <cbitpos>51</cbitpos>
      <reducedPhysBits>1</reducedPhysBits>
      <maxGuests>907</maxGuests>
      <maxESGuests>${maxESGuests}</maxESGuests>
    </sev>
    <launchSecurity supported='yes'>
      <enum name='sectype'>
        <value>sev</value>
        <value>sev-snp</value>
      </enum>
    </launchSecurity>`;
}

/** The features of a host that can run TDX guests. */
export const tdxFeatures = `    <tdx supported='yes'/>
    <sev supported='no'/>
    <launchSecurity supported='yes'>
      <enum name='sectype'>
        <value>tdx</value>
      </enum>
    </launchSecurity>`;

/** What makes the example node an Intel one. */
export const xeon: Readonly<Record<string, MemoryEntry | undefined>> = {
  [documentPath('virsh_domcapabilities')]: domainCapabilities(tdxFeatures),
  '/sys/fs/cgroup/misc.capacity': 'tdx 31\n',
  '/sys/module/kvm_amd/parameters/sev': undefined,
  '/sys/module/kvm_amd/parameters/sev_es': undefined,
  '/sys/module/kvm_amd/parameters/sev_snp': undefined,
  '/sys/module/kvm_intel/parameters/tdx': 'Y\n',
  '/dev/sev': undefined,
};

const genoa: Readonly<Record<string, MemoryEntry>> = {
  [documentPath('virsh_domcapabilities')]: domainCapabilities(sevFeatures(99)),
  [documentPath('supported_features')]:
    "<cpu mode='custom'><feature policy='require' name='aes'/><feature policy='disable' name='mpx'/></cpu>\n",
  [documentPath('capabilities')]: `<capabilities>
  <host><cpu><counter name='tsc' frequency='2400000000' scaling='yes'/></cpu></host>
  <guest><arch name='x86_64'><machine>q35</machine><machine>pc-q35-10.1</machine></arch></guest>
</capabilities>
`,
  '/sys/fs/cgroup/misc.capacity': 'sev 907\nsev_es 99\n',
  '/sys/module/kvm_amd/parameters/sev': 'Y\n',
  '/sys/module/kvm_amd/parameters/sev_es': 'Y\n',
  '/sys/module/kvm_amd/parameters/sev_snp': 'Y\n',
  '/dev/kvm': characterDevice,
  '/dev/sev': characterDevice,
  ...Object.fromEntries(
    [
      'OVMF_CODE.fd',
      'OVMF_CODE.secboot.fd',
      'OVMF_VARS.fd',
      'OVMF_VARS.secboot.fd',
      'OVMF_CODE.cc.fd',
      'OVMF.amdsev.fd',
      'OVMF.inteltdx.fd',
      'OVMF.inteltdx.secboot.fd',
    ].map((image) => [`/usr/share/edk2/ovmf/${image}`, 'image']),
  ),
};

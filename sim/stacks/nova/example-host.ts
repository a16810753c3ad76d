import { type MemoryEntry, memoryReader } from '../../contracts/memory-reader.js';
import type { HostReader } from '../../contracts/reader.js';
import { libvirtDirectory } from './detect/libvirt-answers.js';

/** What the host of {@link exampleHost} can be told to be instead. */
export interface ExampleHost {
  /** Texts of the kernel's parameters, without their line feed; undefined: there is no file. */
  readonly sev?: string | undefined;
  readonly sevEs?: string | undefined;
  readonly sevSnp?: string | undefined;
  /** `sev` and `launchSecurity` of the domain capabilities; default {@link sevFeatures}. */
  readonly features?: string;
  readonly qemu?: string;
  readonly libvirt?: string;
  /** Whole files; undefined removes one. */
  readonly files?: Readonly<Record<string, MemoryEntry | undefined>>;
}

/**
 * A host with SEV (100 guests), SEV-ES and SNP (15), two machine types, two CPUs and 4 GiB: everything a compute service looks at. For
 * tests, and for tables that are worked out from them.
 */
export function exampleHost(changes: ExampleHost = {}): HostReader {
  const { features = sevFeatures(), qemu = '10.0.8', libvirt = '11.3.0' } = changes;
  const parameter = (value: string | undefined): string | undefined => (value === undefined ? undefined : `${value}\n`);
  const entries = {
    '/sys/module/kvm_amd/parameters/sev': parameter('sev' in changes ? changes.sev : 'Y'),
    '/sys/module/kvm_amd/parameters/sev_es': parameter('sevEs' in changes ? changes.sevEs : 'Y'),
    '/sys/module/kvm_amd/parameters/sev_snp': parameter('sevSnp' in changes ? changes.sevSnp : 'Y'),
    [answerPath('version')]: `Using library: libvirt ${libvirt}\nUsing API: QEMU ${libvirt}\nRunning hypervisor: QEMU ${qemu}\n`,
    [answerPath('capabilities.xml')]: capabilities(),
    [answerPath('domcapabilities/x86_64/pc.xml')]: domainCapabilities(features),
    [answerPath('domcapabilities/x86_64/q35.xml')]: domainCapabilities(features),
    ...changes.files,
  };
  const present = Object.entries(entries).filter((entry): entry is [string, MemoryEntry] => entry[1] !== undefined);
  return memoryReader(Object.fromEntries(present));
}

/** Path of one of libvirt's answers. */
export function answerPath(name: string): string {
  return `${libvirtDirectory}/${name}`;
}

/** What libvirt says of a host with SEV, with what a test wants different. */
export function sevFeatures({
  maxGuests = '<maxGuests>100</maxGuests>',
  maxESGuests = '<maxESGuests>15</maxESGuests>',
  types = ['sev', 'sev-snp'],
}: {
  readonly maxGuests?: string;
  readonly maxESGuests?: string;
  readonly types?: readonly string[];
} = {}): string {
  const values = types.map((type) => `<value>${type}</value>`).join('');
  return `<sev supported='yes'><cbitpos>51</cbitpos><reducedPhysBits>1</reducedPhysBits>${maxGuests}${maxESGuests}</sev>
    <launchSecurity supported='yes'><enum name='sectype'>${values}</enum></launchSecurity>`;
}

/** What makes the example host one with TDX for 63 guests. */
export const tdxHost: ExampleHost = {
  sev: undefined,
  sevEs: undefined,
  sevSnp: undefined,
  features:
    "<tdx supported='yes'/><sev supported='no'/><launchSecurity supported='yes'><enum name='sectype'><value>tdx</value></enum></launchSecurity>",
  files: { '/sys/module/kvm_intel/parameters/tdx': 'Y\n', '/sys/fs/cgroup/misc.capacity': 'tdx 63\n' },
};

/** Domain capabilities with these elements among the features. */
export function domainCapabilities(features: string, firmware: readonly string[] = ['efi']): string {
  const types = firmware.map((type) => `<value>${type}</value>`).join('');
  return `<domainCapabilities>
  <os supported='yes'>
    <enum name='firmware'>${types}</enum>
    <loader supported='yes'>
      <enum name='type'><value>rom</value><value>pflash</value></enum>
      <enum name='secure'><value>yes</value><value>no</value></enum>
    </loader>
  </os>
  <features>
    ${features}
  </features>
</domainCapabilities>
`;
}

/** Host capabilities that list these architectures. */
export function capabilities({
  host = 'x86_64',
  guests = ['i686', 'x86_64'],
}: {
  readonly host?: string;
  readonly guests?: readonly string[];
} = {}): string {
  const machines = `<machine>pc-i440fx-10.0</machine><machine canonical='pc-i440fx-10.0'>pc</machine>
      <machine>pc-q35-10.0</machine><machine canonical='pc-q35-10.0'>q35</machine>`;
  const archs = guests.map((name) => `<guest><os_type>hvm</os_type><arch name='${name}'>${machines}</arch></guest>`);
  return `<capabilities>
  <host>
    <cpu><arch>${host}</arch></cpu>
    <topology><cells num='1'><cell id='0'>
      <memory unit='KiB'>4194304</memory><cpus num='2'><cpu id='0'/><cpu id='1'/></cpus>
    </cell></cells></topology>
  </host>
  ${archs.join('\n  ')}
</capabilities>
`;
}

/** A Debian release whose libvirt the peers run, and the software a simulated host is given so that it is of the same age. */
export interface ClientRelease {
  readonly suite: string;
  /** As `--libvirt` and `--qemu` take it: Debian's own versions. */
  readonly libvirt: string;
  readonly qemu: string;
  /** Knows SEV-SNP as a launch security type: libvirt 10.5.0 and later. Before, SEV-ES takes the same key IDs. */
  readonly snp: boolean;
}

/** bookworm, trixie and sid as of 2026: libvirt 9.0.0 with QEMU 7.2, 11.3.0 with 10.0, 12.8.0 with 11.1. */
export const clientReleases: readonly ClientRelease[] = [
  { suite: 'bookworm', libvirt: '9.0', qemu: '7.2', snp: false },
  { suite: 'trixie', libvirt: '11.3', qemu: '10.0', snp: true },
  { suite: 'sid', libvirt: '12', qemu: '11', snp: true },
];

/** What to say after `host serve MACHINE` for a host with this release's software. */
export function softwareOf({ libvirt, qemu }: ClientRelease): readonly string[] {
  return ['--libvirt', libvirt, '--qemu', qemu];
}

/** Packages of a root with clients and daemon; everything they depend on comes along. */
export const libvirtPackages: readonly string[] = [
  ...[
    'bash',
    'dash',
    'coreutils',
    'grep',
    'sed',
    'libvirt-clients',
    'python3',
    'python3-libvirt',
    'virtinst',
    'osinfo-db',
    'libxml2-utils',
  ],
  ...['libvirt-daemon-system', 'libvirt-daemon-driver-qemu', 'qemu-system-x86', 'qemu-utils', 'ovmf', 'dmidecode', 'iproute2'],
  // libvirt's network driver, without which the daemon does not start, wants one.
  'nftables',
];

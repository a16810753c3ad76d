import { domainFiles } from './domain-files.js';
import type { RunFolder } from './release-root.js';
import type { ClientRelease } from './releases.js';

/** One row: what stands after `virsh`. Rows run in order on one host, so later ones meet what earlier ones left. */
export interface TableRow {
  readonly command: string;
  /** First release whose virsh knows it; all when left out. */
  readonly since?: string;
}

/** Everything that asks about the host, then domains from their definition to their end, then what must be refused. */
export function commandTable(release: ClientRelease): readonly TableRow[] {
  return [...hostRows, ...lifeRows, ...transientRows, ...confidentialRows, ...refusedRows].filter(
    ({ since }) => since === undefined || Number.parseFloat(release.libvirt) >= Number.parseFloat(since),
  );
}

/** Puts the files the rows name into the run folder. */
export function putTableFiles(run: RunFolder): void {
  for (const [name, text] of Object.entries(domainFiles)) run.put(name, text);
}

const hostRows: readonly TableRow[] = [
  ...rows('version', 'version --daemon', 'uri', 'hostname', 'nodeinfo', 'capabilities', 'sysinfo', 'nodesevinfo', 'maxvcpus'),
  ...rows('domcapabilities', 'domcapabilities --virttype qemu', 'domcapabilities --machine q35', 'domcapabilities --machine pc'),
  ...rows('domcapabilities --machine bogus', 'domcapabilities --arch bogus', 'domcapabilities --arch aarch64'),
  ...rows('domcapabilities --virttype bogus', 'domcapabilities --virttype xen', 'domcapabilities --emulatorbin /nonexist'),
  ...rows('domcapabilities --emulatorbin /usr/bin/qemu-system-x86_64 --arch x86_64 --machine q35 --virttype kvm'),
  { command: 'hypervisor-cpu-models', since: '11.3' },
  ...rows('nodememstats', 'nodecpustats', 'nodecpumap', 'freecell', 'freecell --all', 'cpu-models x86_64', 'cpu-models bogus'),
  ...['cpu', 'guest-cpu', 'mixed-cpu'].flatMap((file) =>
    ['hypervisor-cpu-baseline', 'hypervisor-cpu-compare', 'cpu-baseline', 'cpu-compare'].map((verb) => ({
      command: `${verb} /run/files/${file}.xml`,
    })),
  ),
  ...rows('list --all', 'list --all --name', 'pool-list --all', 'net-list --all', 'iface-list', 'nodedev-list', 'secret-list'),
  ...rows('nwfilter-list'),
];

const lifeRows: readonly TableRow[] = [
  ...rows('define /run/files/plain.xml', 'list --all', 'list --all --name', 'dominfo plain', 'domstate plain --reason'),
  ...rows(
    'domid plain',
    'domuuid plain',
    'domname 11111111-2222-4333-8444-555555555555',
    'dumpxml plain',
    'dumpxml --inactive plain',
  ),
  ...rows(
    'vcpuinfo plain',
    'domstats plain',
    'domblklist plain',
    'domlaunchsecinfo plain',
    'domjobinfo plain',
    'dommemstat plain',
  ),
  ...rows('suspend plain', 'resume plain', 'shutdown plain', 'reboot plain', 'destroy plain', 'managedsave plain'),
  ...rows('define /run/files/plain.xml', 'define /run/files/plain-other-uuid.xml', 'define /run/files/other-plain-uuid.xml'),
  ...rows('snapshot-list plain', 'domiflist plain', 'start plain', 'start plain', 'create /run/files/plain.xml'),
  ...rows('list', 'dominfo plain', 'domstate plain --reason', 'domid plain', 'dumpxml plain', 'dumpxml --inactive plain'),
  ...rows('dumpxml --migratable plain', 'dumpxml --security-info plain', 'vcpuinfo plain', 'domstats plain', 'domstats'),
  ...rows('domstats --state --vcpu plain', 'dommemstat plain', 'domblklist plain', 'domjobinfo plain', 'domlaunchsecinfo plain'),
  ...rows('domsetlaunchsecstate plain --secrethdr /run/files/secret --secret /run/files/secret'),
  ...rows('suspend plain', 'domstate plain --reason', 'suspend plain', 'list --all', 'resume plain', 'domstate plain --reason'),
  ...rows('managedsave plain', 'domstate plain --reason', 'list --all --with-managed-save', 'dominfo plain', 'start plain'),
  ...rows('domstate plain --reason', 'managedsave plain', 'managedsave-remove plain', 'dominfo plain', 'start plain'),
  ...rows('domstate plain --reason', 'autostart plain', 'dominfo plain', 'list --all --autostart', 'autostart --disable plain'),
  ...rows('reboot plain', 'domstate plain --reason', 'undefine plain', 'list --all', 'dominfo plain', 'destroy plain'),
  ...rows('list --all', 'dominfo plain', 'define /run/files/plain.xml', 'start --paused plain', 'domstate plain --reason'),
  ...rows(
    'resume plain',
    'reset plain',
    'destroy plain',
    'domstate plain --reason',
    'destroy plain',
    'undefine plain',
    'undefine plain',
  ),
];

const transientRows: readonly TableRow[] = [
  ...rows('create /run/files/plain.xml', 'dominfo plain', 'list', 'undefine plain', 'managedsave plain', 'autostart plain'),
  ...rows(
    'create /run/files/plain.xml',
    'destroy plain',
    'list --all',
    'create --paused /run/files/plain.xml',
    'domstate plain --reason',
  ),
  ...rows('destroy plain'),
];

const confidentialRows: readonly TableRow[] = ['sev', 'sev-es', 'snp', 'tdx'].flatMap(confidentialLife);

/** Guests with firmware that libvirt is to choose: what it finds is a matter of the distribution, so only our hosts are asked. */
export const firmwareRows: readonly TableRow[] = ['sev-efi', 'snp-efi', 'tdx-efi'].flatMap(confidentialLife);

function confidentialLife(kind: string): readonly TableRow[] {
  return [
    ...rows(
      `define /run/files/${kind}.xml`,
      `dumpxml ${kind}`,
      `start ${kind}`,
      `domstate ${kind} --reason`,
      `domlaunchsecinfo ${kind}`,
    ),
    ...rows(`dumpxml ${kind}`, `domsetlaunchsecstate ${kind} --secrethdr /run/files/secret --secret /run/files/secret`),
    ...rows(`managedsave ${kind}`, `destroy ${kind}`, `domlaunchsecinfo ${kind}`, `undefine ${kind} --nvram`),
  ];
}

const refusedRows: readonly TableRow[] = [
  ...rows('dominfo nosuch', 'dominfo 4711', 'dominfo 01234567-89ab-4cde-8f01-23456789abcd', 'start nosuch', 'undefine nosuch'),
  ...Object.keys(domainFiles)
    .filter((name) => name.startsWith('bad-'))
    .map((name) => ({ command: `define /run/files/${name}` })),
  ...rows(
    'define --validate /run/files/bad-element.xml',
    'define --validate /run/files/plain.xml',
    'undefine plain',
    'list --all',
  ),
];

function rows(...commands: readonly string[]): readonly TableRow[] {
  return commands.map((command) => ({ command }));
}

import { defaultVersions, type Entry, entriesOf } from '../load.js';
import type { Versions } from '../software.js';
import type { Bundle } from './bundle.js';
import type { DomainCapabilities, LibvirtDocuments } from './libvirt-documents.js';

/** The software of the captured host, as far as there is data about it. */
export interface SoftwareVersions {
  /** What the host runs, or the nearest there is data about. */
  readonly kernel: Entry<'kernel'>;
  /** Absent when no document of it was captured. */
  readonly libvirt?: Entry<'libvirt'>;
  /** Versions to write into the machine file: those that were seen. */
  readonly versions: Versions;
  /** Where the data is of another version than the host's. */
  readonly notes: readonly string[];
}

/** Where the kernel release stands in a bundle. */
export const releasePath = '/proc/sys/kernel/osrelease';

/** Finds the data for what the host runs. */
export function softwareVersions(bundle: Bundle, documents: LibvirtDocuments): SoftwareVersions {
  const release = bundle.text(releasePath)?.trim();
  const kernel = release === undefined ? defaultKernel() : kernelFor(release);
  const qemu = qemuFor(documents);
  const libvirt = libvirtFor(documents);
  return {
    kernel,
    ...(libvirt === undefined ? {} : { libvirt }),
    versions: {
      ...(release === undefined ? {} : { kernel: kernel.id }),
      ...(qemu === undefined ? {} : { qemu: qemu.id }),
      ...(libvirt === undefined ? {} : { libvirt: libvirt.id }),
    },
    notes: [...kernelNotes(release, kernel), ...emulatorNotes(documents, qemu), ...libraryNotes(documents, libvirt)],
  };
}

function defaultKernel(): Entry<'kernel'> {
  const { kernel } = defaultVersions();
  return entriesOf('kernel').find(({ id }) => id === kernel) as Entry<'kernel'>;
}

/** The kernel of that very release, else the newest that is not newer, by the first two numbers. */
function kernelFor(release: string): Entry<'kernel'> {
  const all = entriesOf('kernel');
  return (
    all.find((kernel) => kernel.release === release) ?? notNewer(all.filter(isMainline), release, (kernel) => kernel.release)
  );
}

/** A distribution's own kernel is meant only where its very release runs. */
function isMainline({ id }: Entry<'kernel'>): boolean {
  return /^[\d.]+$/.test(id);
}

function qemuFor({ domain, qemuVersion }: LibvirtDocuments): Entry<'qemu'> | undefined {
  const version = qemuVersion ?? /-(\d+\.\d+)$/.exec(domain?.machine ?? '')?.[1];
  return version === undefined ? undefined : notNewer(entriesOf('qemu'), version, (qemu) => qemu.version);
}

function libvirtFor({ domain, libvirtVersion }: LibvirtDocuments): Entry<'libvirt'> | undefined {
  if (libvirtVersion !== undefined) return notNewer(entriesOf('libvirt'), libvirtVersion, (libvirt) => libvirt.version);
  return domain === undefined ? undefined : likeliestLibvirt(domain);
}

/** The newest entry that is not newer than a release, by its first two numbers; the oldest when all are newer. */
function notNewer<Each>(entries: readonly Each[], release: string, releaseOf: (entry: Each) => string): Each {
  const ordered = [...entries].sort((left, right) => rank(releaseOf(left)) - rank(releaseOf(right)));
  const fitting = ordered.filter((entry) => rank(releaseOf(entry)) <= rank(release));
  return (fitting.at(-1) ?? ordered[0]) as Each;
}

function rank(release: string): number {
  const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(release) ?? [];
  return Number(major) * 1000 + Number(minor);
}

/** No document names libvirt's release, so the one whose elements are in it is taken; of equals the default, else the newest. */
function likeliestLibvirt(domain: DomainCapabilities): Entry<'libvirt'> {
  const preferred = defaultVersions().libvirt;
  const rated = entriesOf('libvirt').map((entry) => ({ entry, wrong: wrongElements(entry, domain) }));
  const least = Math.min(...rated.map(({ wrong }) => wrong));
  const best = rated.filter(({ wrong }) => wrong === least).map(({ entry }) => entry);
  return best.find(({ id }) => id === preferred) ?? notNewer(best, '9999', ({ version }) => version);
}

function wrongElements(entry: Entry<'libvirt'>, domain: DomainCapabilities): number {
  const { elements } = domain;
  const onX86 = elements.has('vmcoreinfo') && !domain.machine.startsWith('s390');
  const expected: readonly (readonly [string, boolean])[] = [
    ['launchSecurity', entry.launchSecurityElement],
    ['tdx', entry.tdxFeatureElement],
    ...(onX86 ? [['s390-pv', entry.s390pvOnX86] as const] : []),
    ...(domain.sev === undefined ? [] : [['maxGuests', entry.sevGuestCounts] as const, ['cpu0Id', entry.sevCpu0Id] as const]),
    ...namedElements.map((name) => [name, entry.elements.includes(name)] as const),
  ];
  return expected.filter(([name, present]) => elements.has(name) !== present).length;
}

/** Those of `LibvirtData.elements` that are names of elements. */
const namedElements = ['firmwareFeatures', 'varstore', 'memoryBacking', 'redirdev', 'channel', 'crypto', 'interface', 'panic', 'console',
  'async-teardown', 'ps2', 'sgx']; // biome-ignore format: a list of words

function kernelNotes(release: string | undefined, kernel: Entry<'kernel'>): readonly string[] {
  if (release === undefined)
    return [`the kernel release was not captured; the host is described with the default, Linux ${kernel.id}`];
  if (rank(release) === rank(kernel.release)) return [];
  return [
    `there is no data about Linux ${release}; the host is described with ${kernel.id}, which may show the same facts differently`,
  ];
}

function emulatorNotes({ domain, qemuVersion }: LibvirtDocuments, qemu: Entry<'qemu'> | undefined): readonly string[] {
  if (domain === undefined) return ['no domain capabilities were captured, so nothing is known of libvirt and QEMU'];
  if (qemu === undefined) return [`the machine type "${domain.machine}" does not tell QEMU's version; the default is used`];
  if (qemuVersion === undefined || rank(qemuVersion) === rank(qemu.version)) return [];
  return [`there is no data about QEMU ${qemuVersion}; the host is described with ${qemu.id}`];
}

function libraryNotes({ libvirtVersion }: LibvirtDocuments, libvirt: Entry<'libvirt'> | undefined): readonly string[] {
  if (libvirt === undefined || libvirtVersion === undefined || rank(libvirtVersion) === rank(libvirt.version)) return [];
  return [`there is no data about libvirt ${libvirtVersion}; the host is described with ${libvirt.id}`];
}

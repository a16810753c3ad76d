import { composeHost, type HostRequest } from '../../profiles/index.js';
import { confidentialProtections } from '../../sim/contracts/protection.js';
import type { ReadResult } from '../../sim/contracts/reader.js';
import type { HostTruth } from '../../sim/contracts/truth.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../../sim/core/xml-reader.js';
import { Host } from '../../sim/host/host.js';
import { type HostTree, openTree } from '../../sim/surfaces/index.js';
import { outsideDomainXml } from '../../sim/world/outside-domain.js';

/** What one host shows, as short texts for the cells of a table. */
export interface ShownHost {
  /** `sev 907, sev_es 99`; `empty`, or the error number of reading it. */
  readonly miscCapacity: string;
  /** kvm_amd's sev, sev_es and sev_snp as read, `Y/Y/-`; kvm_intel's tdx; `-` where there is no such file. */
  readonly parameters: string;
  /** SEV guests and SEV-ES guests that libvirt counts, or tdx, and its launch-security types: `907+99: sev, sev-snp`. */
  readonly domcapabilities: string;
  /** `yes` or `no`; `-` on processors without it. */
  readonly devSev: string;
  /** Protections of which one guest was started here and came up. */
  readonly starts: string;
  /** Lines of the kernel log after these starts. */
  readonly log: readonly string[];
}

/** Boots a host, reads each cell from the file that software would read, and starts a guest of every protection. */
export function shownHost(request: HostRequest): ShownHost {
  const host = new Host(composeHost(request));
  const tree = openTree(host);
  return {
    miscCapacity: capacityText(tree.read('/sys/fs/cgroup/misc.capacity')),
    parameters: parametersText(tree, host.truth),
    domcapabilities: domcapabilitiesText(tree),
    devSev: host.boot.cpu.vendorId === 'AuthenticAMD' ? (tree.stat('/dev/sev') === undefined ? 'no' : 'yes') : '-',
    starts: startsText(host),
    log: tree.filesOf('kernel-log').flatMap((file) => textOf(file.read()).trimEnd().split('\n')),
  };
}

function capacityText(content: ReadResult): string {
  if (!content.ok) return content.errno;
  return content.text === '' ? 'empty' : content.text.trimEnd().replaceAll('\n', ', ');
}

function parametersText(tree: HostTree, { boot }: HostTruth): string {
  const shown = parameters[boot.cpu.vendorId];
  const values = shown?.names.map((name) => {
    const content = tree.read(`/sys/module/${shown.module}/parameters/${name}`);
    return content.ok ? content.text.trim() : '-';
  });
  return values?.join('/') ?? '-';
}

const parameters: Readonly<Record<string, { readonly module: string; readonly names: readonly string[] }>> = {
  AuthenticAMD: { module: 'kvm_amd', names: ['sev', 'sev_es', 'sev_snp'] },
  GenuineIntel: { module: 'kvm_intel', names: ['tdx'] },
};

/** Only `<features>` is read: it is the last part, and the processor models before it are fifty times its size. */
function domcapabilitiesText(tree: HostTree): string {
  const [file] = tree.filesOf('domcapabilities');
  const text = file === undefined ? '' : textOf(file.read());
  const features = readXml(text.slice(text.indexOf('<features>'), text.indexOf('</domainCapabilities>')));
  if (!features.ok) return features.reason.code;
  const sev = childOf(features.value, 'sev');
  const counts = isSupported(sev) ? `${leaf(sev, 'maxGuests')}+${leaf(sev, 'maxESGuests')}` : undefined;
  const tdx = isSupported(childOf(features.value, 'tdx')) ? 'tdx' : undefined;
  const [types] = childrenOf(childOf(features.value, 'launchSecurity'), 'enum');
  const listed = childrenOf(types, 'value').map((value) => value.text);
  return `${counts ?? tdx ?? 'no'}: ${listed.length === 0 ? 'none' : listed.join(', ')}`;
}

function isSupported(node: XmlNode | undefined): boolean {
  return node?.attributes.supported === 'yes';
}

function leaf(node: XmlNode | undefined, name: string): string {
  return childOf(node, name)?.text ?? '';
}

function startsText(host: Host): string {
  const started = confidentialProtections.filter((protection) => {
    const { result } = host.startDomain(outsideDomainXml(protection, protection, host.boot.firmwareFiles));
    host.destroyDomain(protection);
    return result.started && result.protection === protection;
  });
  return started.length === 0 ? 'none' : started.join(', ');
}

function textOf(content: ReadResult): string {
  return content.ok ? content.text : '';
}

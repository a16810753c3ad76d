import { childOf, childrenOf, readXml, type XmlNode } from '../../sim/core/xml-reader.js';
import type { Bundle } from './bundle.js';

/** What libvirt said of the captured host; a document that was not captured leaves its parts out. */
export interface LibvirtDocuments {
  readonly domain?: DomainCapabilities;
  readonly host?: HostCapabilities;
  /** What `virsh version` printed: releases of library and emulator. */
  readonly libvirtVersion?: string;
  readonly qemuVersion?: string;
}

/** The parts of domain capabilities that tell something of the machine. */
export interface DomainCapabilities {
  readonly section: string;
  /** `kvm`, or `qemu` when KVM was not there. */
  readonly domainType: string;
  /** Machine type, e.g. `pc-q35-10.1`. */
  readonly machine: string;
  readonly hostModel?: string;
  /** Present when `<sev supported='yes'>`. */
  readonly sev?: { readonly cbitpos: number; readonly maxGuests?: number; readonly maxEsGuests?: number };
  readonly launchSecurity: readonly string[];
  /** Names of all elements, for telling libvirt's releases apart. */
  readonly elements: ReadonlySet<string>;
}

/** The parts of host capabilities that tell something of the machine. */
export interface HostCapabilities {
  readonly section: string;
  readonly cpuModel?: string;
  readonly tscHz?: number;
  /** Sum over the NUMA cells. */
  readonly memoryKib?: number;
  readonly iommu?: boolean;
}

/**
 * Reads the documents virsh gave, or those KubeVirt's node labeller saved.
 *
 * @throws UsageError for a document that is no XML.
 */
export function readLibvirtDocuments(bundle: Bundle): LibvirtDocuments {
  const domain = document(bundle, ['virsh-domcapabilities', `${labellerFolder}/virsh_domcapabilities.xml`]);
  const host = document(bundle, ['virsh-capabilities', `${labellerFolder}/capabilities.xml`]);
  const versions = bundle.text('virsh-version') ?? '';
  const libvirtVersion = /^Using library: libvirt ([\d.]+)/m.exec(versions)?.[1];
  const qemuVersion = /^Running hypervisor: QEMU ([\d.]+)/m.exec(versions)?.[1];
  return {
    ...(domain === undefined ? {} : { domain: domainCapabilities(domain) }),
    ...(host === undefined ? {} : { host: hostCapabilities(host) }),
    ...(libvirtVersion === undefined ? {} : { libvirtVersion }),
    ...(qemuVersion === undefined ? {} : { qemuVersion }),
  };
}

const labellerFolder = '/var/lib/kubevirt-node-labeller';

interface CapturedDocument {
  readonly section: string;
  readonly root: XmlNode;
}

function document(bundle: Bundle, sections: readonly string[]): CapturedDocument | undefined {
  const section = sections.find((name) => bundle.text(name) !== undefined);
  if (section === undefined) return undefined;
  const read = parsedOnce(bundle.text(section) ?? '');
  if (read.ok) return { section, root: read.value };
  throw bundle.wrong(section, `this is no XML document (${read.reason.code})`, 'capture the host again, or take the section out');
}

/** Documents are large and many hosts share one, so each is parsed once; the last few are kept. */
function parsedOnce(text: string): ReturnType<typeof readXml> {
  const known = parsed.get(text) ?? readXml(text);
  parsed.delete(text);
  parsed.set(text, known);
  for (const oldest of parsed.keys()) if (parsed.size > 8) parsed.delete(oldest);
  return known;
}

const parsed = new Map<string, ReturnType<typeof readXml>>();

function domainCapabilities({ section, root }: CapturedDocument): DomainCapabilities {
  const features = childOf(root, 'features');
  const model = childOf(
    childrenOf(childOf(root, 'cpu'), 'mode').find(({ attributes }) => attributes.name === 'host-model'),
    'model',
  );
  const sev = childOf(features, 'sev');
  return {
    section,
    domainType: textOf(root, 'domain') ?? 'qemu',
    machine: textOf(root, 'machine') ?? '',
    ...(model === undefined ? {} : { hostModel: model.text.trim() }),
    ...(sev?.attributes.supported === 'yes' ? { sev: sevOf(sev) } : {}),
    launchSecurity: childrenOf(childOf(childOf(features, 'launchSecurity'), 'enum'), 'value').map(({ text }) => text.trim()),
    elements: namesIn(root),
  };
}

function sevOf(sev: XmlNode): NonNullable<DomainCapabilities['sev']> {
  const [maxGuests, maxEsGuests] = [integerOf(sev, 'maxGuests'), integerOf(sev, 'maxESGuests')];
  return {
    cbitpos: integerOf(sev, 'cbitpos') ?? 0,
    ...(maxGuests === undefined ? {} : { maxGuests }),
    ...(maxEsGuests === undefined ? {} : { maxEsGuests }),
  };
}

function hostCapabilities({ section, root }: CapturedDocument): HostCapabilities {
  const host = childOf(root, 'host');
  const cpu = childOf(host, 'cpu');
  const cpuModel = textOf(cpu, 'model');
  const tscHz = Number(childrenOf(cpu, 'counter').find(({ attributes }) => attributes.name === 'tsc')?.attributes.frequency);
  const cells = childrenOf(childOf(childOf(host, 'topology'), 'cells'), 'cell');
  const memoryKib = cells.reduce((sum, cell) => sum + (integerOf(cell, 'memory') ?? 0), 0);
  const iommu = childOf(host, 'iommu')?.attributes.support;
  return {
    section,
    ...(cpuModel === undefined ? {} : { cpuModel }),
    ...(tscHz > 0 ? { tscHz } : {}),
    ...(memoryKib > 0 ? { memoryKib } : {}),
    ...(iommu === undefined ? {} : { iommu: iommu === 'yes' }),
  };
}

function textOf(node: XmlNode | undefined, child: string): string | undefined {
  const text = childOf(node, child)?.text.trim();
  return text === '' ? undefined : text;
}

function integerOf(node: XmlNode, child: string): number | undefined {
  const text = textOf(node, child) ?? '';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function namesIn(node: XmlNode): ReadonlySet<string> {
  return new Set([node.name, ...node.children.flatMap((child) => [...namesIn(child)])]);
}

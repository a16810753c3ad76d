import type { HostReader } from '../../../contracts/reader.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { remembered } from '../../../core/remembered.js';
import { type CpuFeature, cpuFeatures, type DomainCapabilities, readDomainCapabilities } from './domain-capabilities.js';
import { openError } from './go-error.js';
import { decodeGoXml } from './go-xml.js';
import { type HostCapabilities, readHostCapabilities } from './host-capabilities.js';

/** Where the node labeller's init container leaves what virsh said. Source: KubeVirt v1.9 `node-labeller.sh`. */
export const nodeLabellerDirectory = '/var/lib/kubevirt-node-labeller';

/** The node labeller's three files, read. */
export interface NodeDocuments {
  readonly domain: DomainCapabilities;
  readonly host: HostCapabilities;
  /** Features `hypervisor-cpu-baseline` lists; none on arm64, where that command does not work. */
  readonly supportedFeatures: readonly CpuFeature[];
}

/**
 * Reads all of them, or says what is wrong with each in virt-handler's words. One unreadable file makes the whole picture
 * unreliable, so there is no half of it.
 */
export function readNodeDocuments(reader: HostReader, architecture: string): Outcome<NodeDocuments, readonly string[]> {
  const host = document(reader, 'capabilities.xml', hostCapabilities);
  const features = architecture === 'arm64' ? done(noFeatures) : document(reader, 'supported_features.xml', supportedFeatures);
  const domain = document(reader, 'virsh_domcapabilities.xml', domainCapabilities);
  if (host.ok && features.ok && domain.ok) {
    return done(together(domain.value, host.value, features.value));
  }
  return refused([
    ...(host.ok ? [] : [host.reason]),
    ...(features.ok ? [] : [`node-labeller could not load supported features: ${features.reason}`]),
    ...(domain.ok ? [] : [`node-labeller could not load host dom capabilities: ${domain.reason}`]),
  ]);
}

/** Equal files give the identical object, so that what follows from them can be kept by identity. */
function together(domain: DomainCapabilities, host: HostCapabilities, supportedFeatures: readonly CpuFeature[]): NodeDocuments {
  const ofDomain = knownTogether.get(domain) ?? new WeakMap<HostCapabilities, NodeDocuments>();
  knownTogether.set(domain, ofDomain);
  const known = ofDomain.get(host);
  if (known?.supportedFeatures === supportedFeatures) return known;
  const documents = { domain, host, supportedFeatures };
  ofDomain.set(host, documents);
  return documents;
}

const knownTogether = new WeakMap<DomainCapabilities, WeakMap<HostCapabilities, NodeDocuments>>();

function document<Value>(
  reader: HostReader,
  name: string,
  read: (text: string) => Outcome<Value, string>,
): Outcome<Value, string> {
  const path = `${nodeLabellerDirectory}/${name}`;
  const content = reader.read(path);
  return content.ok ? read(content.text) : refused(openError(path, content.errno));
}

const noFeatures: readonly CpuFeature[] = [];

const domainCapabilities = remembered(readDomainCapabilities);

const hostCapabilities = remembered(readHostCapabilities);

const supportedFeatures = remembered((text: string): Outcome<readonly CpuFeature[], string> => {
  const root = decodeGoXml(text);
  return root.ok ? done(cpuFeatures([root.value])) : root;
});

import type { HostReader } from '../../../contracts/reader.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { gateIsOpen } from '../feature-gates.js';
import { decodeGoXml } from './go-xml.js';
import { nodeLabellerDirectory } from './node-documents.js';
import { nodeLabelFamilies } from './node-labels.js';

/**
 * Labels of the architectures whose guests a node runs, its own and those it emulates: behind a gate, by the document the init
 * container left for the other one. One that cannot be read means no.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/node_labeller.go` (loadCrossArchCapabilities).
 */
export function architectureLabels(
  reader: HostReader,
  architecture: string,
  config: Config,
  { gatesOfRelease }: Choices,
): Readonly<Record<string, string>> {
  if (!gateIsOpen(config, 'CrossArchitectureVirtualization', gatesOfRelease)) return none;
  const emulated = Object.keys(documents).filter((other) => other !== architecture && emulates(reader, other));
  return Object.fromEntries([architecture, ...emulated].map((name) => [nodeLabelFamilies.vmArchitecture + name, 'true']));
}

const none: Readonly<Record<string, string>> = {};

/** What virsh calls an architecture, by Go's name for it. */
const documents: Readonly<Record<string, string>> = { arm64: 'aarch64', amd64: 'x86_64' };

function emulates(reader: HostReader, architecture: string): boolean {
  const document = reader.read(`${nodeLabellerDirectory}/virsh_domcapabilities_${documents[architecture]}.xml`);
  return document.ok && decodeGoXml(document.text).ok;
}

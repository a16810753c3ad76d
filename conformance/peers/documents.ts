import { composeHost } from '../../profiles/index.js';
import { type Case, caseFormat, type GuestSpec } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { runCase } from '../../sim/world/world.js';
import { documentTemplate } from '../model/known-documents.js';
import { planRun } from '../runner/plan.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { nameOf, type PeerHost } from './every-host.js';

/** A text and everything that shows it, whatever the UUID. */
export interface PeerDocument {
  readonly text: string;
  /** Names of hosts, or of cases of the gate. */
  readonly shownBy: readonly string[];
  /** Ids of settings of those hosts. */
  readonly settings: ReadonlySet<string>;
}

/** What one surface shows on these hosts, each different text once. */
export function documentsShown(hosts: readonly PeerHost[], surface: string): readonly PeerDocument[] {
  const found = new Collection();
  for (const host of hosts) {
    for (const file of openTree(new Host(host.description)).filesOf(surface)) {
      const content = file.read();
      if (content.ok) found.add(content.text, nameOf(host), Object.keys(host.settings));
    }
  }
  return found.documents();
}

/**
 * The domain documents KubeVirt's reference stack renders, each different one once: on every host for one guest of each protection
 * in several variants; and in the deterministic phase of the gate on these versions, but for the pools of a thousand guests.
 */
export function documentsRendered(hosts: readonly PeerHost[], versions: PeerHost['versions']): readonly PeerDocument[] {
  const found = new Collection();
  for (const host of hosts) {
    for (const text of renderedIn(variantsCase(host))) found.add(text, nameOf(host), Object.keys(host.settings));
  }
  const plan = planRun({ seed: 1, runs: 0, machines: ['rome', 'genoa', 'emerald-rapids'], kit: kubevirtKit });
  for (let index = 0; index < plan.length; index += 1) {
    const { name, case: theCase } = plan.at(index);
    if (theCase.commands.some((command) => command.do === 'fill')) continue;
    if (versions.libvirt === '9.0' && leavesFirmwareToLibvirt(theCase)) continue;
    for (const text of renderedIn(onVersions(theCase, versions))) found.add(text, name, []);
  }
  return found.documents();
}

/**
 * libvirt knows the format of a variable store from 9.1 on. No launcher with an older one has the gate that leaves firmware to libvirt:
 * it came with KubeVirt 1.9 and libvirt 11.10.
 */
function leavesFirmwareToLibvirt({ config }: Case): boolean {
  return Array.isArray(config.featureGates) && config.featureGates.includes('FirmwareAutoSelection');
}

/** What the reference stack renders in the gate. */
export interface GateDocuments {
  readonly documents: readonly PeerDocument[];
  readonly cases: number;
  readonly renderings: number;
}

/**
 * Every different domain document of the gate's deterministic phase as it is run, pools of a thousand guests included. Documents that
 * differ in nothing but what makes a guest this one and no other (name, UUID, number of its vsock) are one.
 */
export function gateDocuments(): GateDocuments {
  const found = new Map<string, PeerDocument & { shownBy: string[] }>();
  const plan = planRun({ seed: 1, runs: 0, machines: ['rome', 'genoa', 'emerald-rapids'], kit: kubevirtKit });
  let renderings = 0;
  for (let index = 1; index < plan.length; index += 1) {
    const { name, case: theCase } = plan.at(index);
    for (const { guest, xml } of renderingsOf(theCase)) {
      const content = documentTemplate(xml, guest).replace(/ address='\d+'/, '');
      const known = found.get(content) ?? { text: xml, shownBy: [], settings: new Set<string>() };
      known.shownBy.push(name);
      found.set(content, known);
      renderings += 1;
    }
  }
  return { documents: [...found.values()], cases: plan.length - 1, renderings };
}

class Collection {
  readonly #found = new Map<string, PeerDocument & { shownBy: string[]; settings: Set<string> }>();

  add(text: string, by: string, settings: readonly string[]): void {
    const content = text.replace(/<uuid>[^<]*<\/uuid>/g, '');
    const known = this.#found.get(content) ?? { text, shownBy: [], settings: new Set() };
    known.shownBy.push(by);
    for (const id of settings) known.settings.add(id);
    this.#found.set(content, known);
  }

  documents(): readonly PeerDocument[] {
    return [...this.#found.values()];
  }
}

function variantsCase({ machine, settings, versions }: PeerHost): Case {
  const specs = protections.flatMap((protection) => variants.map((variant): GuestSpec => ({ protection, ...variant })));
  return {
    format: caseFormat,
    stack: kubevirtKit.stack,
    config: kubevirtKit.config,
    hosts: [{ name: 'h0', machine, settings, versions }],
    commands: specs.flatMap((spec, index) => [
      { do: 'create', guest: `g${index}`, spec },
      { do: 'delete', guest: `g${index}` },
    ]),
  };
}

const plain = kubevirtKit.plainGuest;

/** What changes the document of a guest. */
const variants: readonly Omit<GuestSpec, 'protection'>[] = [
  plain,
  { ...plain, vcpus: 4, memoryMib: 2048 },
  { ...plain, startPaused: true },
  { ...plain, attestation: true, startPaused: true },
  { ...plain, secureBoot: true, smm: true },
  { ...plain, persistentEfi: true },
  { ...plain, bootFromNetwork: true },
  { ...plain, vsock: true, tpm: true, kernelBoot: true, userData: true },
  { firmware: 'bios' },
  { firmware: 'unset' },
];

function onVersions(theCase: Case, versions: PeerHost['versions']): Case {
  const hosts = theCase.hosts.map((host) => ({ ...host, versions: { ...versions, ...host.versions } }));
  return { ...theCase, hosts };
}

function renderedIn(theCase: Case): readonly string[] {
  return renderingsOf(theCase).map(({ xml }) => xml);
}

function renderingsOf(theCase: Case): readonly { readonly guest: string; readonly xml: string }[] {
  const { request, plainGuest, nodeLabels } = kubevirtKit;
  const { trace } = runCase(theCase, {
    subject: kubevirtKit.subject([]),
    describe: composeHost,
    request,
    plainGuest,
    nodeLabels,
  });
  return trace.flatMap((event) =>
    event.event === 'render' && event.decision.rendered ? [{ guest: event.guest, xml: event.decision.xml }] : [],
  );
}

import type { CaseHost, WatchEvents } from '../contracts/commands.js';
import type { ConfidentialProtection } from '../contracts/protection.js';
import type { HostReader } from '../contracts/reader.js';
import type { LabelDecision } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import { Host } from '../host/host.js';
import { openTree } from '../surfaces/index.js';
import { type HostDamage, noDamage, shownDamaged } from './host-damage.js';
import { type NodeEdit, NodeRecord } from './node.js';
import type { MachineMaker, WorldParts } from './world-parts.js';

/** One simulated machine of a case with the control plane's view of it. */
export interface WorldHost {
  /** As the case has it; a reboot may bring other settings. */
  description: CaseHost;
  readonly host: Host;
  /** What the host shows. */
  readonly shown: HostReader;
  /** All a subject may see of it: what the host shows, where nothing is damaged. */
  readonly reader: HostReader;
  readonly node: NodeRecord;
  /** What is shown otherwise than it is. */
  readonly damage: HostDamage;
  /** Guests started behind the control plane's back, oldest first. */
  readonly outside: { readonly name: string; readonly protection: ConfidentialProtection; readonly group?: string }[];
  /** What the node agent's process remembers. */
  agentMemory: JsonObject;
  /** Edits that land between the agent's next look at the node object and its write. */
  racingEdits: readonly NodeEdit[];
  /** As the case began with it. */
  readonly original: CaseHost;
  /** Nobody acts on the node: its agent has ended in an orderly way, and was not started again. */
  agentEnded: boolean;
  /** What becomes of news on its way to its kubelet and its agent. */
  watch: WatchEvents;
  /** Domain documents as libvirt keeps them, by guest; only of guests that keep their place. */
  readonly defined: Map<string, string>;
  /** What the agent's last published look found for its device plugins to offer; undefined before the first one. */
  found: LabelDecision | undefined;
}

/** Boots a host of a case; its node object carries what a kubelet writes, and the labels given. */
export function bootWorldHost(description: CaseHost, { describe, nodeLabels, machine = plainMachine }: HostParts): WorldHost {
  const { name } = description;
  const host = machine.boot(describe(description), name);
  const labels = { ...nodeLabels, 'kubernetes.io/arch': architectureOf(host), 'kubernetes.io/hostname': name };
  const node = new NodeRecord(name, host.boot.memoryBytes, labels);
  const damage = noDamage();
  const shown = machine.show(openTree(host), host);
  const reader = shownDamaged(shown, damage, host);
  return {
    description,
    original: description,
    host,
    shown,
    reader,
    node,
    damage,
    outside: [],
    agentMemory: {},
    racingEdits: [],
    agentEnded: false,
    watch: 'right',
    defined: new Map(),
    found: undefined,
  };
}

type HostParts = Pick<WorldParts, 'describe' | 'nodeLabels' | 'machine'>;

const plainMachine: MachineMaker = { boot: (description, name) => new Host(description, name), show: (reader) => reader };

/** As Go names it, which is how the kubelet labels its node. */
function architectureOf({ boot }: Host): string {
  return boot.cpu.vendorId === 'IBM/S390' ? 's390x' : 'amd64';
}

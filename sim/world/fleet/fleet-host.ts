import type { HostDescription } from '../../../profiles/description.js';
import type { CaseHost } from '../../contracts/commands.js';
import type { HostReader } from '../../contracts/reader.js';
import type { JsonObject } from '../../core/json.js';
import { Host } from '../../host/host.js';
import { openTree } from '../../surfaces/index.js';
import { NodeRecord } from '../node.js';

/** One machine of a fleet with the control plane's view of it. Machines of one description share what was decided at boot. */
export interface FleetHost {
  readonly name: string;
  readonly host: Host;
  readonly reader: HostReader;
  readonly node: NodeRecord;
  /** What the node agent's process remembers. */
  agentMemory: JsonObject;
  /** Which of the files that device plugins watch were there when they looked last. */
  readonly watched: Map<string, boolean>;
  /** Guests that the control plane believes to run here. */
  running: number;
  /** When the node agent was heard of last, in milliseconds of virtual time; before 0 it never was. */
  heartbeatAtMs: number;
  /** When the kubelet renewed its lease last. */
  leaseAtMs: number;
  /** The node agent does not answer. */
  agentIsSilent: boolean;
}

/** Boots a machine; its node object carries what a kubelet writes, and the labels given. */
export function bootFleetHost(
  { name }: Pick<CaseHost, 'name'>,
  description: HostDescription,
  nodeLabels: Readonly<Record<string, string>>,
): FleetHost {
  const host = new Host(description, name);
  const architecture = host.boot.cpu.vendorId === 'IBM/S390' ? 's390x' : 'amd64';
  const labels = { ...nodeLabels, 'kubernetes.io/arch': architecture, 'kubernetes.io/hostname': name };
  const node = new NodeRecord(name, host.boot.memoryBytes, labels);
  const idle = {
    agentMemory: {},
    watched: new Map<string, boolean>(),
    running: 0,
    heartbeatAtMs: -1,
    leaseAtMs: -1,
    agentIsSilent: false,
  };
  return { name, host, reader: openTree(host), node, ...idle };
}

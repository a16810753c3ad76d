import type { HostDescription } from '../../profiles/description.js';
import type { CaseHost } from '../contracts/commands.js';
import type { ConfidentialProtection } from '../contracts/protection.js';
import type { HostReader } from '../contracts/reader.js';
import { Host } from '../host/host.js';
import { openTree } from '../surfaces/index.js';
import { NodeRecord } from './node.js';

/** One simulated machine of a case with the control plane's view of it. */
export interface WorldHost {
  /** As the case has it; a reboot may bring other settings. */
  description: CaseHost;
  readonly host: Host;
  /** All a subject may see of it. */
  readonly reader: HostReader;
  readonly node: NodeRecord;
  /** Files the subject sees damaged (the text) or gone (undefined), by path. */
  readonly spoiled: Map<string, string | undefined>;
  /** Guests started behind the control plane's back, oldest first. */
  readonly outside: { readonly name: string; readonly protection: ConfidentialProtection }[];
}

/** Boots a host of a case; its node object carries what a kubelet writes, and the labels given. */
export function bootWorldHost(
  description: CaseHost,
  describe: (host: CaseHost) => HostDescription,
  nodeLabels: Readonly<Record<string, string>>,
): WorldHost {
  const host = new Host(describe(description));
  const labels = { ...nodeLabels, 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': description.name };
  const node = new NodeRecord(description.name, host.boot.memoryBytes, labels);
  const spoiled: WorldHost['spoiled'] = new Map();
  return { description, host, reader: spoilt(openTree(host), spoiled), node, spoiled, outside: [] };
}

/** A reader that lies about the files in the map and is honest about all others. */
function spoilt(reader: HostReader, spoiled: WorldHost['spoiled']): HostReader {
  return {
    read: (path) => {
      if (!spoiled.has(path)) return reader.read(path);
      const text = spoiled.get(path);
      return text === undefined ? { ok: false, errno: 'ENOENT' } : { ok: true, text };
    },
    stat: (path) => (spoiled.has(path) && spoiled.get(path) === undefined ? undefined : reader.stat(path)),
    list: (directory) => reader.list(directory),
  };
}

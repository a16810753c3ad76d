import { composeHost } from '../../profiles/index.js';
import { Host } from '../../sim/host/host.js';
import { openTree, surfaces } from '../../sim/surfaces/index.js';
import type { BenchGroup } from './bench-group.js';

/** Booting a host, and reading everything it shows: the first time in this process's caches, and when nothing changed. */
export function hostsGroup(): BenchGroup {
  const description = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
  const warm = new Host(description);
  readAll(warm);
  return {
    name: 'hosts',
    ceiling: 'boot one host',
    unit: 'hosts',
    tasks: {
      'boot one host': () => void new Host(description),
      'read every surface, nothing changed': () => readAll(warm),
    },
  };
}

function readAll(host: Host): void {
  const tree = openTree(host);
  for (const surface of surfaces) for (const file of surface.files(host.truth)) tree.read(file.path);
}

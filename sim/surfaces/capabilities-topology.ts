import type { BootTruth } from '../contracts/truth.js';
import { element, type XmlElement } from '../core/xml-writer.js';
import { pageSizesKib } from './capabilities-cpu.js';
import { type LogicalCpu, logicalCpus } from './cpu-topology.js';
import { isAtLeast } from './release.js';

/**
 * The `<topology>` of host capabilities: one NUMA cell per socket with an equal share of the memory, distances as Linux has them
 * without firmware tables (10 and 20). Source: libvirt `src/conf/capabilities.c`, Linux `include/linux/topology.h`.
 */
export function numaTopology(boot: BootTruth): XmlElement {
  const { cpu, libvirt } = boot;
  const all = logicalCpus(cpu);
  const bySocket = Array.from({ length: cpu.sockets }, (_, socket) => all.filter((one) => one.socket === socket));
  const withClusters = isAtLeast(libvirt.version, '10.1');
  const cells = bySocket.map((own, socket) => cellElement(boot, socket, cpuElements(own, withClusters)));
  return element('topology', {}, element('cells', { num: cpu.sockets }, ...cells));
}

function cellElement(boot: BootTruth, id: number, cpus: readonly XmlElement[]): XmlElement {
  const { cpu, memoryBytes } = boot;
  const memoryKib = Math.floor(memoryBytes / cpu.sockets / 1024);
  const pages = pageSizesKib(boot).map((size, index) =>
    element('pages', { unit: 'KiB', size }, index === 0 ? Math.floor(memoryKib / size) : 0),
  );
  const distances = Array.from({ length: cpu.sockets }, (_, other) =>
    element('sibling', { id: other, value: other === id ? 10 : 20 }),
  );
  return element(
    'cell',
    { id },
    element('memory', { unit: 'KiB' }, memoryKib),
    ...pages,
    element('distances', {}, ...distances),
    element('cpus', { num: cpus.length }, ...cpus),
  );
}

/** The kernel's cluster of a core is its second-level cache, named by the core's first APIC id. */
function cpuElements(own: readonly LogicalCpu[], withClusters: boolean): readonly XmlElement[] {
  const threadsOfCore = new Map<number, LogicalCpu[]>();
  for (const one of own) threadsOfCore.set(one.core, [...(threadsOfCore.get(one.core) ?? []), one]);
  return own.map(({ id, socket, core }) => {
    const threads = threadsOfCore.get(core) ?? [];
    const clusterId = withClusters ? threads[0]?.apicId : undefined;
    const siblings = threads.map((thread) => thread.id).join(',');
    return element('cpu', { id, socket_id: socket, die_id: 0, cluster_id: clusterId, core_id: core, siblings });
  });
}

import { composeHost, type HostDescription } from '../../profiles/index.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import type { BenchGroup } from './bench-group.js';

/** Booting a host, and reading everything it shows: never seen before, of a kind seen before, and when nothing changed. */
export function hostsGroup(): BenchGroup {
  const warm = new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }));
  readAll(warm);
  const [nextHost, nextProcessor] = [differentHosts(), differentProcessors()];
  return {
    name: `hosts (a Genoa of 384 logical CPUs: ${charactersOf(warm)} characters in ${openTree(warm).entries().length} files)`,
    ceiling: 'boot',
    unit: 'hosts',
    tasks: {
      boot: () => void new Host(nextHost()),
      'boot and read all, the first of its processor': () => readAll(new Host(nextProcessor())),
      'boot and read all, a processor seen before': () => readAll(new Host(nextHost())),
      'read all again, nothing changed': () => readAll(warm),
    },
    targetsUs: {
      boot: 50,
      'boot and read all, a processor seen before': 1000,
      'read all again, nothing changed': 20,
    },
  };
}

/**
 * Hosts of one machine that differ in how ASIDs are divided. Each call gives a new object, so nothing is remembered of its boot; the
 * texts that depend on the processor alone are remembered by their content.
 */
function differentHosts(): () => HostDescription {
  const all = Array.from({ length: 1000 }, (_, index) =>
    composeHost({ machine: 'genoa', settings: { 'min-sev-asid': index + 2 } }),
  );
  let next = 0;
  return () => ({ ...(all[next++ % all.length] as HostDescription) });
}

/** Hosts whose processors all differ, in two flags and the microcode: no text of one serves another. */
function differentProcessors(): () => HostDescription {
  const description = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });
  const { cpu, key } = description;
  let next = 0;
  return () => {
    const number = next++;
    const left = [40 + (number % 50), 90 + (Math.floor(number / 50) % 50)];
    const flags = cpu.flags.filter((_, index) => !left.includes(index));
    return { ...description, key: `${key}-${number}`, cpu: { ...cpu, flags, microcode: `0x${number.toString(16)}` } };
  };
}

function readAll(host: Host): void {
  for (const { file } of openTree(host).entries()) file.read();
}

function charactersOf(host: Host): string {
  const contents = openTree(host)
    .entries()
    .map(({ file }) => file.read());
  return contents.reduce((sum, content) => sum + (content.ok ? content.text.length : 0), 0).toLocaleString('en-US');
}

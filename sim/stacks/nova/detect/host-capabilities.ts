import { done, type Outcome, refused } from '../../../core/outcome.js';
import { remembered } from '../../../core/remembered.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../../../core/xml-reader.js';
import { pythonInt } from './python-int.js';

/** What Nova takes out of the host capabilities. Source: nova `nova/virt/libvirt/config.py` (LibvirtConfigCaps). */
export interface HostCapabilities {
  /** Architecture of the host's CPU, e.g. `x86_64`. */
  readonly architecture: string;
  /** Logical CPUs and memory in MiB, over all NUMA cells. */
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Architectures guests can have, in document order. */
  readonly guests: readonly GuestArchitecture[];
}

/** One `guest/arch`. */
export interface GuestArchitecture {
  readonly name: string;
  /** Machine types that stand for the newest of their family: `q35` for `pc-q35-10.1`. */
  readonly aliases: readonly { readonly name: string; readonly canonical: string }[];
  /** All machine types, aliases behind all others, as Nova lists them. */
  readonly machines: readonly string[];
}

/** Reads the document. The reason says what is wrong with it. Results are kept by text. */
export const readHostCapabilities = remembered((text: string): Outcome<HostCapabilities, string> => {
  const root = readXml(text);
  if (!root.ok) return refused(root.reason.code);
  const host = childOf(root.value, 'host');
  const architecture = childOf(childOf(host, 'cpu'), 'arch')?.text;
  if (architecture === undefined) return refused('there is no architecture of the host');
  const cells = childrenOf(childOf(childOf(host, 'topology'), 'cells'), 'cell');
  return done({
    architecture,
    cpus: sum(cells.map((cell) => childrenOf(childOf(cell, 'cpus'), 'cpu').length)),
    memoryMiB: Math.floor(sum(cells.map(memoryKiB)) / 1024),
    guests: childrenOf(root.value, 'guest').flatMap((guest) => childrenOf(guest, 'arch').map(guestArchitecture)),
  });
});

function guestArchitecture(arch: XmlNode): GuestArchitecture {
  const machines = childrenOf(arch, 'machine');
  return {
    name: arch.attributes.name ?? '',
    aliases: machines.flatMap(({ text, attributes: { canonical } }) =>
      canonical === undefined ? [] : [{ name: text, canonical }],
    ),
    machines: [...machines.filter((each) => !isAlias(each)), ...machines.filter(isAlias)].map(({ text }) => text),
  };
}

function isAlias({ attributes }: XmlNode): boolean {
  return attributes.canonical !== undefined;
}

function memoryKiB(cell: XmlNode): number {
  return pythonInt(childOf(cell, 'memory')?.text ?? '') ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

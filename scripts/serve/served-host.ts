import { dirname, join, resolve } from 'node:path';
import { Host } from '../../sim/host/host.js';
import { type HostTree, openTree } from '../../sim/surfaces/index.js';
import { type LiveTree, openLiveTree } from '../../sim/surfaces/live-tree.js';
import { type HostDamage, noDamage } from '../../sim/world/host-damage.js';
import { describedHost, type HostArguments } from '../commands/host-options.js';
import { damagedTree } from './damaged-tree.js';
import type { ServedDevicePlugins } from './device-plugins/serve-device-plugins.js';
import type { ServedHostLibvirt } from './libvirt/serve-host-libvirt.js';
import { directoriesToMake } from './made-directory.js';

/** A host that lives as long as the command, and what shows it. */
export interface ServedHost {
  /** How lines on standard input call it: the machine's id, `genoa-2` for the second of them. */
  readonly name: string;
  readonly host: Host;
  /** What is broken on it until it boots again. */
  readonly damage: HostDamage;
  /** Everything software sees of it, damage included. */
  readonly shown: HostTree;
  /** A directory like it. */
  readonly tree?: LiveTree;
  /** Its kubelet and the device plugins of KubeVirt. */
  devicePlugins?: ServedDevicePlugins;
  /** Its libvirtd. */
  libvirt?: ServedHostLibvirt;
  /** What it was made of; a reboot may change the settings. */
  request: HostArguments;
}

/** How the hosts differ from their machines as they come. */
export type HostChanges = Omit<HostArguments, 'machine'>;

/** The hosts of one command, and how to end them. */
export interface ServedHosts {
  readonly hosts: readonly ServedHost[];
  /** Removes the directories that were made for them. */
  remove(): void;
}

/**
 * Boots hosts and writes their trees: one host into `directory` itself, several into one folder each below it.
 *
 * @param directory where the trees go; undefined for hosts without.
 * @throws UsageError for a wrong description or a directory that cannot be used; then nothing is left behind.
 */
export function serveHosts(
  machines: readonly string[],
  changes: HostChanges,
  directory: string | undefined,
  options: { readonly force: boolean },
): ServedHosts {
  const requests = machines.map((machine): HostArguments => ({ ...changes, machine }));
  const booted = requests.map((request) => ({ request, host: new Host(describedHost(request)) }));
  const names = numbered(machines);
  const around = directory === undefined ? undefined : directoriesToMake(parentOfTrees(directory, machines.length));
  const hosts: ServedHost[] = [];
  const remove = (): void => {
    for (const { tree } of hosts) tree?.remove();
    around?.removeEmpty();
  };
  try {
    for (const [index, { request, host }] of booted.entries()) {
      const name = names[index] ?? request.machine;
      const damage = noDamage();
      const shown = damagedTree(openTree(host), damage, host);
      const tree = directory === undefined ? undefined : openLiveTree(shown, folderOf(directory, name, machines), options);
      hosts.push({ name, host, damage, shown, request, ...(tree !== undefined && { tree }) });
    }
  } catch (problem) {
    remove();
    throw problem;
  }
  return { hosts, remove };
}

/** One host has the folder itself, several have one each below it. */
export function folderOf(directory: string, host: string, hosts: readonly unknown[]): string {
  return hosts.length > 1 ? join(directory, host) : directory;
}

/** A name for each machine, `genoa-2` for the second of a kind. */
export function numbered(machines: readonly string[]): readonly string[] {
  return machines.map((machine, index) => {
    const before = machines.slice(0, index).filter((other) => other === machine).length;
    return before === 0 ? machine : `${machine}-${before + 1}`;
  });
}

function parentOfTrees(directory: string, hosts: number): string {
  return hosts > 1 ? directory : dirname(resolve(directory));
}

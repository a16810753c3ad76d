import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { type LiveTree, openLiveTree } from '../../sim/surfaces/live-tree.js';
import { describedHost, type HostArguments } from '../commands/host-options.js';

/** A host that lives as long as the command, with a directory that shows it. */
export interface ServedHost {
  /** How lines on standard input call it: the machine's id, `genoa-2` for the second of them. */
  readonly name: string;
  readonly host: Host;
  readonly tree: LiveTree;
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
 * @throws UsageError for a wrong description or a directory that cannot be used; then nothing is left behind.
 */
export function serveHosts(
  machines: readonly string[],
  changes: HostChanges,
  directory: string,
  options: { readonly force: boolean },
): ServedHosts {
  const requests = machines.map((machine): HostArguments => ({ ...changes, machine }));
  const booted = requests.map((request) => ({ request, host: new Host(describedHost(request)) }));
  const names = numbered(machines);
  const above = missingAbove(resolve(directory), machines.length > 1);
  const hosts: ServedHost[] = [];
  const remove = (): void => {
    for (const { tree } of hosts) tree.remove();
    for (const folder of above) removeEmpty(folder);
  };
  try {
    for (const [index, { request, host }] of booted.entries()) {
      const name = names[index] ?? request.machine;
      const folder = machines.length > 1 ? join(directory, name) : directory;
      hosts.push({ name, host, request, tree: openLiveTree(openTree(host), folder, options) });
    }
  } catch (problem) {
    remove();
    throw problem;
  }
  return { hosts, remove };
}

function numbered(machines: readonly string[]): readonly string[] {
  return machines.map((machine, index) => {
    const before = machines.slice(0, index).filter((other) => other === machine).length;
    return before === 0 ? machine : `${machine}-${before + 1}`;
  });
}

/** What somebody else put there stays. */
function removeEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Directories that the trees need around them and that are not there yet, innermost first. */
function missingAbove(directory: string, itself: boolean): readonly string[] {
  const missing: string[] = [];
  for (let path = itself ? directory : dirname(directory); !existsSync(path); path = dirname(path)) missing.push(path);
  return missing;
}

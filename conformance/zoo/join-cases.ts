import type { Case, CaseHost, Command } from '../../sim/contracts/commands.js';
import { canonicalJson } from '../../sim/core/json.js';

/**
 * Two cases after one another in one: the second's commands follow the first's, on hosts and with guests of their own names. What
 * each of them showed alone may be lost, so whoever joins looks again.
 *
 * @param sharing the second uses hosts of the first that are equal to its own, instead of getting more of them.
 * @returns undefined when the two are of different stacks or configurations, and where more goes on in one of them than its commands.
 */
export function joinCases(first: Case, second: Case, sharing: boolean): Case | undefined {
  if ([first, second].some(({ interleaving, faults }) => interleaving !== undefined || faults !== undefined)) return undefined;
  if (first.stack !== second.stack || canonicalJson(first.config) !== canonicalJson(second.config)) return undefined;
  const hosts = [...first.hosts];
  const names = new Map<string, string>();
  for (const host of second.hosts) names.set(host.name, nameFor(host, hosts, sharing, [...names.values()]));
  const guests = guestNames(second, names, new Set(namesIn(first)));
  const commands = second.commands.map((command) => renamed(command, names, guests));
  return { ...first, hosts, commands: [...first.commands, ...commands] };
}

/** The case with every guest told its host, as a case on one host never needs to: what is joined to it then changes less. */
export function pinned(theCase: Case): Case {
  const [only, ...more] = theCase.hosts;
  if (only === undefined || more.length > 0) return theCase;
  const commands = theCase.commands.map((command): Command => {
    if (command.do !== 'create' || command.spec.manifest !== undefined) return command;
    return { ...command, spec: { ...command.spec, onHost: command.spec.onHost ?? only.name } };
  });
  return { ...theCase, commands };
}

/** Finds a place for a host among those there are, or adds one. */
function nameFor(host: CaseHost, hosts: CaseHost[], sharing: boolean, taken: readonly string[]): string {
  const same = hosts.find((other) => isSame(other, host) && !taken.includes(other.name));
  if (sharing && same !== undefined) return same.name;
  const name = `h${hosts.length}`;
  hosts.push({ ...host, name });
  return name;
}

function isSame(left: CaseHost, right: CaseHost): boolean {
  return canonicalJson({ ...left, name: '' }) === canonicalJson({ ...right, name: '' });
}

/** New names of a case's guests: those that a fill named are called after its host, the others `g0`, `g1` … */
function guestNames(theCase: Case, hosts: ReadonlyMap<string, string>, taken: Set<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const guest of namesIn(theCase)) {
    if (names.has(guest)) continue;
    const name = filledName(guest, hosts) ?? freeName(taken);
    taken.add(name);
    names.set(guest, name);
  }
  return names;
}

function namesIn({ commands }: Case): readonly string[] {
  return commands.flatMap((command) => ('guest' in command ? [command.guest] : []));
}

function filledName(guest: string, hosts: ReadonlyMap<string, string>): string | undefined {
  const [host = '', ...rest] = guest.split('-');
  const name = hosts.get(host);
  return name === undefined || rest.length === 0 ? undefined : [name, ...rest].join('-');
}

function freeName(taken: ReadonlySet<string>): string {
  let number = 0;
  while (taken.has(`g${number}`)) number += 1;
  return `g${number}`;
}

function renamed(command: Command, hosts: ReadonlyMap<string, string>, guests: ReadonlyMap<string, string>): Command {
  const host = 'host' in command ? { host: hosts.get(command.host) ?? command.host } : {};
  const guest = 'guest' in command ? { guest: guests.get(command.guest) ?? command.guest } : {};
  const moved = { ...command, ...host, ...guest } as Command;
  if (moved.do !== 'create' || moved.spec.onHost === undefined) return moved;
  return { ...moved, spec: { ...moved.spec, onHost: hosts.get(moved.spec.onHost) ?? moved.spec.onHost } };
}

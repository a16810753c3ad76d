import type { Case, Command } from '../../../sim/contracts/commands.js';

/** Hosts called `h0`, `h1` … and guests `g0`, `g1` … in their order; nothing when they are already. */
export function* plainNames(theCase: Case): Generator<Case> {
  const hosts = new Map(theCase.hosts.map(({ name }, index) => [name, `h${index}`]));
  const created = theCase.commands.flatMap((command) => (command.do === 'create' ? [command.guest] : []));
  const guests = new Map([...new Set(created)].map((name, index) => [name, `g${index}`]));
  if ([...hosts, ...guests].every(([before, after]) => before === after)) return;
  yield {
    ...theCase,
    hosts: theCase.hosts.map((host) => ({ ...host, name: hosts.get(host.name) ?? host.name })),
    commands: theCase.commands.map((command) => renamed(command, hosts, guests)),
    ...(theCase.faults !== undefined && {
      faults: theCase.faults.map((window) => ({ ...window, host: hosts.get(window.host) ?? window.host })),
    }),
  };
}

type Names = ReadonlyMap<string, string>;

function renamed(command: Command, hosts: Names, guests: Names): Command {
  const host = 'host' in command ? { host: hosts.get(command.host) ?? command.host } : {};
  const guest = 'guest' in command ? { guest: guests.get(command.guest) ?? filledName(command.guest, hosts) } : {};
  const named = { ...command, ...host, ...guest } as Command;
  if (named.do !== 'create' || named.spec.onHost === undefined) return named;
  return { ...named, spec: { ...named.spec, onHost: hosts.get(named.spec.onHost) ?? named.spec.onHost } };
}

/** Guests of a `fill` are called `<host>-<protection>-<n>`. */
function filledName(guest: string, hosts: Names): string {
  const [host = '', ...rest] = guest.split('-');
  const name = hosts.get(host);
  return name === undefined || rest.length === 0 ? guest : [name, ...rest].join('-');
}

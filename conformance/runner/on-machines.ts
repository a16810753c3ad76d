import type { Case, Command } from '../../sim/contracts/commands.js';

/**
 * What is left of a case on some machines only: without the other hosts, what was done to them, and the guests that had to run there.
 * Undefined when no host is left; the same case when all are.
 */
export function onMachines(theCase: Case, machines: readonly string[]): Case | undefined {
  const hosts = theCase.hosts.filter(({ machine }) => machines.includes(machine));
  if (hosts.length === theCase.hosts.length) return theCase;
  if (hosts.length === 0) return undefined;
  const gone = new Set(theCase.hosts.filter((host) => !hosts.includes(host)).map(({ name }) => name));
  const commands = theCase.commands.filter((command) => !goesTo(command, gone));
  const guests = new Set(
    theCase.commands.flatMap((command) => (goesTo(command, gone) && command.do === 'create' ? [command.guest] : [])),
  );
  return { ...theCase, hosts, commands: commands.filter((command) => !('guest' in command && guests.has(command.guest))) };
}

function goesTo(command: Command, hosts: ReadonlySet<string>): boolean {
  if (command.do === 'create') return command.spec.onHost !== undefined && hosts.has(command.spec.onHost);
  return 'host' in command && hosts.has(command.host);
}

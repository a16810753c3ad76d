import type { Case, Command } from '../../../sim/contracts/commands.js';
import { withCommandsThat } from './fewer-commands.js';

/** Without one host and what is done to it; or with all of that done to another host that stays. */
export function* fewerHosts(theCase: Case): Generator<Case> {
  if (theCase.hosts.length < 2) return;
  for (const host of theCase.hosts) {
    const hosts = theCase.hosts.filter((other) => other !== host);
    yield withoutWindowsOf(host.name, { ...withCommandsThat(theCase, (command) => !isOf(command, host.name)), hosts });
    for (const other of hosts) {
      yield withWindowsMoved(host.name, other.name, {
        ...theCase,
        hosts,
        commands: theCase.commands.map((command) => moved(command, host.name, other.name)),
      });
    }
  }
}

function withoutWindowsOf(host: string, theCase: Case): Case {
  const { faults, ...rest } = theCase;
  const left = faults?.filter((window) => window.host !== host) ?? [];
  return left.length === 0 ? rest : { ...rest, faults: left };
}

function withWindowsMoved(from: string, to: string, theCase: Case): Case {
  if (theCase.faults === undefined) return theCase;
  return { ...theCase, faults: theCase.faults.map((window) => (window.host === from ? { ...window, host: to } : window)) };
}

function isOf(command: Command, host: string): boolean {
  return 'host' in command && command.host === host;
}

function moved(command: Command, from: string, to: string): Command {
  if (isOf(command, from)) return { ...command, host: to } as Command;
  if (command.do !== 'create' || command.spec.onHost !== from) return command;
  return { ...command, spec: { ...command.spec, onHost: to } };
}

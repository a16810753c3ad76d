import type { CaseHost, Command } from '../../../sim/contracts/commands.js';
import { plainerSpecs, without } from './plainer-specs.js';

/** Commands that do less than this one, the biggest simplification first; none for one that cannot be simpler. */
export function* simplerCommands(command: Command, hosts: readonly CaseHost[]): Generator<Command> {
  switch (command.do) {
    case 'create':
      for (const spec of plainerSpecs(command.spec, hosts)) yield { ...command, spec };
      return;
    case 'start-outside':
      if (command.group !== undefined) yield without(command, 'group');
      if (command.count > 1) yield { ...command, count: 1 };
      if (command.count > 2) yield { ...command, count: Math.floor(command.count / 2) };
      if (command.count > 1) yield { ...command, count: command.count - 1 };
      return;
    case 'fill':
      if (command.beyond > 0) yield { ...command, beyond: 0 };
      yield { do: 'create', guest: 'g', spec: { protection: command.protection, firmware: 'efi', secureBoot: false } };
      return;
    case 'reboot':
      if (command.settings !== undefined) yield without(command, 'settings');
      return;
    case 'request':
      yield* plainerRequests(command);
      return;
    case 'edit-node':
      yield* smallerEdits(command);
      return;
    default:
      return;
  }
}

/** Without its body, or with one member of it less. */
function* plainerRequests(command: Extract<Command, { do: 'request' }>): Generator<Command> {
  const { body } = command;
  if (body === undefined) return;
  yield without(command, 'body');
  for (const key of Object.keys(body)) yield { ...command, body: without(body, key) };
}

/** Not in a race, or with one label or annotation less. */
function* smallerEdits(command: Extract<Command, { do: 'edit-node' }>): Generator<Command> {
  if (command.racing === true) yield without(command, 'racing');
  for (const part of ['labels', 'annotations'] as const) {
    const entries = command[part];
    if (entries === undefined) continue;
    yield without(command, part);
    for (const key of Object.keys(entries)) yield { ...command, [part]: without(entries, key) };
  }
}

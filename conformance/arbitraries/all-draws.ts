import type { Command } from '../../sim/contracts/commands.js';
import type { CommandDraw, StackKit } from '../subjects/stack-kit.js';
import { fillOrCreate } from './command-draws.js';
import { hostOf, pick } from './draw.js';

/** What each of several stacks can do, for cases in which they run on the same hosts: every draw is one stack's, and asks that stack. */
export function drawsOfAll(kits: readonly StackKit[]): readonly CommandDraw[] {
  const some = kits.flatMap((kit) => spread(kit.draws, most).map((draw) => asking(kit, draw)));
  return [...some, ...kits.map((kit) => asking(kit, fillOrCreate))];
}

/** Makes guests, of each stack in turn. */
export function makesGuestsOfAll(kits: readonly StackKit[]): CommandDraw {
  return (draw, hosts, kit, earlier) => asking(pick(kits, draw.kind >> 1) ?? kit, fillOrCreate)(draw, hosts, kit, earlier);
}

/** Draws of each stack: a swarm subset is one bit each, and there are 32. */
const most = 12;

function spread(draws: readonly CommandDraw[], count: number): readonly CommandDraw[] {
  const step = Math.max(1, draws.length / count);
  return Array.from({ length: Math.min(count, draws.length) }, (_, index) => draws[Math.floor(index * step)] as CommandDraw);
}

/**
 * The command of one stack's draw; guests it refers to are that stack's. How hosts are divided does not change while guests run: one stack
 * would take at once what another one gives up with its next start.
 */
function asking(own: StackKit, draw: CommandDraw): CommandDraw {
  return (numbers, hosts, _kit, earlier) => {
    const ownEarlier = earlier.filter((command) => stackOf(command) === own.stack);
    return addressed(draw(numbers, hosts, own, ownEarlier), own.stack, hostOf(numbers, hosts).name);
  };
}

function addressed(command: Command, stack: string, host: string): Command {
  switch (command.do) {
    case 'create':
      return { ...command, guest: `${stack}-${command.guest}`, spec: { ...command.spec, stack } };
    case 'fill':
      return { ...command, stack };
    case 'configure':
      return { do: 'mishap', host, what: 'agent-started' };
    case 'spoil':
      return command.path.startsWith(kernelParameters) ? { do: 'label', host } : command;
    default:
      return command;
  }
}

/** What one stack is told of the kernel the other sees in the kernel's own files: damage to them would be another host to each. */
const kernelParameters = '/sys/module/';

function stackOf(command: Command): string | undefined {
  if (command.do === 'create') return command.spec.stack;
  return command.do === 'fill' ? command.stack : undefined;
}

import fc from 'fast-check';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import type { KeySettings } from '../runner/key-settings.js';
import { type PlanMachine, smallPools } from '../runner/plan-machine.js';
import type { CommandDraw, StackKit } from '../subjects/stack-kit.js';
import { fillOrCreate } from './command-draws.js';
import { type Draw, type DrawnHost, drawArbitrary } from './draw.js';
import { besideArbitrary, besideOf } from './fault-draws.js';

/**
 * Random cases: one to three hosts with mostly small key pools, a random subset of command kinds (swarm testing: a case that never
 * deletes reaches limits that a fair mix never sees), and up to twelve commands over a handful of guest names; in some, the parts of the
 * cluster work side by side, or faults strike by themselves. Everything is built
 * with `map` over independent draws, so shrinking stays in the hands of fast-check.
 */
export function caseArbitrary(machines: readonly PlanMachine[], kit: StackKit): fc.Arbitrary<Case> {
  return fc
    .record({
      hosts: fc.array(hostArbitrary(machines), { minLength: 1, maxLength: 3 }),
      config: fc.nat({ max: 2 * kit.otherConfigs.length - 1 }),
      swarm: fc.nat({ max: 2 ** kit.draws.length - 1 }),
      draws: fc.array(drawArbitrary(), { minLength: 1, maxLength: 12, size: 'max' }),
      beside: besideArbitrary(kit),
    })
    .map(({ hosts, config, swarm, draws, beside }) => {
      const { named, ...theCase } = buildCase(hosts, config, swarm, draws, kit);
      return { ...theCase, ...besideOf(beside, named, kit, machines) };
    });
}

type HostDraw = Omit<DrawnHost, 'name'>;

/** Small pools most of the time, an odd host now and then, and rarely one of real size: filling a thousand key IDs costs. */
function hostArbitrary(machines: readonly PlanMachine[]): fc.Arbitrary<HostDraw> {
  const draws = (kind: keyof KeySettings): readonly HostDraw[] =>
    machines.flatMap((machine) =>
      machine.settings[kind].map((settings) => ({ machine: machine.id, settings, small: smallPools(machine, settings) })),
    );
  const choices = [
    { weight: 240, hosts: draws('small') },
    { weight: 48, hosts: draws('odd') },
    { weight: 1, hosts: draws('real') },
  ].filter(({ hosts }) => hosts.length > 0);
  return fc.oneof(...choices.map(({ weight, hosts }) => ({ weight, arbitrary: fc.constantFrom(...hosts) })));
}

function buildCase(hosts: readonly HostDraw[], config: number, swarm: number, draws: readonly Draw[], kit: StackKit): Drawn {
  const named = hosts.map((host, index) => ({ name: `h${index}`, ...host }));
  const caseHosts = named.map(({ name, machine, settings }) => ({ name, machine, settings }));
  const enabled = kit.draws.filter((_, index) => (swarm & (1 << index)) !== 0);
  const commands: Command[] = [];
  for (const draw of draws) commands.push(kindOf(draw, enabled, kit.makesGuests)(draw, named, kit, commands));
  return {
    format: caseFormat,
    stack: kit.stack,
    config: kit.otherConfigs[config] ?? kit.config,
    hosts: caseHosts,
    commands,
    named,
  };
}

/** A case, and its hosts as they were drawn. */
interface Drawn extends Case {
  readonly named: readonly DrawnHost[];
}

/** Every other command makes guests, so that the others have something to work on. */
function kindOf(draw: Draw, enabled: readonly CommandDraw[], makesGuests: CommandDraw = fillOrCreate): CommandDraw {
  return draw.kind % 2 === 0 ? makesGuests : (enabled[(draw.kind >> 1) % Math.max(1, enabled.length)] ?? makesGuests);
}

import { type Case, type CaseHost, type Command, caseFormat } from '../../../sim/contracts/commands.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { StackKit } from '../../subjects/stack-kit.js';
import type { PlanMachine } from '../plan-machine.js';

/** A machine and the settings it boots with. */
export interface Place {
  readonly machine: PlanMachine;
  readonly settings: CaseHost['settings'];
}

/** A case on one host `h0`, under the kit's default configuration unless another one is given. */
export function caseOf(
  kit: StackKit,
  { machine, settings }: Place,
  commands: readonly Command[],
  config: JsonObject = kit.config,
): Case {
  const hosts = [{ name: 'h0', machine: machine.id, settings }];
  return { format: caseFormat, stack: kit.stack, config, hosts, commands };
}

/** The same on two equal hosts `h0` and `h1`. */
export function caseOnTwo(kit: StackKit, { machine, settings }: Place, commands: readonly Command[]): Case {
  const hosts = ['h0', 'h1'].map((name) => ({ name, machine: machine.id, settings }));
  return { format: caseFormat, stack: kit.stack, config: kit.config, hosts, commands };
}

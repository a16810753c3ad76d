import { getMachine, listMachines, traitsOf } from '../../../profiles/index.js';
import type { Case } from '../../../sim/contracts/commands.js';

/** One host on a machine that can do less, the simplest first; of these machines only. */
export function* simplerMachines(theCase: Case, machines: readonly string[]): Generator<Case> {
  if (machines.length === 0) return;
  for (const [index, host] of theCase.hosts.entries()) {
    for (const machine of simplerThan(host.machine, machines)) {
      yield { ...theCase, hosts: theCase.hosts.with(index, { ...host, machine }) };
    }
  }
}

/** Machines from the one that can do least; two that can do equally much are equally simple. */
function simplerThan(machine: string, machines: readonly string[]): readonly string[] {
  const known = listMachines().filter(({ id }) => machines.includes(id));
  const abilities = abilitiesOf(machine);
  const simpler = known.filter(({ id }) => abilitiesOf(id) < abilities);
  return simpler.sort((left, right) => abilitiesOf(left.id) - abilitiesOf(right.id)).map(({ id }) => id);
}

function abilitiesOf(machine: string): number {
  return traitsOf(getMachine(machine).values).length;
}

import { existsSync } from 'node:fs';
import { getMachine, loadMachineFile, type Machine, machineDifferences } from '../../profiles/index.js';
import { differenceTable } from '../difference-table.js';
import { type Command, verb } from './command.js';

/** `fauxmetal profile diff`: in which facts and choices do two machines differ? */
export const profileDiffCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'diff <left> <right>',
    describe: 'facts and choices in which two machines differ',
    builder: (yargs) =>
      yargs
        .positional('left', { type: 'string', demandOption: true, describe: 'machine id, or path of a machine YAML file' })
        .positional('right', { type: 'string', demandOption: true, describe: 'machine id, or path of a machine YAML file' })
        .example('$0 profile diff milan ./my-server.yaml', 'what a machine of your own has otherwise'),
    handler: ({ left, right, json }) => {
      const [one, other] = [machineOf(left), machineOf(right)];
      const differences = machineDifferences(one, other);
      if (json) terminal.print(`${JSON.stringify({ left: named(one), right: named(other), differences }, undefined, 2)}\n`);
      else if (differences.length === 0) terminal.print(`${left} and ${right} do not differ\n`);
      else terminal.print(differenceTable(differences, [left, right], terminal.columns));
    },
  });

function machineOf(text: string): Machine {
  return existsSync(text) ? loadMachineFile(text) : getMachine(text);
}

function named({ id, file }: Machine): { readonly id: string; readonly file: string } {
  return { id, file };
}

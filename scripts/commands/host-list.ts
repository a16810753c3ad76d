import { composeHost, listMachines, type Machine } from '../../profiles/index.js';
import { keyPools } from '../../sim/contracts/protection.js';
import { bootHost } from '../../sim/host/boot.js';
import { table } from '../table.js';
import { type Command, verb } from './command.js';

/** `fauxmetal host list`: the machines, with the key IDs a factory-fresh one offers. */
export const hostListCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'list',
    describe: 'the machines, and the key IDs of a factory-fresh one',
    builder: (yargs) => yargs,
    handler: ({ json }) => {
      const rows = listMachines().map(hostRow);
      if (json) terminal.print(`${JSON.stringify({ machines: rows }, undefined, 2)}\n`);
      else
        terminal.print(
          table(
            ['MACHINE', 'KEY IDS', 'WHAT IT IS'],
            rows.map((row) => [row.id, keysText(row.misc), row.about]),
            terminal.columns,
          ),
        );
    },
  });

interface HostRow {
  readonly id: string;
  readonly about: string;
  /** misc.capacity of a factory-fresh machine. */
  readonly misc: Readonly<Record<string, number>>;
}

function hostRow(machine: Machine): HostRow {
  const { miscCapacity } = bootHost(composeHost({ machine: machine.id }));
  const misc = Object.fromEntries(
    keyPools.flatMap((pool) => (miscCapacity[pool] === undefined ? [] : [[pool, miscCapacity[pool]]])),
  );
  return { id: machine.id, about: machine.about, misc };
}

function keysText(misc: HostRow['misc']): string {
  const parts = Object.entries(misc).map(([pool, keys]) => `${pool} ${keys}`);
  return parts.length === 0 ? '–' : parts.join(', ');
}

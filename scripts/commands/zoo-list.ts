import { stackKits } from '../../conformance/subjects/index.js';
import { table } from '../table.js';
import { type Command, verb } from './command.js';

/** `fauxmetal zoo list`: every known deviation with the releases that have it and the requirement that must catch it. */
export const zooListCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'list',
    describe: 'every known deviation, the releases that have it, and the requirement that must catch it',
    builder: (yargs) => yargs,
    handler: ({ json }) => {
      const mutants = stackKits.flatMap(({ stack, quirks }) => quirks.map((quirk) => ({ stack, ...quirk })));
      const rows = mutants.map(({ name, releases, killedBy, sentence }) => [
        name,
        releases,
        `${sentence} Caught by ${killedBy}.`,
      ]);
      if (json) terminal.print(`${JSON.stringify({ mutants }, undefined, 2)}\n`);
      else terminal.print(table(['DEVIATION', 'RELEASES', 'WHAT IT DOES'], rows, terminal.columns));
    },
  });

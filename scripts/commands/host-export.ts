import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { exportDirectory, manifestName } from '../../sim/surfaces/mount-dir.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { describedHost, hostOptions } from './host-options.js';

/** `fauxmetal host export`: writes what software would see as a directory tree. */
export const hostExportCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'export <machine>',
    describe: 'write the files of one host as a directory tree, for any program with a host-root option',
    builder: (yargs) =>
      hostOptions(yargs)
        .option('out', { type: 'string', demandOption: true, describe: 'folder to make; must not exist or be empty' })
        .option('force', {
          type: 'boolean',
          default: false,
          describe: 'replace a folder that is not empty, with everything in it',
        })
        .example('$0 host export genoa --setting min-sev-asid=100 --out ./genoa-root', 'a tree under ./genoa-root'),
    handler: (flags) => {
      const host = new Host(describedHost(flags));
      const manifest = undisturbed(terminal, () => exportDirectory(openTree(host), flags.out, { force: flags.force }));
      if (flags.json) terminal.print(`${JSON.stringify({ out: flags.out, ...manifest }, undefined, 2)}\n`);
      else
        terminal.print(
          `${manifest.entries.length} files of ${host.boot.machine} written to ${flags.out}; ${manifestName} lists them\n`,
        );
    },
  });

/** Runs something short to its end even if the user interrupts, so that no half-written folder is left behind. */
function undisturbed<Value>(terminal: Terminal, act: () => Value): Value {
  const stopListening = terminal.onInterrupt(() => {});
  try {
    return act();
  } finally {
    stopListening();
  }
}

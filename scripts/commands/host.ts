import { type Command, verbGroup } from './command.js';
import { hostExecCommand } from './host-exec.js';
import { hostExportCommand } from './host-export.js';
import { hostListCommand } from './host-list.js';
import { hostServeCommand } from './host-serve.js';
import { hostShowCommand } from './host-show.js';

/** `fauxmetal host`: what software can see of one simulated host. */
export const hostCommand: Command = (terminal) =>
  verbGroup(
    'host',
    'list machines; show, export or serve the files of simulated hosts; run a command that sees one',
    [hostListCommand, hostShowCommand, hostExportCommand, hostExecCommand, hostServeCommand],
    terminal,
  );

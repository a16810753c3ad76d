import { answerLines, type LineSource } from '../serve/answer-lines.js';
import { instructionForms } from '../serve/instruction.js';
import { type HostChanges, type ServedHost, serveHosts } from '../serve/served-host.js';
import { standardInput } from '../serve/standard-input.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { changeOptions } from './host-options.js';

/** `fauxmetal host serve`: hosts that live until the command ends, and directories that follow them. */
export const hostServeCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'serve <machine..>',
    describe: 'keep hosts running and directories like them; lines on standard input start and stop guests',
    builder: (yargs) =>
      changeOptions(yargs)
        .positional('machine', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'machine ids; repeat one for more of it',
        })
        .option('tree', {
          type: 'string',
          demandOption: true,
          describe: 'folder to keep; with several machines one folder each below it',
        })
        .option('keep', { type: 'boolean', default: false, describe: 'leave the folder there at the end' })
        .option('force', {
          type: 'boolean',
          default: false,
          describe: 'replace a folder that is not empty, with everything in it',
        })
        .example('$0 host serve genoa --tree ./genoa-root', 'then type: start web snp')
        .epilogue(`Lines on standard input, HOST: before them where there are several:\n  ${instructionForms.join('\n  ')}`),
    handler: async (flags) => {
      const input = standardInput(terminal, flags.machine.length === 1 ? `${flags.machine[0]}> ` : 'fauxmetal> ');
      try {
        await serve(flags, input, terminal);
      } finally {
        input.close();
      }
    },
  });

interface ServeFlags extends HostChanges {
  readonly machine: readonly string[];
  readonly tree: string;
  readonly keep: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

/** Interrupts are listened for from before the first file is written to after the last is removed. */
async function serve(flags: ServeFlags, input: LineSource, terminal: Terminal): Promise<void> {
  const served = serveHosts(flags.machine, flags, flags.tree, { force: flags.force });
  try {
    announce(served.hosts, flags.json, terminal);
    await answerLines(input, served.hosts, terminal, flags.json);
  } finally {
    if (!flags.keep) served.remove();
  }
}

/** Whoever waits for the first line knows that the directories are complete. */
function announce(hosts: readonly ServedHost[], json: boolean, terminal: Terminal): void {
  const ready = hosts.map(({ name, tree }) => ({ host: name, tree: tree.folder, files: tree.manifest().entries.length }));
  if (json) terminal.print(`${JSON.stringify({ ok: true, do: 'serve', hosts: ready })}\n`);
  else for (const { host, tree, files } of ready) terminal.print(`${host}: ${files} files in ${tree}\n`);
}

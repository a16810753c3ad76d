import type { SurfaceFile } from '../../sim/contracts/surface.js';
import { strerror } from '../../sim/core/errno.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { Host } from '../../sim/host/host.js';
import { type HostTree, openTree, surfaces } from '../../sim/surfaces/index.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { describedHost, hostOptions } from './host-options.js';

/** `fauxmetal host show`: prints what software would read on that host. */
export const hostShowCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'show <machine>',
    describe: 'print the files of one host, or the exact bytes of one surface',
    builder: (yargs) =>
      hostOptions(yargs)
        .option('surface', { type: 'string', describe: `one surface, or one path: ${surfaces.map(({ id }) => id).join(', ')}` })
        .example('$0 host show genoa --setting min-sev-asid=100 --surface misc.capacity', 'exactly the file’s bytes'),
    handler: (flags) => {
      const files = filesToShow(openTree(new Host(describedHost(flags))), flags.surface);
      const [only] = files;
      if (files.length === 0 || only === undefined) {
        const fix = 'leave --surface out to see what it shows';
        throw new UsageError(`${flags.machine} with these settings shows no ${flags.surface}`, { fix });
      }
      if (flags.json) printJson(files, terminal);
      else if (files.length === 1) printBytes(only, terminal);
      else for (const file of files) printWithHeading(file, terminal);
    },
  });

/** All files, those of one surface, or the one at a path. */
function filesToShow(tree: HostTree, wanted: string | undefined): readonly SurfaceFile[] {
  if (wanted !== undefined && !wanted.startsWith('/')) return tree.filesOf(wanted);
  const files = tree.entries().map(({ file }) => file);
  return wanted === undefined ? files : files.filter(({ path }) => path === wanted);
}

function printBytes(file: SurfaceFile, terminal: Terminal): void {
  const content = file.read();
  if (!content.ok) throw new UsageError(`reading ${file.path} answers ${content.errno} (${strerror(content.errno)})`);
  terminal.print(content.text);
}

function printWithHeading(file: SurfaceFile, terminal: Terminal): void {
  const content = file.read();
  const device = file.status.device === undefined ? '' : ` ${file.status.device.major}:${file.status.device.minor}`;
  terminal.print(`==> ${file.path} (${file.status.kind}, ${octal(file.status.mode)}${device}) <==\n`);
  if (content.ok) terminal.print(content.text === '' || content.text.endsWith('\n') ? content.text : `${content.text}\n`);
  else terminal.print(`${content.errno}: ${strerror(content.errno)}\n`);
}

function printJson(files: readonly SurfaceFile[], terminal: Terminal): void {
  const shown = files.map((file) => {
    const { ok: _, ...content } = file.read();
    return { path: file.path, ...file.status, mode: octal(file.status.mode), ...content };
  });
  terminal.print(`${JSON.stringify({ files: shown }, undefined, 2)}\n`);
}

/** Permission bits as `ls` and `chmod` write them: `0444`. */
function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

import { UsageError } from '../../sim/core/usage-error.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { runSandboxed } from '../sandbox/run-sandboxed.js';
import { type Command, verb } from './command.js';
import { describedHost, hostOptions } from './host-options.js';

/** `fauxmetal host exec`: runs an unmodified program that sees one host. Its exit code is the program's. */
export const hostExecCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'exec <machine> [command..]',
    describe: 'run a command that sees one host in /sys, /proc, /dev … and the real machine everywhere else (needs bubblewrap)',
    builder: (yargs) =>
      hostOptions(yargs)
        .positional('command', { type: 'string', array: true, describe: 'what to run, after two dashes' })
        .usage(
          '$0 host exec <machine> [flags] -- COMMAND [WORDS …]\n\nrun a command that sees one host in /sys, /proc, /dev … and the real machine everywhere else (needs bubblewrap)',
        )
        .parserConfiguration({ 'populate--': true })
        .example('$0 host exec genoa --setting min-sev-asid=100 -- cat /sys/fs/cgroup/misc.capacity', 'one file, by cat')
        .example('$0 host exec emerald-rapids -- go test ./...', 'your tests on a TDX host')
        .epilogue('The exit code is that of the command: 128 + n when signal n ended it, 127 when there is no such command.'),
    handler: async (flags) => {
      const host = new Host(describedHost(flags));
      process.exitCode = await runSandboxed(openTree(host), commandIn(flags), terminal);
    },
  });

/** What stands after the two dashes. Words before them may be anything: `exec genoa ls -l` cannot tell its flags from ours. */
function commandIn(flags: { readonly command?: string[] | undefined; readonly '--'?: unknown }): readonly string[] {
  const words = Array.isArray(flags['--']) ? flags['--'].map(String) : [];
  const stray = flags.command ?? [];
  if (words.length > 0 && stray.length === 0) return words;
  const meant = [...stray, ...words].join(' ');
  throw new UsageError(stray.length > 0 ? 'the command stands before the two dashes' : 'there is no command to run', {
    fix: `write it after them: fauxmetal host exec genoa -- ${meant === '' ? 'ls /dev' : meant}`,
  });
}

import yargs, { type Argv } from 'yargs';
import { UsageError } from '../sim/core/usage-error.js';
import { baselineCommand } from './commands/baseline.js';
import { completionCommand } from './commands/completion.js';
import { diffCommand } from './commands/diff.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { fuzzCommand } from './commands/fuzz.js';
import { hostCommand } from './commands/host.js';
import { manifestCommand } from './commands/manifest.js';
import { mergeCommand } from './commands/merge.js';
import { profileCommand } from './commands/profile.js';
import { replayCommand } from './commands/replay.js';
import { reportCommand } from './commands/report.js';
import { requirementsCommand } from './commands/requirements.js';
import { runCommand } from './commands/run.js';
import { shrinkCommand } from './commands/shrink.js';
import { zooCommand } from './commands/zoo.js';
import { completedValues } from './completions.js';
import { environmentPrefix, readConfiguration } from './configuration.js';
import type { Terminal } from './terminal.js';
import { fauxmetalVersion } from './version.js';

/** All verbs, in the order of `--help`. */
const commands = [
  runCommand,
  fuzzCommand,
  mergeCommand,
  diffCommand,
  reportCommand,
  replayCommand,
  shrinkCommand,
  baselineCommand,
  explainCommand,
  hostCommand,
  manifestCommand,
  profileCommand,
  requirementsCommand,
  zooCommand,
  doctorCommand,
  completionCommand,
] as const;

/**
 * Runs the command line and sets `process.exitCode`: 0 conformant, 1 an invariant failed, 2 usage or configuration, 3 inconclusive,
 * 4 harness error, 130 interrupted.
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await commandLine(argv, terminal).parseAsync();
  } catch (problem) {
    process.exitCode = report(problem, terminal);
  }
}

/** The declared command line; also what the documentation check reads its help from. */
export function commandLine(argv: readonly string[], terminal: Terminal): Argv {
  const base = yargs([...argv])
    .scriptName('fauxmetal')
    .usage('$0 <verb>\n\nConfidential-computing hosts without the hardware, and conformance tests for what runs on them.')
    .option('json', { type: 'boolean', default: false, global: true, describe: 'print the result as JSON' })
    .option('print-config', { type: 'boolean', global: true, describe: 'show every flag, its value and where it comes from' })
    .env(environmentPrefix)
    .config('config', 'JSON file with flags; precedence: defaults < file < environment < flags', readConfiguration);
  return commands
    .reduce((built, command) => built.command(command(terminal)), base as Argv)
    .demandCommand(1, 'say what to do; fauxmetal --help lists the verbs')
    .strict()
    .recommendCommands()
    .completion('get-completions', false, completions)
    .epilogue('Exit codes: 0 conformant, 1 an invariant failed, 2 usage, 3 inconclusive, 4 harness error, 130 interrupted.')
    .version(fauxmetalVersion())
    .wrap(Math.min(terminal.columns, 120))
    .exitProcess(false)
    .fail((message, problem) => {
      throw problem ?? new UsageError(message, { fix: 'see fauxmetal --help' });
    });
}

/** One sentence for wrong usage; the whole stack for a defect of ours. */
function report(problem: unknown, terminal: Terminal): number {
  if (problem instanceof UsageError || (problem as Error).name === 'YError') {
    terminal.note(`fauxmetal: ${(problem as Error).message}`);
    return 2;
  }
  terminal.note(`fauxmetal: this is a defect of fauxmetal, please report it\n${(problem as Error).stack ?? String(problem)}`);
  return 4;
}

/** Values where a flag or a verb takes them, and yargs' own verbs and flags everywhere else. */
function completions(
  _current: string,
  argv: { readonly _: readonly (string | number)[] },
  defaults: (done: (error: Error | null, list: string[] | undefined) => void) => unknown,
  done: (list: string[]) => void,
): void {
  const typed = process.argv.slice(process.argv.indexOf('--get-yargs-completions') + 1);
  const values = completedValues(typed, argv._.map(String));
  if (values !== undefined) done([...values]);
  else defaults((_, list) => done(list ?? []));
}

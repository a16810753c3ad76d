import yargs, { type Argv } from 'yargs';
import { UsageError } from '../sim/core/usage-error.js';
import type { Command } from './commands/command.js';
import { completedValues } from './completions.js';
import { environmentPrefix, readConfiguration } from './configuration.js';
import type { Terminal } from './terminal.js';
import { fauxmetalVersion } from './version.js';

/** All verbs, in the order of `--help`. A verb is loaded when it is asked for: all of them take longer than many have to do. */
const verbs: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.js')).runCommand,
  fuzz: async () => (await import('./commands/fuzz.js')).fuzzCommand,
  merge: async () => (await import('./commands/merge.js')).mergeCommand,
  diff: async () => (await import('./commands/diff.js')).diffCommand,
  report: async () => (await import('./commands/report.js')).reportCommand,
  replay: async () => (await import('./commands/replay.js')).replayCommand,
  shrink: async () => (await import('./commands/shrink.js')).shrinkCommand,
  baseline: async () => (await import('./commands/baseline.js')).baselineCommand,
  explain: async () => (await import('./commands/explain.js')).explainCommand,
  host: async () => (await import('./commands/host.js')).hostCommand,
  manifest: async () => (await import('./commands/manifest.js')).manifestCommand,
  profile: async () => (await import('./commands/profile.js')).profileCommand,
  requirements: async () => (await import('./commands/requirements.js')).requirementsCommand,
  zoo: async () => (await import('./commands/zoo.js')).zooCommand,
  attest: async () => (await import('./commands/attest.js')).attestCommand,
  demo: async () => (await import('./commands/demo.js')).demoCommand,
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand,
  completion: async () => (await import('./commands/completion.js')).completionCommand,
};

/**
 * Runs the command line and sets `process.exitCode`: 0 conformant, 1 an invariant failed, 2 usage or configuration, 3 inconclusive,
 * 4 harness error, 130 interrupted.
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await (await commandLine(argv, terminal)).parseAsync();
  } catch (problem) {
    process.exitCode = report(problem, terminal);
  }
}

/** The declared command line; also what the documentation check reads its help from. */
export async function commandLine(argv: readonly string[], terminal: Terminal): Promise<Argv> {
  const commands = await loaded(argv);
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

/** The verb of the command line, or of the one a shell wants completed; all of them where there is none. */
async function loaded(argv: readonly string[]): Promise<readonly Command[]> {
  if (argv[0] === '--version') return [];
  const verb = argv[0] === '--get-yargs-completions' ? argv[2] : argv[0];
  const named = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  return Promise.all((named === undefined ? Object.values(verbs) : [named]).map((load) => load()));
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

import { join } from 'node:path';
import type { Discovery } from '../../conformance/runner/fuzz/discoveries.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { replayCaseCommand, shellLine } from '../../reports/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { readBaseline } from '../baseline/baseline-file.js';
import { calendarDay, todayOption } from '../baseline/calendar-day.js';
import { openCorpus } from '../fuzz/corpus-folder.js';
import { fuzz } from '../fuzz/fuzz-session.js';
import { type FuzzSummary, summaryText } from '../fuzz/fuzz-summary.js';
import type { PlanRequest } from '../jobs/plan-request.js';
import { planOf } from '../jobs/plan-request.js';
import type { Terminal } from '../terminal.js';
import { fauxmetalVersion } from '../version.js';
import { type Command, verb } from './command.js';
import { gateMachines } from './run.js';
import { chosenStack, chosenSubject, stackOption, subjectFlags, subjectOptions, usualStack } from './subject-options.js';
import { wholeNumber } from './whole-number.js';

/** Where found cases go unless told otherwise. */
const defaultCorpus = 'fauxmetal-corpus';

interface FuzzArguments {
  machines: string[] | undefined;
  minutes: number | undefined;
  runs: number | undefined;
  seed: number;
  jobs: number;
  corpus: string;
  stack: string;
  quirk: string[];
  compat: string | undefined;
  baseline: string | undefined;
  today: string | undefined;
  json: boolean;
}

/** `fauxmetal fuzz`: the same engine without an end. */
export const fuzzCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'fuzz [machines..]',
    describe: 'judge random cases until stopped; save what breaks and what is new, each as the smallest case that shows it',
    builder: (yargs) =>
      subjectOptions(yargs)
        .positional('machines', {
          type: 'string',
          array: true,
          describe: `machines to run on; default: ${gateMachines.join(', ')}`,
        })
        .option('minutes', { type: 'number', describe: 'stop after so many minutes; default: when interrupted' })
        .option('runs', { type: 'number', describe: 'stop after so many random cases; the same number and seed find the same' })
        .option('seed', {
          type: 'number',
          default: 1,
          describe: 'master seed; each round of cases has a seed of its own from it',
        })
        .option('jobs', { type: 'number', default: 1, describe: 'worker threads; what is found is the same for any number' })
        .option('corpus', {
          type: 'string',
          default: defaultCorpus,
          describe: 'folder of saved cases: those in it are run first, what is found is added',
        })
        .option('stack', stackOption)
        .option('baseline', { type: 'string', describe: 'file of known failures, which are no news until they expire' })
        .option('today', todayOption)
        .example('$0 fuzz', 'until Ctrl-C')
        .example('$0 fuzz genoa --minutes 10 --jobs 2', 'ten minutes on one machine, in two threads')
        .example('$0 fuzz --runs 5000 --seed 7 --json', 'always the same five thousand cases')
        .example('$0 run --corpus fauxmetal-corpus', 'the gate, with what was found run first')
        .epilogue('Exit codes: 0 nothing was found, 1 something was, 2 usage, 4 fauxmetal itself broke, 130 interrupted.'),
    handler: async (args) => {
      process.exitCode = await run({ ...args, stack: chosenStack(args) }, terminal);
    },
  });

async function run(args: FuzzArguments, terminal: Terminal): Promise<number> {
  const { minutes = Number.POSITIVE_INFINITY, json } = args;
  if (Number.isNaN(minutes) || minutes <= 0) throw new UsageError(`--minutes takes a number above 0, not "${minutes}"`);
  const request = requestOf(args);
  planOf({ ...request, runs: 0 });
  const again = (runs: number | undefined): string => commandLine(args, runs);
  if (!json) terminal.print(`fauxmetal ${fauxmetalVersion()} · seed ${request.seed} · replay: ${again(args.runs)}\n`);
  const options = {
    request,
    milliseconds: minutes * 60_000,
    jobs: wholeNumber('jobs', args.jobs, 1),
    corpus: openCorpus(args.corpus),
    known: knownFingerprints(args, terminal),
    again,
  };
  const summary = await fuzz(options, (discovery, added) => json || announce(discovery, added, args.corpus, terminal), terminal);
  terminal.print(
    json ? `${JSON.stringify({ ...summary, exitCode: exitCodeOf(summary) }, undefined, 2)}\n` : summaryText(summary),
  );
  return exitCodeOf(summary);
}

function requestOf(args: FuzzArguments): PlanRequest {
  const kit = stackKit(args.stack);
  const { quirks, release } = chosenSubject(args, kit);
  return {
    stack: kit.stack,
    seed: wholeNumber('seed', args.seed),
    runs: args.runs === undefined ? Number.POSITIVE_INFINITY : wholeNumber('runs', args.runs, 0),
    machines: machinesOf(args),
    quirks,
    ...(release !== undefined && { release: release.name }),
  };
}

function machinesOf({ machines = [] }: FuzzArguments): readonly string[] {
  return machines.length === 0 ? gateMachines : [...new Set(machines)];
}

/** Time is left out: the same number of cases finds the same on a slower machine. */
function commandLine(args: FuzzArguments, runs: number | undefined): string {
  const { machines = [], seed, stack, corpus, baseline } = args;
  return shellLine([
    'fauxmetal',
    'fuzz',
    ...machines,
    ...['--seed', String(seed)],
    ...(runs === undefined ? [] : ['--runs', String(runs)]),
    ...(stack === usualStack ? [] : ['--stack', stack]),
    ...subjectFlags(args),
    ...(corpus === defaultCorpus ? [] : ['--corpus', corpus]),
    ...(baseline === undefined ? [] : ['--baseline', baseline]),
  ]);
}

function knownFingerprints({ baseline, today, stack }: FuzzArguments, terminal: Terminal): ReadonlySet<string> {
  if (baseline === undefined) return new Set();
  const day = calendarDay(today, terminal);
  const valid = readBaseline(baseline, stack).filter(({ expires }) => expires >= day);
  return new Set(valid.map(({ fingerprint }) => fingerprint));
}

/** Failures are told as they are found; new situations are only saved, and counted at the end. */
function announce({ what, saved, message }: Discovery, added: boolean, corpus: string, terminal: Terminal): void {
  if (what === 'situations') return;
  const file = join(corpus, `${saved.name}.json`);
  const fingerprint = saved.broke?.fingerprint ?? '';
  terminal.print(
    `${what === 'failure' ? '✗' : '!'} ${saved.broke?.requirement ?? ''}${fingerprint === '' ? '' : `  ${fingerprint}`}\n` +
      `    found:  ${message}\n    saved:  ${file}${added ? '' : ' (was there already)'}\n    replay: ${replayCaseCommand(file)}\n`,
  );
}

function exitCodeOf({ interrupted, findings, defects }: FuzzSummary): 0 | 1 | 4 | 130 {
  if (interrupted) return 130;
  if (defects.length > 0) return 4;
  return findings.length > 0 ? 1 : 0;
}

import { knownFailureRecords } from '../../conformance/runner/baseline.js';
import { benchWith } from '../../conformance/runner/bench.js';
import { runRecord, type Shard } from '../../conformance/runner/campaign.js';
import type { Bench } from '../../conformance/runner/judge-case.js';
import { searchDefault } from '../../conformance/runner/plan.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { shardVerdict } from '../../reports/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { exitCodeOf } from '../../sim/core/verdict.js';
import { addedText, addToBaseline, type Excuse } from '../baseline/add-to-baseline.js';
import { readBaseline } from '../baseline/baseline-file.js';
import { calendarDay, todayOption } from '../baseline/calendar-day.js';
import { executeCampaign } from '../execute-campaign.js';
import { corpusOption, readCorpus } from '../fuzz/corpus-folder.js';
import { type PlanRequest, planOf } from '../jobs/plan-request.js';
import { finishRunFolder, holdsRunLog, openRunFolder, reopenRunFolder } from '../run-folder.js';
import { readSaved } from '../saved/read-saved.js';
import { showReport } from '../show-report.js';
import type { Terminal } from '../terminal.js';
import { fauxmetalVersion } from '../version.js';
import { type Command, verb } from './command.js';
import { formatOption, outOption } from './report-options.js';
import { chosenStack, chosenSubject, stackOption, subjectFlags, subjectOptions, usualStack } from './subject-options.js';
import { wholeNumber } from './whole-number.js';

/** Machines of the default gate: one of each generation the source texts speak of. */
export const gateMachines = ['rome', 'genoa', 'emerald-rapids'] as const;

interface RunArguments {
  seed: number;
  runs: number;
  machine: string[];
  stack: string;
  quirk: string[];
  compat: string | undefined;
  search: number;
  shard: string;
  shards: number | undefined;
  jobs: number;
  resume: boolean;
  corpus: string | undefined;
  baseline: string | undefined;
  today: string | undefined;
  writeBaseline: string | undefined;
  reason: string | undefined;
  expires: string | undefined;
  out: string;
  format: string[];
  json: boolean;
}

/** `fauxmetal run`: the conformance gate. */
export const runCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'run',
    describe: 'judge a stack on simulated hosts: every enumerated case, then random ones; report on screen and in a folder',
    builder: (yargs) =>
      subjectOptions(yargs)
        .option('seed', {
          type: 'number',
          default: 1,
          describe: 'master seed; the same seed gives the same report, byte for byte',
        })
        .option('runs', { type: 'number', default: 2000, describe: 'random cases after the deterministic phase' })
        .option('machine', { type: 'string', array: true, default: [...gateMachines], describe: 'machine to run on; repeatable' })
        .option('stack', stackOption)
        .option('search', {
          type: 'number',
          default: searchDefault,
          describe: 'candidates that every eighth random case is the hardest of; 1 takes all as they are drawn',
        })
        .option('shard', { type: 'string', default: '1/1', describe: 'run part i of n; join the folders with fauxmetal merge' })
        .option('shards', {
          type: 'number',
          describe: 'run one of n parts; which one is in JOB_COMPLETION_INDEX, as in a Kubernetes Indexed Job',
        })
        .option('jobs', { type: 'number', default: 1, describe: 'worker threads; the report is the same for any number' })
        .option('resume', {
          type: 'boolean',
          default: false,
          describe: 'go on with the interrupted run in --out, if there is one',
        })
        .option('corpus', corpusOption)
        .option('baseline', {
          type: 'string',
          describe:
            'file of known failures: they do not fail the run until they expire or are fixed; fauxmetal baseline writes it',
        })
        .option('today', todayOption)
        .option('write-baseline', {
          type: 'string',
          describe: 'file to add everything to that this run finds, as known failures; with --reason and --expires',
        })
        .option('reason', { type: 'string', describe: 'for --write-baseline: why they are put up with, in one sentence' })
        .option('expires', { type: 'string', describe: 'for --write-baseline: last day on which they are, e.g. 2027-01-31' })
        .option('out', outOption)
        .option('format', formatOption)
        .example('$0 run --seed 7 --runs 400', 'a short gate with another seed')
        .example('$0 run --quirk snp-policy-0x3000', 'watch a known deviation being caught')
        .example('$0 run --runs 100000 --jobs 2 --resume', 'go on where a long run was stopped or killed')
        .example('$0 run --corpus fauxmetal-corpus', 'with what fauxmetal fuzz found run first')
        .example(
          '$0 run --write-baseline fauxmetal-baseline.yaml --reason "waits for 1.10" --expires 2027-01-31',
          'know what fails today',
        )
        .example('$0 run --baseline fauxmetal-baseline.yaml', 'fail on new failures only')
        .example('$0 run --compat kubevirt@1.9.0', 'which promises a release breaks')
        .example('$0 run --stack nova', 'OpenStack Nova instead of KubeVirt')
        .example('$0 run --stack all', 'KubeVirt and Nova on the same hosts'),
    handler: async ({ 'write-baseline': writeBaseline, ...args }) => {
      process.exitCode = await run({ ...args, stack: chosenStack(args), writeBaseline }, terminal);
    },
  });

async function run(args: RunArguments, terminal: Terminal): Promise<number> {
  const shard = chosenShard(args, terminal);
  const kit = stackKit(args.stack);
  const { quirks, release } = chosenSubject(args, kit);
  const request: PlanRequest = {
    stack: kit.stack,
    seed: wholeNumber('seed', args.seed),
    runs: wholeNumber('runs', args.runs, 0),
    machines: args.machine,
    search: wholeNumber('search', args.search, 1),
    quirks,
    ...(release !== undefined && { release: release.name }),
    ...(args.corpus !== undefined && { saved: readCorpus(args.corpus) }),
  };
  const excuse = excuseOf(args, terminal);
  const jobs = wholeNumber('jobs', args.jobs, 1);
  const campaign = {
    ...{ plan: planOf(request), quirks, flags: planFlags(args), shard, version: fauxmetalVersion() },
    ...knownFailures(args, benchWith(kit, quirks, release), terminal),
  };
  const folder = args.resume && holdsRunLog(args.out) ? reopenRunFolder(args.out, runRecord(campaign)) : openRunFolder(args.out);
  const interrupted = await executeCampaign(request, campaign, { folder, jobs, quiet: args.json }, terminal);
  const report = finishRunFolder(folder, args.format);
  showReport(report, folder.path, { json: args.json, announced: true }, terminal);
  if (args.writeBaseline !== undefined && excuse !== undefined && report.findings.length > 0) {
    terminal.note(addedText(addToBaseline(args.writeBaseline, readSaved(folder.path), excuse)).trimEnd());
  }
  return interrupted ? 130 : exitCodeOf(shard.count > 1 ? shardVerdict(report) : report.summary.verdict);
}

/** Flags beside seed and runs that decide what is run; the replay command needs them. */
function planFlags(args: RunArguments): readonly string[] {
  const machines = args.machine.join() === gateMachines.join() ? [] : args.machine.flatMap((machine) => ['--machine', machine]);
  const stack = args.stack === usualStack ? [] : ['--stack', args.stack];
  const search = args.search === searchDefault ? [] : ['--search', String(args.search)];
  const corpus = args.corpus === undefined ? [] : ['--corpus', args.corpus];
  const baseline = args.baseline === undefined ? [] : ['--baseline', args.baseline];
  return [...stack, ...machines, ...search, ...subjectFlags(args), ...corpus, ...baseline];
}

function knownFailures({ baseline, today, stack, writeBaseline }: RunArguments, bench: Bench, terminal: Terminal) {
  if (baseline === undefined) return writeBaseline === undefined ? {} : { baseline: [] };
  return { baseline: knownFailureRecords(readBaseline(baseline, stack), calendarDay(today, terminal), bench) };
}

/** What is said of the failures that are to become known ones; asked for before anything is run. */
function excuseOf({ writeBaseline, reason, expires }: RunArguments, terminal: Terminal): Excuse | undefined {
  if (writeBaseline === undefined) return undefined;
  if (reason !== undefined && expires !== undefined) return { reason, expires: calendarDay(expires, terminal, '--expires') };
  throw new UsageError('--write-baseline needs --reason and --expires', {
    fix: 'write --reason "waits for 1.10" --expires 2027-01-31',
  });
}

function chosenShard({ shard, shards }: RunArguments, { variables }: Terminal): Shard {
  if (shards === undefined) return parsedShard(shard);
  const index = variables.JOB_COMPLETION_INDEX;
  if (index !== undefined) return parsedShard(`${Number(index) + 1}/${shards}`);
  throw new UsageError('--shards needs JOB_COMPLETION_INDEX, counting from 0, in the environment', {
    fix: 'or write --shard 1/2',
  });
}

function parsedShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= count) return { index, count };
  throw new UsageError(`--shard takes i/n with 1 ≤ i ≤ n, not "${text}"`, { fix: 'write --shard 1/2' });
}

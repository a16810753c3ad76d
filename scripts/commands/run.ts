import { runRecord, type Shard } from '../../conformance/runner/campaign.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { shardVerdict } from '../../reports/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { exitCodeOf } from '../../sim/core/verdict.js';
import { executeCampaign } from '../execute-campaign.js';
import { type PlanRequest, planOf } from '../jobs/plan-request.js';
import { finishRunFolder, holdsRunLog, openRunFolder, reopenRunFolder } from '../run-folder.js';
import { showReport } from '../show-report.js';
import type { Terminal } from '../terminal.js';
import { fauxmetalVersion } from '../version.js';
import { type Command, verb } from './command.js';
import { formatOption, outOption } from './report-options.js';
import { chosenSubject, subjectFlags, subjectOptions } from './subject-options.js';

/** Machines of the default gate: one of each generation the source texts speak of. */
export const gateMachines = ['rome', 'genoa', 'emerald-rapids'] as const;

interface RunArguments {
  seed: number;
  runs: number;
  machine: string[];
  stack: string;
  quirk: string[];
  compat: string | undefined;
  shard: string;
  shards: number | undefined;
  jobs: number;
  resume: boolean;
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
        .option('stack', { type: 'string', default: 'kubevirt', describe: 'stack to judge' })
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
        .option('out', outOption)
        .option('format', formatOption)
        .example('$0 run --seed 7 --runs 400', 'a short gate with another seed')
        .example('$0 run --quirk snp-policy-0x3000', 'watch a known deviation being caught')
        .example('$0 run --runs 100000 --jobs 2 --resume', 'go on where a long run was stopped or killed')
        .example('$0 run --compat kubevirt@1.9.0', 'which promises a release breaks'),
    handler: async (args) => {
      process.exitCode = await run(args, terminal);
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
    quirks,
    ...(release !== undefined && { release: release.name }),
  };
  const jobs = wholeNumber('jobs', args.jobs, 1);
  const campaign = { plan: planOf(request), quirks, flags: planFlags(args), shard, version: fauxmetalVersion() };
  const folder = args.resume && holdsRunLog(args.out) ? reopenRunFolder(args.out, runRecord(campaign)) : openRunFolder(args.out);
  const interrupted = await executeCampaign(request, campaign, { folder, jobs, quiet: args.json }, terminal);
  const report = finishRunFolder(folder, args.format);
  showReport(report, folder.path, { json: args.json, announced: true }, terminal);
  return interrupted ? 130 : exitCodeOf(shard.count > 1 ? shardVerdict(report) : report.summary.verdict);
}

/** Flags beside seed and runs that decide what is run; the replay command needs them. */
function planFlags(args: RunArguments): readonly string[] {
  const machines = args.machine.join() === gateMachines.join() ? [] : args.machine.flatMap((machine) => ['--machine', machine]);
  const stack = args.stack === 'kubevirt' ? [] : ['--stack', args.stack];
  return [...stack, ...machines, ...subjectFlags(args)];
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

function wholeNumber(flag: string, value: number, minimum = Number.MIN_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= minimum) return value;
  throw new UsageError(
    `--${flag} takes a whole number${minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : ''}, not "${value}"`,
  );
}

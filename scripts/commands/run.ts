import { setImmediate } from 'node:timers/promises';
import { campaign, type Shard } from '../../conformance/runner/campaign.js';
import { planRun } from '../../conformance/runner/plan.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { headline, replayCommand as runAgainCommand, shardVerdict } from '../../reports/index.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { exitCodeOf } from '../../sim/core/verdict.js';
import { type Progress, startProgress } from '../progress.js';
import { finishRunFolder, openRunFolder, type RunFolder } from '../run-folder.js';
import { showReport } from '../show-report.js';
import type { Terminal } from '../terminal.js';
import { fauxmetalVersion } from '../version.js';
import { type Command, verb } from './command.js';
import { formatOption, outOption } from './report-options.js';

/** Machines of the default gate: one of each generation the source texts speak of. */
export const gateMachines = ['rome', 'genoa', 'emerald-rapids'] as const;

interface RunArguments {
  seed: number;
  runs: number;
  machine: string[];
  stack: string;
  quirk: string[];
  shard: string;
  out: string;
  format: string[];
  json: boolean;
}

/** Interrupts are looked for this often; simulation in between is synchronous. */
const breathEveryMs = 50;

/** `fauxmetal run`: the conformance gate. */
export const runCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'run',
    describe: 'judge a stack on simulated hosts: every enumerated case, then random ones; report on screen and in a folder',
    builder: (yargs) =>
      yargs
        .option('seed', {
          type: 'number',
          default: 1,
          describe: 'master seed; the same seed gives the same report, byte for byte',
        })
        .option('runs', { type: 'number', default: 2000, describe: 'random cases after the deterministic phase' })
        .option('machine', { type: 'string', array: true, default: [...gateMachines], describe: 'machine to run on; repeatable' })
        .option('stack', { type: 'string', default: 'kubevirt', describe: 'stack to judge' })
        .option('quirk', { type: 'string', array: true, default: [], describe: 'named deviation to switch on; repeatable' })
        .option('shard', { type: 'string', default: '1/1', describe: 'run part i of n; join the folders with fauxmetal merge' })
        .option('out', outOption)
        .option('format', formatOption)
        .example('$0 run --seed 7 --runs 400', 'a short gate with another seed')
        .example('$0 run --quirk snp-policy-0x3000', 'watch a known deviation being caught'),
    handler: async (args) => {
      process.exitCode = await run(args, terminal);
    },
  });

async function run(args: RunArguments, terminal: Terminal): Promise<number> {
  const shard = parsedShard(args.shard);
  const kit = stackKit(args.stack);
  const quirks = knownQuirks(
    args.quirk,
    kit.quirks.map(({ name }) => name),
  );
  const plan = planRun({
    seed: wholeNumber('seed', args.seed),
    runs: wholeNumber('runs', args.runs, 0),
    machines: args.machine,
    kit,
  });
  const folder = openRunFolder(args.out);
  const flags = planFlags(args);
  const interrupted = await execute(
    campaign({ plan, quirks, flags, shard, version: fauxmetalVersion() }),
    plan.length,
    shard,
    folder,
    args.json,
    terminal,
  );
  const report = finishRunFolder(folder, args.format);
  showReport(report, folder.path, { json: args.json, announced: true }, terminal);
  return interrupted ? 130 : exitCodeOf(shard.count > 1 ? shardVerdict(report) : report.summary.verdict);
}

/** Writes every record as it comes; between breaths an interrupt can be noticed. Returns true when the user stopped it. */
async function execute(
  records: ReturnType<typeof campaign>,
  planned: number,
  shard: Shard,
  folder: RunFolder,
  json: boolean,
  terminal: Terminal,
): Promise<boolean> {
  const startedAt = terminal.timeOfDay();
  const start = terminal.now();
  let progress: Progress | undefined;
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => {
    interrupted = true;
  });
  let failures = 0;
  let lastBreath = start;
  let caseStart = start;
  for (const record of records) {
    folder.append(record);
    if (record.record === 'run') {
      if (!json) terminal.print(`${headline({ ...record, replay: runAgainCommand(record) })}\n`);
      progress = startProgress(terminal, 'cases', Math.ceil(planned / shard.count));
    }
    if (record.record === 'case') {
      folder.append({ record: 'timing', of: record.index, milliseconds: rounded(terminal.now() - caseStart) });
      caseStart = terminal.now();
      if (record.verdict !== 'pass') failures += 1;
      progress?.step(failures);
    }
    if (terminal.now() - lastBreath < breathEveryMs) continue;
    await setImmediate();
    lastBreath = terminal.now();
    if (interrupted) break;
  }
  progress?.stop();
  stopListening();
  folder.append({ record: 'timing', of: 'run', milliseconds: Math.round(terminal.now() - start), startedAt });
  return interrupted;
}

/** Milliseconds with three digits behind the point: more would be noise, fewer would make most cases zero. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** Flags beside seed and runs that decide what is run; the replay command needs them. */
function planFlags(args: RunArguments): readonly string[] {
  const machines = args.machine.join() === gateMachines.join() ? [] : args.machine.flatMap((machine) => ['--machine', machine]);
  const stack = args.stack === 'kubevirt' ? [] : ['--stack', args.stack];
  return [...stack, ...machines, ...args.quirk.flatMap((quirk) => ['--quirk', quirk])];
}

function parsedShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= count) return { index, count };
  throw new UsageError(`--shard takes i/n with 1 ≤ i ≤ n, not "${text}"`, { fix: 'write --shard 1/2' });
}

function wholeNumber(flag: string, value: number, minimum = Number.MIN_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= minimum) return value;
  throw new UsageError(`--${flag} takes a whole number${minimum === 0 ? ' from 0' : ''}, not "${value}"`);
}

function knownQuirks(wanted: readonly string[], known: readonly string[]): readonly string[] {
  for (const name of wanted) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    throw new UsageError(`there is no quirk "${name}"`, {
      fix: near === undefined ? `known quirks: ${known.join(', ')}` : `did you mean "${near}"?`,
    });
  }
  return [...new Set(wanted)];
}

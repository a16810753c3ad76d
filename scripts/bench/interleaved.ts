import { Bench } from 'tinybench';
import { table } from '../table.js';
import type { BenchGroup } from './bench-group.js';

/** Rounds each task gets; between two rounds of one task every other task has its turn. */
const rounds = 8;
const roundMs = 250;

/** Before the first round: until it has run so long, code is not what it will be. */
const warmupMs = 1500;

/** What one round of a task came to. */
interface Round {
  /** Units in a second of real time, and in a second of processor time: on a busy machine only the latter says what a core can do. */
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

/** Runs a group in interleaved rounds and words the medians, each with its ratio to the ceiling of the same run. */
export async function measured(group: BenchGroup, columns: number): Promise<string> {
  const tasks = Object.entries(group.tasks).map(([name, task]) => ({ name, task, rounds: [] as Round[] }));
  for (const { name, task } of tasks) await roundOf(name, task, warmupMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const each of tasks) each.rounds.push(await roundOf(each.name, each.task, roundMs));
  }
  const ceiling = median(tasks.find(({ name }) => name === group.ceiling)?.rounds.map(perCpu) ?? []);
  const rows = tasks.map((each) => rowOf(group, each.name, each.rounds, ceiling));
  const unit = group.unit.toUpperCase();
  const ceilingName = `OF ${group.ceiling.toUpperCase()}`;
  const heading = ['TASK', `${unit}/S`, `${unit}/CPU S`, ...extraHeading(group), ceilingName, 'SPREAD'];
  return `${group.name}: ${rounds} interleaved rounds of ${roundMs} ms\n${table(heading, rows, columns)}`;
}

async function roundOf(name: string, task: () => void, time: number): Promise<Round> {
  const bench = new Bench({ time, warmup: false });
  bench.add(name, task);
  const before = process.cpuUsage();
  await bench.run();
  const { user, system } = process.cpuUsage(before);
  const result = bench.tasks[0]?.result;
  if (result === undefined || !('throughput' in result)) throw new Error(`${name} gave no result`);
  const { mean, samplesCount } = result.latency;
  return { perSecond: 1000 / mean, perCpuSecond: (1e6 * samplesCount) / (user + system) };
}

function perCpu({ perCpuSecond }: Round): number {
  return perCpuSecond;
}

/** Ratios are of processor time: the two sides may have had different shares of the machine. */
function rowOf(group: BenchGroup, name: string, all: readonly Round[], ceiling: number): readonly string[] {
  const value = median(all.map(({ perSecond }) => perSecond));
  const onCpu = all.map(perCpu);
  const spread = `${whole(Math.min(...onCpu))} … ${whole(Math.max(...onCpu))}`;
  const share = (100 * median(onCpu)) / ceiling;
  return [
    name,
    whole(value),
    whole(median(onCpu)),
    ...extraCells(group, name, median(onCpu)),
    `${share.toPrecision(3)} %`,
    spread,
  ];
}

/** Columns that mean something in this group only. */
function extraHeading({ within, targetsUs }: BenchGroup): readonly string[] {
  return [
    ...(within === undefined ? [] : [`${within.name.toUpperCase()}/CPU S`]),
    ...(targetsUs === undefined ? [] : ['EACH', 'TARGET']),
  ];
}

function extraCells({ within, targetsUs }: BenchGroup, name: string, perSecond: number): readonly string[] {
  const target = targetsUs?.[name];
  const promised = target === undefined ? 'none' : `${whole(target)} µs`;
  return [
    ...(within === undefined ? [] : [whole(perSecond * within.perUnit)]),
    ...(targetsUs === undefined ? [] : [`${(1e6 / perSecond).toFixed(1)} µs`, promised]),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A number without digits behind the point, in groups of three. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

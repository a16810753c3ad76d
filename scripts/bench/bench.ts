import { Bench } from 'tinybench';
import { table } from '../table.js';
import { processTerminal } from '../terminal.js';
import type { BenchGroup } from './bench-group.js';
import { hostsGroup } from './hosts.js';
import { pipelineGroup } from './pipeline.js';

/** Rounds each task gets; between two rounds of one task every other task has its turn. */
const rounds = 8;
const roundMs = 250;

const terminal = processTerminal();
for (const group of [pipelineGroup(), hostsGroup()]) terminal.print(`${await measured(group)}\n`);

/** Runs a group in interleaved rounds and words the medians, each with its ratio to the ceiling of the same run. */
async function measured(group: BenchGroup): Promise<string> {
  const perSecond = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, task] of Object.entries(group.tasks)) {
      const bench = new Bench({ time: roundMs, warmup: round === 0 });
      bench.add(name, task);
      await bench.run();
      const result = bench.tasks[0]?.result;
      if (result === undefined || !('throughput' in result)) throw new Error(`${name} gave no result`);
      perSecond.set(name, [...(perSecond.get(name) ?? []), 1000 / result.latency.mean]);
    }
  }
  const ceiling = median(perSecond.get(group.ceiling) ?? []);
  const rows = [...perSecond].map(([name, values]) => rowOf(group, name, median(values), ceiling, values));
  const heading = ['TASK', `${group.unit.toUpperCase()}/S`, 'COMMANDS/S', `OF ${group.ceiling.toUpperCase()}`, 'SPREAD'];
  return `${group.name}: ${rounds} interleaved rounds of ${roundMs} ms\n${table(heading, rows, terminal.columns)}`;
}

function rowOf(group: BenchGroup, name: string, value: number, ceiling: number, values: readonly number[]): readonly string[] {
  const commands = group.commandsPerUnit === undefined ? '' : whole(value * group.commandsPerUnit);
  const spread = `${whole(Math.min(...values))} … ${whole(Math.max(...values))}`;
  return [name, whole(value), commands, `${((100 * value) / ceiling).toFixed(1)} %`, spread];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

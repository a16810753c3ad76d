import { Bench } from 'tinybench';
import { table } from '../table.js';
import { processTerminal } from '../terminal.js';
import type { BenchGroup } from './bench-group.js';
import { type HostMemory, hostCount, hostMemory } from './host-memory.js';
import { hostsGroup } from './hosts.js';
import { oneGuestGroup } from './one-guest.js';
import { pipelineGroup } from './pipeline.js';

/** Rounds each task gets; between two rounds of one task every other task has its turn. */
const rounds = 8;
const roundMs = 250;

const terminal = processTerminal();
for (const group of [pipelineGroup(), oneGuestGroup(), hostsGroup()]) terminal.print(`${await measured(group)}\n`);
terminal.print(`${memoryText(hostMemory())}\n`);

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
  const heading = [
    'TASK',
    `${group.unit.toUpperCase()}/S`,
    ...extraHeading(group),
    `OF ${group.ceiling.toUpperCase()}`,
    'SPREAD',
  ];
  return `${group.name}: ${rounds} interleaved rounds of ${roundMs} ms\n${table(heading, rows, terminal.columns)}`;
}

function rowOf(group: BenchGroup, name: string, value: number, ceiling: number, values: readonly number[]): readonly string[] {
  const spread = `${whole(Math.min(...values))} … ${whole(Math.max(...values))}`;
  return [name, whole(value), ...extraCells(group, name, value), `${((100 * value) / ceiling).toFixed(1)} %`, spread];
}

/** Columns that mean something in this group only. */
function extraHeading({ commandsPerUnit, targetsUs }: BenchGroup): readonly string[] {
  return [...(commandsPerUnit === undefined ? [] : ['COMMANDS/S']), ...(targetsUs === undefined ? [] : ['EACH', 'TARGET'])];
}

function extraCells({ commandsPerUnit, targetsUs }: BenchGroup, name: string, perSecond: number): readonly string[] {
  const target = targetsUs?.[name];
  const promised = target === undefined ? 'none' : `${whole(target)} µs`;
  return [
    ...(commandsPerUnit === undefined ? [] : [whole(perSecond * commandsPerUnit)]),
    ...(targetsUs === undefined ? [] : [`${(1e6 / perSecond).toFixed(1)} µs`, promised]),
  ];
}

function memoryText({ bootedMb, bootedResidentMb, readMb, readResidentMb }: HostMemory): string {
  const count = hostCount.toLocaleString('en-US');
  return [
    `memory of ${count} different hosts in one process, target 500 MB`,
    `booted, a tree open on each: ${bootedMb} MB in use, the process ${bootedResidentMb} MB`,
    `every surface of every one read: ${readMb} MB in use, the process ${readResidentMb} MB with rubbish not yet collected`,
  ].join('\n  ');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

import { setImmediate } from 'node:timers/promises';
import { planRun } from '../../conformance/runner/plan.js';
import { stackKit } from '../../conformance/subjects/index.js';
import type { QuirkSummary } from '../../conformance/subjects/stack-kit.js';
import { type Kill, kill } from '../../conformance/zoo/kill.js';
import { startProgress } from '../progress.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { gateMachines } from './run.js';

/** `fauxmetal zoo run`: switches on one deviation after the other and says which requirement caught it, after how many cases. */
export const zooRunCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'run',
    describe: 'switch on each deviation in turn and see it caught; exit code 1 when one survives',
    builder: (yargs) =>
      yargs
        .option('stack', { type: 'string', default: 'kubevirt', describe: 'stack whose deviations are tried' })
        .option('seed', { type: 'number', default: 1, describe: 'master seed of the random cases' })
        .option('runs', { type: 'number', default: 200, describe: 'random cases after the deterministic phase' })
        .option('machine', {
          type: 'string',
          array: true,
          default: [...gateMachines],
          describe: 'machine to run on; repeatable',
        }),
    handler: async ({ stack, seed, runs, machine, json }) => {
      const kit = stackKit(stack);
      const plan = planRun({ seed, runs, machines: machine, kit });
      const progress = startProgress(terminal, 'deviations', kit.quirks.length);
      const mutants: Mutant[] = [];
      for (const quirk of kit.quirks) {
        mutants.push({ quirk, found: kill(kit.subject([quirk.name]), quirk.killedBy, plan) });
        progress.step(mutants.filter(survives).length);
        await setImmediate();
      }
      progress.stop();
      if (json) terminal.print(`${JSON.stringify({ mutants: mutants.map(asJson) }, undefined, 2)}\n`);
      else show(mutants, terminal);
      process.exitCode = mutants.some(survives) ? 1 : 0;
    },
  });

interface Mutant {
  readonly quirk: QuirkSummary;
  readonly found: Kill;
}

/** A deviation that says it needs a situation no generator makes yet is excused, and listed as such. */
function survives({ quirk, found }: Mutant): boolean {
  return found.cases === undefined && quirk.needs === undefined;
}

function asJson({ quirk, found }: Mutant): object {
  const { name: id, sentence, killedBy, needs } = quirk;
  const { cases, alsoBroken } = found;
  return {
    id,
    sentence,
    requirement: killedBy,
    killed: cases !== undefined || alsoBroken.length > 0,
    byRequired: cases !== undefined,
    cases,
    alsoBroken,
    needs,
  };
}

function show(mutants: readonly Mutant[], terminal: Terminal): void {
  const rows = mutants.map((mutant) => [mutant.quirk.name, outcome(mutant), mutant.quirk.killedBy]);
  terminal.print(table(['DEVIATION', 'CAUGHT', 'BY'], rows, terminal.columns));
  const caught = mutants.filter(({ found }) => found.cases !== undefined);
  const counts = caught.map(({ found }) => found.cases ?? 0).sort((left, right) => left - right);
  const excused = mutants.filter((mutant) => mutant.found.cases === undefined && !survives(mutant)).length;
  terminal.print(
    `\n${caught.length} of ${mutants.length} caught by their own requirement, after a median of ${counts[counts.length >> 1] ?? 0} cases; ` +
      `${mutants.filter(survives).length} survived, ${excused} need situations that are not generated yet\n`,
  );
}

function outcome({ quirk, found }: Mutant): string {
  if (found.cases !== undefined) return `case ${found.cases}`;
  return quirk.needs === undefined ? 'SURVIVED' : `needs ${quirk.needs}`;
}

import { stackKit, stackKits } from '../../conformance/subjects/index.js';
import type { QuirkSummary } from '../../conformance/subjects/stack-kit.js';
import { clusterMutants } from '../../conformance/zoo/cluster-mutants/index.js';
import { hostMutants } from '../../conformance/zoo/host-mutants/index.js';
import { table } from '../table.js';
import { type Command, verb } from './command.js';

/** `fauxmetal zoo list`: every known deviation with the releases that have it, every wrong host, and the requirement that must catch each. */
export const zooListCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'list',
    describe: 'every known deviation with its releases, every wrong host, and the requirement that must catch each',
    builder: (yargs) =>
      yargs
        .option('compat', { type: 'string', describe: 'only those of a release: kubevirt@1.9.0, intel-fork@mid-stream' })
        .option('stack', { type: 'string', default: 'kubevirt', describe: 'stack the release is of' })
        .example('$0 zoo list --compat kubevirt@1.9.0', 'what is known to be wrong in a release'),
    handler: ({ compat, stack, json }) => {
      const mutants = compat === undefined ? allMutants() : mutantsOf(compat, stack);
      const rows = mutants.map(({ name, releases, killedBy, sentence }) => [
        name,
        releases,
        `${sentence} Caught by ${killedBy}.`,
      ]);
      if (json) terminal.print(`${JSON.stringify({ mutants }, undefined, 2)}\n`);
      else terminal.print(table(['MUTANT', 'RELEASES', 'WHAT IT DOES'], rows, terminal.columns));
    },
  });

type Mutant = Pick<QuirkSummary, 'name' | 'sentence' | 'releases' | 'ranges' | 'killedBy'> & {
  readonly stack: string;
  /** What is wrong: the stack, the host below it, or the cluster around it. */
  readonly of: 'stack' | 'host' | 'cluster';
};

function allMutants(): readonly Mutant[] {
  return stackKits.flatMap(({ stack, quirks }) => [
    ...quirks.map((quirk) => ({ stack, of: 'stack' as const, ...quirk })),
    ...hostMutants.map((mutant) => synthetic(stack, 'host', mutant)),
    ...clusterMutants.map((mutant) => synthetic(stack, 'cluster', mutant)),
  ]);
}

function synthetic(
  stack: string,
  of: 'host' | 'cluster',
  { name, sentence, killedBy }: Pick<Mutant, 'name' | 'sentence' | 'killedBy'>,
): Mutant {
  return { stack, of, name, sentence, releases: 'synthetic', ranges: [], killedBy };
}

function mutantsOf(compat: string, stack: string): readonly Mutant[] {
  const { quirks } = stackKit(stack).release(compat);
  return allMutants().filter((mutant) => mutant.stack === stack && mutant.of === 'stack' && quirks.includes(mutant.name));
}

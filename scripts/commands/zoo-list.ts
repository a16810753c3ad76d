import { kitOfRelease, stackKits } from '../../conformance/subjects/index.js';
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
        .option('stack', { type: 'string', describe: 'only those of one stack' })
        .example('$0 zoo list --compat kubevirt@1.9.0', 'what is known to be wrong in a release'),
    handler: ({ compat, stack, json }) => {
      const listed = compat === undefined ? allMutants() : mutantsOf(compat);
      const mutants = listed.filter((mutant) => stack === undefined || mutant.stack === stack);
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
  /** Stack it is a deviation of; `any` where another part is wrong. */
  readonly stack: string;
  /** What is wrong: the stack, the host below it, or the cluster around it. */
  readonly of: 'stack' | 'host' | 'cluster';
};

function allMutants(): readonly Mutant[] {
  return [
    ...stackKits.flatMap(({ stack, quirks }) => quirks.map((quirk) => ({ stack, of: 'stack' as const, ...quirk }))),
    ...hostMutants.map((mutant) => synthetic('host', mutant)),
    ...clusterMutants.map((mutant) => synthetic('cluster', mutant)),
  ];
}

function synthetic(of: 'host' | 'cluster', { name, sentence, killedBy }: Pick<Mutant, 'name' | 'sentence' | 'killedBy'>): Mutant {
  return { stack: 'any', of, name, sentence, releases: 'synthetic', ranges: [], killedBy };
}

function mutantsOf(compat: string): readonly Mutant[] {
  const kit = kitOfRelease(compat);
  const { quirks } = kit.release(compat);
  return allMutants().filter((mutant) => mutant.stack === kit.stack && quirks.includes(mutant.name));
}

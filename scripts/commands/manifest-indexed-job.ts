import { UsageError } from '../../sim/core/usage-error.js';
import { indexedJob } from '../manifest/indexed-job.js';
import { printObjects } from '../manifest/print-objects.js';
import { type Command, verb } from './command.js';

/** `fauxmetal manifest indexed-job`: the gate cut into the pods of a Kubernetes job. */
export const manifestIndexedJobCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'indexed-job <shards>',
    describe: 'a job that runs the gate in parts, one a pod; join their folders with fauxmetal merge',
    builder: (yargs) =>
      yargs
        .positional('shards', { type: 'number', demandOption: true, describe: 'number of parts' })
        .parserConfiguration({ 'populate--': true })
        .option('image', { type: 'string', demandOption: true, describe: 'container image with fauxmetal on its path' })
        .option('name', { type: 'string', default: 'fauxmetal', describe: 'name of the job' })
        .option('namespace', { type: 'string', default: 'default', describe: 'namespace of the job' })
        .option('claim', { type: 'string', default: 'fauxmetal-reports', describe: 'volume claim for the reports' })
        .option('parallelism', { type: 'number', describe: 'pods at the same time; default all' })
        .example('$0 manifest indexed-job 8 --image ghcr.io/me/fauxmetal -- --runs 1000000', 'a million cases in eight pods'),
    handler: ({ shards, image, name, namespace, claim, parallelism = shards, json, ...rest }) => {
      const flags = flagsAfterDashes(rest);
      if (!(Number.isSafeInteger(shards) && shards >= 1))
        throw new UsageError(`a job has a whole number of parts from 1, not "${shards}"`);
      printObjects([indexedJob({ name, namespace, image, shards, parallelism, claim, flags })], json, terminal);
    },
  });

function flagsAfterDashes(rest: { readonly '--'?: unknown }): readonly string[] {
  return Array.isArray(rest['--']) ? rest['--'].map(String) : [];
}

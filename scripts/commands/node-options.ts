import type { Argv } from 'yargs';
import { type LabelledNode, labelledNode } from '../manifest/labelled-node.js';
import { numbered } from '../serve/served-host.js';
import { changeOptions, describedHost, type HostArguments } from './host-options.js';
import { configuredKubevirt, type KubevirtArguments, kubevirtOptions } from './kubevirt-options.js';

/** Flags that say which nodes are meant. */
export type NodeArguments = Omit<HostArguments, 'machine'> & KubevirtArguments & { readonly machine: readonly string[] };

/** Declares the flags shared by everything that shows nodes. */
export function nodeOptions<Arguments>(yargs: Argv<Arguments>) {
  return kubevirtOptions(changeOptions(yargs)).positional('machine', {
    type: 'string',
    array: true,
    demandOption: true,
    describe: 'machine ids; repeat one for more of it',
  });
}

/** The nodes the flags ask for, called like their machines. @throws UsageError for anything unknown or contradictory. */
export function describedNodes(flags: NodeArguments): readonly LabelledNode[] {
  const kubevirt = configuredKubevirt(flags);
  const names = numbered(flags.machine);
  return flags.machine.map((machine, index) =>
    labelledNode(names[index] ?? machine, describedHost({ ...flags, machine }), kubevirt),
  );
}

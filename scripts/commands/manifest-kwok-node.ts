import { kwokNodeObject } from '../../sim/stacks/kubevirt/objects/node.js';
import { printObjects } from '../manifest/print-objects.js';
import { type Command, verb } from './command.js';
import { describedNodes, nodeOptions } from './node-options.js';

/** `fauxmetal manifest kwok-node`: nodes that KWOK keeps alive, for a real scheduler to place on. */
export const manifestKwokNodeCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'kwok-node <machine..>',
    describe: 'node objects for KWOK, with its annotation and taint',
    builder: (yargs) =>
      nodeOptions(yargs).example('$0 manifest kwok-node genoa genoa emerald-rapids | kubectl apply -f -', 'a fleet of three'),
    handler: (flags) => {
      const objects = describedNodes(flags).map(({ facts, decision }) => kwokNodeObject(facts, decision));
      printObjects(objects, flags.json, terminal);
    },
  });

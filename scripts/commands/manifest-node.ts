import type { Claim } from '../../sim/contracts/subject.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { allocatedResources } from '../../sim/stacks/kubevirt/objects/allocated-resources.js';
import { nodeObject } from '../../sim/stacks/kubevirt/objects/node.js';
import { claimOf, readProtection, requestOf } from '../manifest/guest.js';
import type { LabelledNode } from '../manifest/labelled-node.js';
import { printObjects } from '../manifest/print-objects.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { type ConfiguredKubevirt, configuredKubevirt } from './kubevirt-options.js';
import { describedNodes, nodeOptions } from './node-options.js';

/** `fauxmetal manifest node`: what `kubectl get node -o yaml` shows of a host, or what `kubectl describe node` does. */
export const manifestNodeCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'node <machine..>',
    describe: 'node objects as KubeVirt labels these hosts, or with --describe what is taken of their resources',
    builder: (yargs) =>
      nodeOptions(yargs)
        .option('describe', {
          type: 'boolean',
          default: false,
          describe: 'print what is allocated, as kubectl describe node does',
        })
        .option('guest', {
          type: 'string',
          array: true,
          default: [],
          describe: 'guests that run on each node that can have them, PROTECTION[=N], for --describe; repeatable',
        })
        .example('$0 manifest node emerald-rapids --describe --guest tdx=3', 'how many TDX keys are taken'),
    handler: (flags) => {
      const nodes = describedNodes(flags);
      if (!flags.describe) {
        const objects = nodes.map(({ facts, decision }) => nodeObject(facts, decision));
        return printObjects(objects, flags.json, terminal);
      }
      const claims = flags.guest.flatMap((text) => claimsOf(text, configuredKubevirt(flags)));
      return describe(nodes, claims, flags.json, terminal);
    },
  });

function claimsOf(text: string, kubevirt: ConfiguredKubevirt): readonly Claim[] {
  const [, protection = '', count = '1'] = /^([\w-]+)(?:=(\d{1,4}))?$/.exec(text) ?? [];
  if (protection === '') throw new UsageError(`--guest takes PROTECTION[=N], not ${text}`, { fix: 'write snp=3' });
  const claim = claimOf(requestOf('guest', { protection: readProtection(protection) }), kubevirt);
  return Array.from({ length: Number(count) }, () => claim);
}

function describe(nodes: readonly LabelledNode[], claims: readonly Claim[], json: boolean, terminal: Terminal): void {
  const described = nodes.map(({ facts, decision }) => {
    const fitting = claims.filter(({ selectors }) =>
      Object.entries(selectors).every(([key, value]) => decision.labels[key] === value),
    );
    return { node: facts.name, guests: fitting.length, resources: allocatedResources(facts, decision, fitting) };
  });
  if (json) return terminal.print(`${JSON.stringify({ nodes: described }, undefined, 2)}\n`);
  for (const { node, resources } of described) {
    const rows = resources.map((each) => [each.resource, each.requests, each.limits, each.allocatable, each.capacity]);
    const header = ['RESOURCE', 'REQUESTS', 'LIMITS', 'ALLOCATABLE', 'CAPACITY'];
    terminal.print(`Allocated resources of ${node}:\n${table(header, rows, terminal.columns)}`);
  }
}

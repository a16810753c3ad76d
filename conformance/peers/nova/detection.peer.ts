import { describe, expect, it } from 'vitest';
import type { LabelDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Refreshed, Reported, ToldProvider } from './answers.js';
import { askNova } from './ask-nova.js';
import { compared } from './known-differences.js';
import type { NovaHost } from './nova-host.js';
import { type NovaRelease, novaReleases } from './nova-releases.js';
import { oddHosts } from './odd-hosts.js';
import { ourNova, started } from './our-nova.js';
import { simulatedHosts } from './simulated-hosts.js';

// What a compute service finds out about a host and tells placement when it starts, and at its next periodic report: Nova's own code and
// our stack, on every simulated host with its settings and on hosts with odd documents.

describe('a compute service', () => {
  const hosts = [...simulatedHosts(), ...oddHosts(200)];

  it.for(novaReleases)('of $compat tells placement what ours does', async (release, context) => {
    const answers = await askNova<Reported & JsonObject>(
      release,
      hosts.map((host) => ({
        ask: 'providers',
        node: 'node',
        tree: [{ name: 'node' }],
        refreshes: [{ host: inOurOrder(host) as unknown as JsonObject }, {}],
      })),
    );
    if (!answers.ok) return context.skip(answers.reason);
    const pairs = hosts.map((host, index) => ({
      about: host.about,
      host,
      theirs: answers.value[index]?.steps.map(toldByNova),
      ours: toldByUs(release, host),
    }));
    const { wrong, counts } = compared('detection', release, pairs);
    expect(wrong).toEqual([]);
    await context.annotate(`${release.compat} (Nova ${release.version}): ${counts}`);
  });
});

/** Nova asks about machine types in the order of a Python set; our stack takes the last first, where that makes a difference. */
function inOurOrder(host: NovaHost): NovaHost {
  return { ...host, machines: host.machines.toReversed() };
}

/** Providers with contexts and what is said of them, or that nothing could be told. */
type Told = readonly string[] | 'nothing';

function toldByNova(step: Refreshed): Told {
  if ('error' in step || 'error' in step.traits || step.tree.some(isRefused)) return 'nothing';
  const ofDriver = step.traits.value;
  return step.tree.map(({ name, parent, inventory, traits }) => {
    const { MEM_ENCRYPTION_CONTEXT: contexts } = inventory;
    const all = parent === null ? [...traits.filter((trait) => trait !== 'OWNER_NOVA'), ...ofDriver] : traits;
    return line(name, contexts && `${contexts.total}/${contexts.max_unit}/${contexts.reserved}`, all);
  });
}

/** Placement's rule, by which it refuses the whole of what it is told of a host. Source: placement `placement/schemas/inventory.py`. */
function isRefused({ inventory: { MEM_ENCRYPTION_CONTEXT: contexts } }: ToldProvider): boolean {
  const total = contexts?.total ?? 1;
  return total < 1 || total > 0x7fffffff;
}

function toldByUs(release: NovaRelease, host: NovaHost): readonly Told[] {
  const subject = ourNova(release);
  const first = started(subject, host);
  const second = started(subject, host, {
    providers: first.providers ?? [],
    memory: first.memory ?? {},
    happening: 'interval',
  });
  return [first, second].map(toldIn);
}

function toldIn({ providers = [] }: LabelDecision): Told {
  if (providers.length === 0) return 'nothing';
  return providers.map(({ name, parent, inventories, traits }) => {
    const { MEM_ENCRYPTION_CONTEXT: contexts } = inventories;
    const spoken = traits.filter((trait) => /SEV|TDX|_SECURITY_/.test(trait) || (trait === 'OWNER_NOVA' && parent !== undefined));
    return line(name, contexts && `${contexts.total}/${contexts.max_unit}/${contexts.reserved}`, spoken);
  });
}

function line(name: string, contexts: string | undefined, traits: readonly string[]): string {
  return [name, contexts ?? 'no contexts', ...[...traits].sort()].join(' ');
}

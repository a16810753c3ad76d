import { describe, expect, it } from 'vitest';
import { type ResourceProvider, type Subject, unitOf } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Refreshed, Reported } from './answers.js';
import { askNova, type NovaQuestion } from './ask-nova.js';
import { compared } from './known-differences.js';
import type { NovaHost } from './nova-host.js';
import { novaReleases } from './nova-releases.js';
import { oddHost } from './odd-hosts.js';
import { ourNova, started } from './our-nova.js';
import { kernels, off, tdx } from './tables/row.js';

// What becomes of a tree that an older release left: with and without contexts at the host's own provider, with and without guests that hold some,
// when the service starts and at a periodic report, on hosts that support this and that.

describe('a tree of an older release', () => {
  const cases = everyCase();

  it.for(novaReleases)('becomes with $compat what it does with ours', async (release, context) => {
    const answers = await askNova<Reported & JsonObject>(release, cases.map(questionOf));
    if (!answers.ok) return context.skip(answers.reason);
    const subject = ourNova(release);
    const pairs = cases.map((each, index) => ({
      about: each.about,
      host: each.host,
      theirs: leftByNova(answers.value[index]?.steps[0]),
      ours: leftByUs(subject, each),
    }));
    const { wrong, counts } = compared('reshape', release, pairs);
    expect(wrong).toEqual([]);
    await context.annotate(`${release.compat} (Nova ${release.version}), trees: ${counts}`);
  });
});

interface Case {
  readonly about: string;
  readonly host: NovaHost;
  readonly atStart: boolean;
  readonly hasTrait: boolean;
  readonly hasContexts: boolean;
  /** Guests that hold a context of the root each. */
  readonly held: number;
}

function everyCase(): readonly Case[] {
  const hosts = {
    everything: oddHost('', kernels('Y\n', 'Y\n', 'Y\n')),
    'SEV and SEV-ES': oddHost('', kernels('Y\n', 'Y\n', off)),
    SEV: oddHost('', kernels('Y\n', off, off)),
    nothing: oddHost('', kernels(off, off, off)),
    TDX: oddHost('', tdx()),
  };
  return Object.entries(hosts).flatMap(([name, host]) =>
    [true, false].flatMap((atStart) =>
      [true, false].flatMap((hasTrait) =>
        [undefined, 0, 1, 3].map((held) => ({
          about: `${name}, ${atStart ? 'start' : 'periodic'}, root ${hasTrait ? 'with' : 'without'} trait, contexts held: ${held ?? 'none there'}`,
          ...{ host, atStart, hasTrait, hasContexts: held !== undefined, held: held ?? 0 },
        })),
      ),
    ),
  );
}

const contexts = { total: 100, reserved: 0, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 };
const sevTrait = 'HW_CPU_X86_AMD_SEV';

function questionOf({ host, atStart, hasTrait, hasContexts, held }: Case): NovaQuestion {
  const root = {
    name: 'node',
    traits: hasTrait ? [sevTrait] : [],
    inventory: hasContexts ? { MEM_ENCRYPTION_CONTEXT: contexts } : {},
  };
  const guests = Array.from({ length: held }, (_, index) => [`guest ${index}`, { node: { MEM_ENCRYPTION_CONTEXT: 1, VCPU: 1 } }]);
  const start = atStart ? { allocations: Object.fromEntries(guests) as JsonObject } : {};
  return { ask: 'providers', node: 'node', tree: [root], refreshes: [{ host: host as unknown as JsonObject, ...start }] };
}

/** Providers with contexts, the traits of models, and how many contexts are held where; or that it failed. */
type Left = readonly string[] | 'failed';

function leftByNova(step: Refreshed | undefined): Left {
  if (step === undefined || 'error' in step) return 'failed';
  const held = step.tree.map(
    ({ name }) => Object.values(step.allocations).filter((each) => each[name]?.MEM_ENCRYPTION_CONTEXT).length,
  );
  return step.tree.map(({ name, inventory, traits }, index) =>
    line(name, inventory.MEM_ENCRYPTION_CONTEXT?.total, traits, held[index]),
  );
}

function leftByUs(subject: Subject, { host, atStart, hasTrait, hasContexts, held }: Case): Left {
  const root: ResourceProvider = {
    name: 'node',
    traits: hasTrait ? [sevTrait] : [],
    inventories: hasContexts ? { MEM_ENCRYPTION_CONTEXT: contexts } : {},
    generation: 1,
  };
  const unit = unitOf('node', 'MEM_ENCRYPTION_CONTEXT');
  const told = started(subject, host, {
    providers: [root],
    allocated: held === 0 ? {} : { [unit]: held },
    happening: atStart ? 'agent-started' : 'interval',
  });
  const { providers = [], moved = [] } = told;
  if (told.refusesToServe === true || JSON.stringify(providers) === JSON.stringify([root])) return 'failed';
  const to = moved.find(({ from }) => from === unit)?.to ?? unit;
  return providers.map(({ name, inventories, traits }) => {
    const here = to === unitOf(name, 'MEM_ENCRYPTION_CONTEXT') && atStart ? held : 0;
    return line(name, inventories.MEM_ENCRYPTION_CONTEXT?.total, traits, here);
  });
}

function line(name: string, total: number | undefined, traits: readonly string[], held = 0): string {
  const models = traits.filter((trait) => trait.startsWith('HW_CPU_')).sort();
  return [name, total ?? 'none', ...models, ...(held === 0 ? [] : [`held ${held}`])].join(' ');
}

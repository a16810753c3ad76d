import { describe, expect, it } from 'vitest';
import { type ResourceProvider, type Subject, unitOf } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { openStream, type RandomStream, streamSeed } from '../../../sim/core/prng.js';
import type { Placed, PlacementReply } from './answers.js';
import { askNova, type NovaQuestion } from './ask-nova.js';
import { compared } from './known-differences.js';
import { novaReleases } from './nova-releases.js';
import { fullDocument, type OddHost, oddHost } from './odd-hosts.js';
import { ourNova, started } from './our-nova.js';

// Who can have which guest: fleets of small hosts, filled and emptied by chance. Nova's own translation asks OpenStack's own placement service,
// in this process, and ours asks ours; both are told the same providers, and what ours takes is claimed from both.

describe('a fleet', () => {
  it.for(novaReleases)('of $compat is filled as ours is', async (release, context) => {
    const fleets = Array.from({ length: 40 }, (_, index) => filled(index, ourNova(release)));
    const answers = await askNova<Placed & JsonObject>(
      release,
      fleets.map(({ question }) => question),
    );
    if (!answers.ok) return context.skip(answers.reason);
    const pairs = fleets.flatMap(({ said, about }, index) => {
      const { providers, steps } = answers.value[index] as Placed;
      expect(providers).toEqual([]);
      return said.map((ours, step) => ({ about: `${about}, step ${step}`, theirs: saidByPlacement(steps[step]), ours }));
    });
    const { wrong, counts } = compared('placement', release, pairs);
    expect(wrong).toEqual([]);
    const given = fleets.reduce((sum, { placed }) => sum + placed, 0);
    const none = fleets.flatMap(({ said }) => said.filter((each) => JSON.stringify(each) === '[]')).length;
    await context.annotate(
      `${release.compat} (Nova ${release.version}), ${fleets.length} fleets: ${counts}; ${given} guests placed, ${none} found no host`,
    );
  });
});

/** Every way in which the fleet can take a guest, one line each; or what became of a claim. */
type Said = readonly string[] | string;

interface Fleet {
  readonly about: string;
  readonly question: NovaQuestion;
  readonly said: readonly Said[];
  /** Guests that got a host. */
  readonly placed: number;
}

/** Lives through a fleet's life with our stack, and writes down what placement is to be asked meanwhile. */
function filled(index: number, subject: Subject): Fleet {
  const random = openStream(streamSeed(13, `fleet ${index}`));
  const hosts = Array.from({ length: 2 + random.below(3) }, (_, host) => providersOf(`h${host}`, subject, smallHost(random)));
  const used: Record<string, number>[] = hosts.map(() => ({}));
  const running: { readonly name: string; readonly host: number; readonly takes: Readonly<Record<string, number>> }[] = [];
  const steps: JsonObject[] = [];
  const said: Said[] = [];
  for (let guest = 0; guest < 24; guest += 1) {
    if (running.length > 0 && random.chance(1, 5)) {
      const [gone] = running.splice(random.below(running.length), 1) as [(typeof running)[number]];
      steps.push({ do: 'release', consumer: gone.name });
      said.push('done');
      for (const [unit, count] of Object.entries(gone.takes))
        (used[gone.host] as Record<string, number>)[unit] = (used[gone.host]?.[unit] ?? 0) - count;
      continue;
    }
    const request = requestBy(random);
    const admitted = subject.admit(request, {});
    if (!admitted.allowed) continue;
    const claim = subject.claim(admitted.guest, {});
    const ways = hosts.map((providers, host) => wayAt(subject, claim, providers, used[host] ?? {}, host));
    steps.push({ do: 'candidates', flavor: novaFlavor(request), image: request.image as JsonObject });
    said.push(ways.flatMap((takes, host) => (takes === undefined ? [] : [`h${host}`])));
    const host = ways.findIndex((takes) => takes !== undefined);
    const takes = ways[host];
    if (takes === undefined) continue;
    const name = `guest ${guest}`;
    running.push({ name, host, takes });
    for (const [unit, count] of Object.entries(takes))
      (used[host] as Record<string, number>)[unit] = (used[host]?.[unit] ?? 0) + count;
    steps.push({ do: 'claim', consumer: name, allocations: allocationsOf(takes) });
    said.push('done');
  }
  const question = { ask: 'place', providers: hosts.flat().map(placementProvider), steps };
  return { about: `fleet ${index}`, question, said, placed: steps.filter((step) => step.do === 'claim').length };
}

/** What the stack takes of one host alone, if it fits there. */
function wayAt(
  subject: Subject,
  claim: ReturnType<Subject['claim']>,
  providers: readonly ResourceProvider[],
  used: Readonly<Record<string, number>>,
  host: number,
): Readonly<Record<string, number>> | undefined {
  const free = { labels: {}, resources: {}, memoryBytes: 2 ** 40, memoryUsedBytes: 0, guests: 0 };
  const decision = subject.place(claim, [{ name: `h${host}`, used, providers, ...free }], {});
  return decision.placed ? decision.takes : undefined;
}

/** Few contexts of each kind, so that they run out; some hosts have a trait at the root that is no longer true. */
function smallHost(random: RandomStream): OddHost {
  const few = (): string => String(1 + random.below(3));
  const document = { ...fullDocument, maxGuests: few(), maxESGuests: few() };
  const machines = { q35: document, pc: document };
  const kernel = {
    sev: random.chance(9, 10) ? 'Y\n' : 'N\n',
    sev_es: random.chance(2, 3) ? 'Y\n' : 'N\n',
    sev_snp: random.chance(1, 2) ? 'Y\n' : 'N\n',
  };
  return { machines, kernel, libvirt: random.pick([8_000_000, 11_003_000]) };
}

function providersOf(name: string, subject: Subject, host: OddHost): readonly ResourceProvider[] {
  const { providers = [] } = started(subject, oddHost(name, host));
  return providers.map((provider) => ({
    ...provider,
    name: provider.name.replace('node', name),
    ...(provider.parent === undefined ? {} : { parent: name }),
  }));
}

function requestBy(random: RandomStream): JsonObject {
  const model = random.pick([undefined, 'amd-sev', 'amd-sev', 'amd-sev-es', 'amd-sev-es', 'amd-sev-snp']);
  const spec = (key: string, value: string | undefined): JsonObject => (value === undefined ? {} : { [key]: value });
  return {
    server: { name: 'guest' },
    flavor: {
      name: 'f',
      vcpus: random.pick([1, 2, 200]),
      ram: random.pick([1024, 4096]),
      extra_specs: {
        ...(model === undefined ? {} : { 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': model }),
        ...spec('trait:HW_CPU_X86_AMD_SEV', random.chance(1, 6) ? random.pick(['required', 'forbidden']) : undefined),
        ...spec('trait:HW_CPU_X86_AMD_SEV_ES', random.chance(1, 8) ? random.pick(['required', 'forbidden']) : undefined),
        ...spec('resources:MEM_ENCRYPTION_CONTEXT', random.chance(1, 8) ? random.pick(['1', '2']) : undefined),
        ...spec('os:secure_boot', random.chance(1, 8) ? 'required' : undefined),
      },
    },
    image: {
      id: '5b1f2b6e-0000-4000-8000-000000000001',
      name: 'disk',
      properties: {
        hw_firmware_type: 'uefi',
        hw_machine_type: 'q35',
        ...(random.chance(1, 2) || model === 'amd-sev-snp' ? { hw_firmware_stateless: 'true' } : {}),
      },
    },
  };
}

function novaFlavor(request: JsonObject): JsonObject {
  const { name, vcpus, ram, extra_specs } = request.flavor as JsonObject;
  return { name, vcpus, memory: ram, disk: 0, extraSpecs: extra_specs } as JsonObject;
}

function placementProvider({ name, parent, traits, inventories }: ResourceProvider): JsonObject {
  return {
    name,
    ...(parent === undefined ? {} : { parent }),
    traits: [...traits],
    inventory: inventories as unknown as JsonObject,
  };
}

function allocationsOf(takes: Readonly<Record<string, number>>): JsonObject {
  const found: Record<string, Record<string, number>> = {};
  for (const [unit, count] of Object.entries(takes)) {
    const [provider = '', resourceClass = ''] = unit.split(':');
    found[provider] = { ...found[provider], [resourceClass]: count };
    expect(unitOf(provider, resourceClass)).toBe(unit);
  }
  return found;
}

function saidByPlacement(reply: PlacementReply | undefined): Said {
  if (reply?.candidates !== undefined) {
    const roots = reply.candidates.flatMap((way) => Object.keys(way).filter((name) => !name.includes('_')));
    return [...new Set(roots)].sort();
  }
  if (reply?.status === 204) return 'done';
  // A trait that is required and forbidden is refused, and the scheduler takes every refusal for no candidates.
  if (reply?.status === 400 && reply.message?.includes('Conflicting required and forbidden traits') === true) return [];
  return `${reply?.status ?? reply?.error} ${reply?.message}`;
}

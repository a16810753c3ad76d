import { confidentialProtections, type Protection } from '../../../sim/contracts/protection.js';
import type { Inventory, LabelDecision, NodeHappening, ResourceProvider } from '../../../sim/contracts/subject.js';
import { unitOf } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { type Damage, type Detections, detections, hasSecureBoot, knowsStateless } from '../../model/nova-detection.js';
import {
  encryptionContext,
  modelOf,
  modelTrait,
  ownerTrait,
  protectionOfProvider,
  providerNameOf,
  reportsNested,
  reservedContexts,
  secureBootTrait,
  statelessTrait,
} from '../../model/nova-names.js';
import { computeActs, startsProcess } from '../../model/nova-replay.js';
import { sameContents } from '../../model/nova-trees.js';

/** What a compute service of a story found out when it started. */
export interface FixtureProcess {
  readonly truth: BootTruth;
  readonly config: JsonObject;
  readonly damage: Damage;
}

/** What it is told when it looks. */
interface FixtureSight {
  readonly host: string;
  readonly before: readonly ResourceProvider[];
  readonly config: JsonObject;
  readonly happening: NodeHappening;
  /** Units held of its providers. */
  readonly held: Readonly<Record<string, number>>;
  /** Protections of the guests on it. */
  readonly guests: readonly Protection[];
}

/** The report a service must make. One that cannot read a document reports its node alone and says so. */
export function rightReport(process: FixtureProcess, sight: FixtureSight): LabelDecision {
  const { happening, before, guests } = sight;
  const kept: LabelDecision = { labels: {}, resources: {}, problems: [], providers: before };
  if (!computeActs(happening)) return kept;
  const models = detections(process.truth, process.config, process.damage);
  const orphan = guests.find((protection) => protection !== 'none' && !models[protection].reported);
  if (orphan !== undefined && orphan !== 'none' && startsProcess(happening))
    return { ...kept, refusesToServe: true, problems: [refusal(modelOf[orphan])] };
  const damaged = [...process.damage.keys()].find((path) => path.endsWith('/q35.xml'));
  const wanted = [root(process, sight, models), ...(damaged === undefined ? children(process, sight, models) : [])];
  const moved = damaged === undefined ? moves(process, sight) : [];
  const problems = damaged === undefined ? [] : [`${damaged}: not well-formed`];
  return { ...kept, problems, providers: written(before, wanted), ...(moved.length > 0 && { moved }) };
}

function refusal(model: string): string {
  return `This host has instances with the memory encryption feature by ${model} enabled but the host is configured not to support this feature any more.`;
}

type Wanted = Omit<ResourceProvider, 'generation'>;

function root({ truth, config }: FixtureProcess, { host }: FixtureSight, models: Detections): Wanted {
  const flat = !reportsNested(config) && models.sev.reported;
  const traits = [
    'COMPUTE_NODE',
    'HW_ARCH_X86_64',
    knowsStateless(truth) && statelessTrait,
    hasSecureBoot(truth) && secureBootTrait,
    flat && modelTrait(config, 'sev'),
  ].filter((trait) => trait !== false);
  const inventories = { MEMORY_MB: inventory(1024, 1024), VCPU: inventory(64, 64) };
  const contexts = flat ? { [encryptionContext]: inventory(models.sev.total, 1) } : {};
  return { name: host, traits: traits.sort(), inventories: { ...inventories, ...contexts } };
}

function children({ config }: FixtureProcess, sight: FixtureSight, models: Detections): readonly Wanted[] {
  if (!reportsNested(config)) return [];
  return confidentialProtections.flatMap((protection): readonly Wanted[] => {
    const name = providerNameOf(sight.host, protection);
    const { reported, total } = models[protection];
    const held = sight.held[unitOf(name, encryptionContext)] ?? 0;
    if (!reported && held === 0) return [];
    const slots = reported
      ? { ...inventory(total, 1), reserved: Math.min(reservedContexts(sight.config, protection), total) }
      : { ...inventory(held, 1), reserved: held };
    const traits = [modelTrait(config, protection), ownerTrait].sort();
    return [{ name, parent: sight.host, traits, inventories: { [encryptionContext]: slots } }];
  });
}

function moves({ config }: FixtureProcess, { host, held }: FixtureSight): NonNullable<LabelDecision['moved']> {
  const from = unitOf(host, encryptionContext);
  return reportsNested(config) && (held[from] ?? 0) > 0
    ? [{ from, to: unitOf(providerNameOf(host, 'sev'), encryptionContext) }]
    : [];
}

function inventory(total: number, most: number): Inventory {
  return { total, reserved: 0, min_unit: 1, max_unit: most, step_size: 1, allocation_ratio: 1 };
}

function written(before: readonly ResourceProvider[], wanted: readonly Wanted[]): readonly ResourceProvider[] {
  return wanted.map((each) => {
    const old = before.find(({ name }) => name === each.name);
    if (old === undefined) return { ...each, generation: 1 };
    return sameContents(old, { ...each, generation: 0 }) ? old : { ...each, generation: old.generation + 1 };
  });
}

/** The report with some of its providers changed; undefined takes one away. */
export function withProviders(
  decision: LabelDecision,
  change: (provider: ResourceProvider, isModel: boolean) => ResourceProvider | undefined,
): LabelDecision {
  const root = decision.providers?.[0]?.name ?? '';
  const providers = (decision.providers ?? []).flatMap((provider) => {
    const changed = change(provider, protectionOfProvider(root, provider.name) !== undefined);
    return changed === undefined ? [] : [changed];
  });
  return { ...decision, providers };
}

import { done, type Outcome } from '../../core/outcome.js';
import { byCpuMapOrder, byName } from '../../surfaces/cpu-features.js';
import type { Call, Fault } from '../daemon-contract.js';
import { fault, type Refused } from '../faults.js';
import { featuresOf, unknownWords } from './cpu-comparison.js';
import type { CpuDefinition, CpuFeature, WrittenCpu } from './cpu-definition.js';
import { guestModels, type MappedModel, mappedModel } from './cpu-map.js';

/** What limits the answer. */
export interface BaselineLimits {
  /** Models the hypervisor can give, with what stands in the way of each; absent: any model will do. */
  readonly models?: ReadonlyMap<string, readonly string[]>;
  /** Features that are not considered, e.g. because the hypervisor has no name for them. */
  readonly leftOut: ReadonlySet<string>;
  /** Only features with which a guest can move. */
  readonly migratable: boolean;
  /** Every feature is written out, the model's own included. */
  readonly expanded: boolean;
}

/**
 * The processor that all of these can provide: what they have in common, named by the model that needs the fewest words.
 * Source: libvirt 11.3.0 `src/cpu/cpu_x86.c` virCPUx86Baseline, x86Decode.
 */
export function baselineOf(cpus: readonly CpuDefinition[], limits: BaselineLimits, call: Call): Outcome<WrittenCpu, Fault> {
  const wrong = unfit(cpus, call);
  if (wrong !== undefined) return wrong;
  const vendor = commonVendor(cpus, call);
  if (!vendor.ok) return vendor;
  const common = inCommon(cpus, limits, call);
  if (common.size === 0) return fault(call.daemon, 'operation-failed', 'CPUs are incompatible', 'cpu');
  const named = namedBy(common, vendor.value, limits, preferredModels(cpus), call);
  if (!named.ok) return named;
  const told = cpus.every((cpu) => cpu.vendor !== undefined) ? vendor.value : undefined;
  return done({
    ...written(named.value, limits),
    ...(told === undefined ? {} : { vendor: told }),
    addressLimit: addressLimit(cpus),
  });
}

function unfit(cpus: readonly CpuDefinition[], call: Call): Refused | undefined {
  const nameless = cpus.findIndex(({ model }) => model === undefined);
  if (nameless >= 0) return fault(call.daemon, 'invalid-argument', `no CPU model specified at index ${nameless}`, 'cpu');
  for (const cpu of cpus) {
    const wrong = unknownWords(cpu, call);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Source: libvirt 12.8.0 `src/cpu_map/x86_vendors.xml`. */
const vendors: ReadonlySet<string> = new Set(['Intel', 'AMD', 'Hygon', 'Zhaoxin CentaurHauls']);

/** The first processor's own word counts; a later one without a word has the vendor of its model. */
function commonVendor(cpus: readonly CpuDefinition[], call: Call): Outcome<string | undefined, Fault> {
  let common: string | undefined;
  for (const [index, cpu] of cpus.entries()) {
    const ofModel = mappedModel(cpu.model ?? '', call.daemon.host.boot.libvirt.version)?.vendor;
    if (index > 0 && cpu.vendor !== undefined && ofModel !== undefined && cpu.vendor !== ofModel) {
      const words = `CPU vendor ${ofModel} of model ${cpu.model} differs from vendor ${cpu.vendor}`;
      return fault(call.daemon, 'operation-failed', words, 'cpu');
    }
    const vendor = cpu.vendor ?? (index > 0 ? ofModel : undefined);
    if (vendor === undefined) continue;
    if (!vendors.has(vendor)) return fault(call.daemon, 'operation-failed', `Unknown CPU vendor ${vendor}`, 'cpu');
    if (common !== undefined && common !== vendor)
      return fault(call.daemon, 'operation-failed', 'CPU vendors do not match', 'cpu');
    common = vendor;
  }
  return done(common);
}

function inCommon(cpus: readonly CpuDefinition[], { leftOut }: BaselineLimits, call: Call): ReadonlySet<string> {
  const each = cpus.map((cpu) => featuresOf(cpu, call));
  const [first = new Set<string>()] = each;
  return new Set([...first].filter((name) => each.every((one) => one.has(name)) && !leftOut.has(name)));
}

function preferredModels(cpus: readonly CpuDefinition[]): readonly string[] {
  return [...new Set(cpus.flatMap(({ model }) => model ?? []))];
}

/** A model, and what has to be said beside it. */
interface Description {
  readonly model: MappedModel;
  readonly fallback: WrittenCpu['fallback'];
  readonly added: readonly string[];
  readonly missing: readonly string[];
}

function namedBy(
  features: ReadonlySet<string>,
  vendor: string | undefined,
  { models, migratable }: BaselineLimits,
  preferred: readonly string[],
  call: Call,
): Outcome<Description, Fault> {
  let best: Description | undefined;
  for (const model of guestModels(call.daemon.host.boot.libvirt.version)) {
    const blockers = models === undefined ? [] : models.get(model.name);
    const only = preferred.length === 1 && preferred[0] === model.name;
    if (blockers === undefined && only) {
      return fault(call.daemon, 'unsupported', `CPU model ${model.name} is not supported by hypervisor`, 'cpu');
    }
    if (blockers === undefined || (vendor !== undefined && model.vendor !== undefined && vendor !== model.vendor)) continue;
    const candidate = describe(features, model, blockers, only);
    if (best === undefined || only || isBetter(candidate, best, preferred.includes(model.name))) best = candidate;
    if (only) break;
  }
  if (best === undefined) return fault(call.daemon, 'internal', 'Cannot find suitable CPU model for given data', 'cpu');
  return done(migratable ? { ...best, added: best.added.filter((name) => !immovable.has(name)) } : best);
}

/** Features with which a guest cannot move. Source: libvirt 11.3.0 `src/cpu_map/x86_features.xml`. */
const immovable: ReadonlySet<string> = new Set(['invtsc', 'xsaves']);

function describe(features: ReadonlySet<string>, model: MappedModel, blockers: readonly string[], only: boolean): Description {
  const added = [...features].filter((name) => !model.features.has(name));
  const lacking = [...model.features].filter((name) => !features.has(name));
  const blocking = blockers.filter((name) => !added.includes(name));
  const missing = [...new Set([...lacking, ...blocking])].sort(byCpuMapOrder);
  const removed = model.removed.filter((name) => !features.has(name) && !missing.includes(name));
  return { model, fallback: only ? 'forbid' : 'allow', added, missing: [...missing, ...removed] };
}

/** Source: libvirt 11.3.0 `src/cpu/cpu_x86.c` virCPUx86CompareCandidateFeatureList. */
function isBetter(candidate: Description, best: Description, preferred: boolean): boolean {
  const [ours, theirs] = [costOf(candidate), costOf(best)];
  const fewerDisabled = ours.disabled < theirs.disabled;
  return ours.total < theirs.total || (ours.total === theirs.total && fewerDisabled) || (preferred && fewerDisabled);
}

/**
 * A feature to add costs one word; one to take away costs more with each. libvirt's loop shortens itself as it counts, so only
 * about half of those to take away are ever charged.
 */
function costOf({ added, missing }: Description): { readonly total: number; readonly disabled: number } {
  let words = added.length + missing.length;
  let disabled = 0;
  for (let index = added.length, penalty = 2; index < words; index += 1, penalty += 1) {
    words -= 1;
    disabled += penalty;
  }
  return { total: words + disabled, disabled };
}

function written(
  { model, fallback, added, missing }: Description,
  { expanded, models }: BaselineLimits,
): Omit<WrittenCpu, 'addressLimit'> {
  const disabled = missing.map((name): CpuFeature => ({ name, policy: 'disable' }));
  const kept = expanded ? [...model.features].filter((name) => !missing.includes(name)) : [];
  const required = [...kept, ...added].sort(byCpuMapOrder).map((name): CpuFeature => ({ name, policy: 'require' }));
  const features = [...required, ...disabled];
  if (expanded) features.sort((left, right) => byName(left.name, right.name));
  // With a hypervisor in mind there is no way around the model.
  return { model: model.name, fallback: models === undefined ? fallback : 'forbid', features };
}

/** The least of the limits, where the last processors have one. */
function addressLimit(cpus: readonly CpuDefinition[]): number {
  let least = 0;
  for (const [index, { addressLimit: limit }] of cpus.entries()) {
    if (limit === 0) least = 0;
    else if (index === 0 || limit < least) least = limit;
  }
  return least;
}

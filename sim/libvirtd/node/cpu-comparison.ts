import { done, type Outcome } from '../../core/outcome.js';
import { byCpuMapOrder } from '../../surfaces/cpu-features.js';
import type { Call, Fault } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { CpuDefinition, CpuFeature } from './cpu-definition.js';
import { isMappedFeature, mappedModel } from './cpu-map.js';

/** A processor to compare with, or to build on. */
export interface KnownCpu {
  readonly vendor?: string;
  readonly features: ReadonlySet<string>;
}

/** What a comparison came to; `because` is the reason libvirt gives for an incompatible one. */
export type CpuComparison =
  | { readonly result: 'identical' | 'superset' }
  | { readonly result: 'incompatible'; readonly because: string };

/** Policies that a processor as a whole consists of. */
type Wanted = readonly CpuFeature['policy'][];

/**
 * Compares a processor with one that somebody describes: forbidden features first, then required ones, then what is left over.
 * Source: libvirt 11.3.0 `src/cpu/cpu_x86.c` x86Compute.
 */
export function compareCpu(host: KnownCpu, cpu: CpuDefinition, call: Call): Outcome<CpuComparison, Fault> {
  const foreign = foreignCpu(host, cpu);
  if (foreign !== undefined) return done({ result: 'incompatible', because: foreign });
  const wrong = unknownWords(cpu, call);
  if (wrong !== undefined) return wrong;
  const forbidden = ofPolicy(cpu, ['forbid']).filter((name) => host.features.has(name));
  if (forbidden.length > 0) return done(incompatible('Host CPU provides forbidden features', forbidden));
  const lifted = new Set(ofPolicy(cpu, ['force', 'optional', 'disable']));
  const required = [...requiredOf(cpu, call)].filter((name) => !lifted.has(name));
  const missing = required.filter((name) => !host.features.has(name));
  if (missing.length > 0) return done(incompatible('Host CPU does not provide required features', missing));
  return done(leftOver(host, new Set([...required, ...lifted]), cpu));
}

function foreignCpu(host: KnownCpu, cpu: CpuDefinition): string | undefined {
  if (cpu.architecture !== undefined && cpu.architecture !== 'x86_64' && cpu.architecture !== 'i686') {
    return `CPU arch ${cpu.architecture} does not match host arch`;
  }
  if (cpu.vendor === undefined || cpu.vendor === host.vendor) return undefined;
  return `host CPU vendor does not match required CPU vendor ${cpu.vendor}`;
}

function leftOver(host: KnownCpu, asked: ReadonlySet<string>, cpu: CpuDefinition): CpuComparison {
  const extra = [...host.features].filter((name) => !asked.has(name));
  if (extra.length === 0) return { result: 'identical' };
  if (cpu.type === 'host' || cpu.match !== 'strict') return { result: 'superset' };
  return incompatible('Host CPU does not strictly match guest CPU: Extra features', extra);
}

function incompatible(words: string, features: readonly string[]): CpuComparison {
  return { result: 'incompatible', because: `${words}: ${[...features].sort(byCpuMapOrder).join(', ')}` };
}

/** libvirt stumbles over the first name it does not know. */
export function unknownWords(cpu: CpuDefinition, call: Call) {
  const { version } = call.daemon.host.boot.libvirt;
  if (cpu.model !== undefined && mappedModel(cpu.model, version) === undefined) {
    return fault(call.daemon, 'internal', `Unknown CPU model ${cpu.model}`, 'cpu');
  }
  const unknown = cpu.features.find(({ name }) => !isMappedFeature(name, version));
  return unknown && fault(call.daemon, 'internal', `Unknown CPU feature ${unknown.name}`, 'cpu');
}

/** All the processor has: those of its model and its own, without what it disables or forbids. The names must be known. */
export function featuresOf(cpu: CpuDefinition, call: Call): ReadonlySet<string> {
  const without = new Set(ofPolicy(cpu, ['disable', 'forbid']));
  const own = [...modelFeatures(cpu, call), ...ofPolicy(cpu, ['force', 'require'])];
  return new Set(own.filter((name) => !without.has(name)));
}

function requiredOf(cpu: CpuDefinition, call: Call): ReadonlySet<string> {
  return new Set([...modelFeatures(cpu, call), ...ofPolicy(cpu, ['require'])]);
}

function modelFeatures({ model }: CpuDefinition, call: Call): ReadonlySet<string> {
  const known = model === undefined ? undefined : mappedModel(model, call.daemon.host.boot.libvirt.version);
  return known?.features ?? new Set();
}

function ofPolicy({ features }: CpuDefinition, wanted: Wanted): readonly string[] {
  return features.filter(({ policy }) => wanted.includes(policy)).map(({ name }) => name);
}

import { done, type Outcome } from '../../core/outcome.js';
import { contentCache } from '../../surfaces/content-cache.js';
import { byCpuMapOrder } from '../../surfaces/cpu-features.js';
import { customModels } from '../../surfaces/custom-cpu-models.js';
import { guestCpuOf } from '../../surfaces/guest-cpu.js';
import type { Call, Fault } from '../daemon-contract.js';
import { type CpuComparison, compareCpu, type KnownCpu } from './cpu-comparison.js';
import type { CpuDefinition } from './cpu-definition.js';
import { mappedModel } from './cpu-map.js';
import type { AskedEmulator } from './emulator-asked.js';
import { compareOnMainframe } from './mainframe-cpu.js';

/** What QEMU can give on this host. */
export interface GivenCpu {
  readonly mainframe: boolean;
  readonly cpu: KnownCpu;
  /** The processor of `host-model`. */
  readonly hostModel: string;
  /** Models by name with what stands in the way of each. */
  readonly models: ReadonlyMap<string, readonly string[]>;
  readonly offered: ReadonlySet<string>;
}

/** The processor that the emulator somebody asked for can give to guests. */
export function givenBy({ virtType, architecture }: AskedEmulator, call: Call): GivenCpu {
  const { boot } = call.daemon.host;
  const seen = virtType === 'kvm' || !boot.kvm.loaded ? boot : { ...boot, kvm: { ...boot.kvm, loaded: false } };
  const guest = guestCpuOf(seen);
  return given(`${architecture} ${guest.key} ${boot.libvirt.view.elements.join(' ')}`, () => {
    const vendor = guest.vendor === undefined ? {} : { vendor: guest.vendor };
    const models = new Map(customModels(seen, guest).map(({ name, blockers }) => [name, blockers]));
    const cpu = { ...vendor, features: new Set(guest.features) };
    return { mainframe: architecture === 's390x', cpu, hostModel: guest.model, models, offered: guest.offered };
  });
}

/** Hundreds of models with what stands in the way of each: hosts with equal guest processors share them. */
const given = contentCache<GivenCpu>(64);

/** Compares what the hypervisor gives with what somebody describes. Source: libvirt 11.3.0 `src/qemu/qemu_domain.c` qemuDomainCheckCPU. */
export function compareWithGiven(hypervisor: GivenCpu, cpu: CpuDefinition, call: Call): Outcome<CpuComparison, Fault> {
  if (hypervisor.mainframe) return compareOnMainframe(hypervisor, cpu, call);
  if (isUsable(hypervisor, cpu, call)) return done({ result: 'superset' });
  const blockers = blockersOf(hypervisor, cpu, call);
  return blockers === undefined ? compareCpu(hypervisor.cpu, cpu, call) : done(compareUnusable(hypervisor, cpu, blockers));
}

/**
 * QEMU's own word counts for a model with nothing but features switched off, since libvirt asks it what stands in the way (10.9).
 * Source: libvirt 11.3.0 `src/qemu/qemu_capabilities.c` virQEMUCapsIsCPUUsable.
 */
function isUsable({ models }: GivenCpu, { model, features }: CpuDefinition, call: Call): boolean {
  if (!asksQemu(call) || model === undefined || features.some(({ policy }) => policy !== 'disable')) return false;
  return models.get(model)?.length === 0;
}

/** What QEMU says stands in the way of a model that is not compared by its features. Source: libvirt 11.3.0 qemuDomainCheckCPU. */
function blockersOf({ models }: GivenCpu, { model }: CpuDefinition, call: Call): readonly string[] | undefined {
  if (!asksQemu(call) || model === undefined) return undefined;
  const known = mappedModel(model, call.daemon.host.boot.libvirt.version);
  return known === undefined || known.comparedByFeatures ? undefined : models.get(model);
}

/** Source: libvirt 11.3.0 `src/cpu/cpu.c` virCPUCompareUnusable, for which nothing is ever identical. */
function compareUnusable({ cpu }: GivenCpu, { features }: CpuDefinition, blockers: readonly string[]): CpuComparison {
  const policyOf = (name: string): string | undefined => features.find((feature) => feature.name === name)?.policy;
  const inTheWay = blockers.filter((name) => policyOf(name) !== 'disable').sort(byCpuMapOrder);
  const required = features.filter(({ name, policy }) => policy === 'require' && !cpu.features.has(name)).map(({ name }) => name);
  const missing = [...inTheWay, ...required];
  if (missing.length === 0) return { result: 'superset' };
  return { result: 'incompatible', because: `Host CPU does not provide required features: ${missing.join(', ')}` };
}

function asksQemu({ daemon }: Call): boolean {
  return daemon.host.boot.libvirt.view.elements.includes('blockers');
}

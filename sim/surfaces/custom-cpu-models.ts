import type { BootTruth } from '../contracts/truth.js';
import { byName } from './cpu-features.js';
import { type CpuModel, cpuModels, isKnown } from './cpu-models.js';
import { emulatorOf } from './emulator.js';
import type { GuestCpu } from './guest-cpu.js';
import { s390xBlockers, s390xCpuModels } from './s390x-cpu-models.js';

/** One line of the custom mode of domain capabilities. */
export interface CustomModel {
  readonly name: string;
  readonly vendor: string;
  /** Versioned name that means the same. */
  readonly canonical?: string;
  /** Features the model needs and this host cannot give; a model without any is usable. */
  readonly blockers: readonly string[];
}

/**
 * The named CPU models QEMU and libvirt both know, each with what stands in its way on this host. libvirt sorts the list since it
 * shows blockers (10.9); before, it came out in the reverse of QEMU's alphabetical order.
 */
export function customModels(boot: BootTruth, guest: GuestCpu): readonly CustomModel[] {
  const models = emulatorOf(boot).architecture === 's390x' ? s390xModels() : x86Models(boot, guest);
  const sorted = [...models].sort((left, right) => byName(left.name, right.name));
  return boot.libvirt.view.elements.includes('blockers') ? sorted : sorted.reverse();
}

function x86Models({ qemu, libvirt }: BootTruth, guest: GuestCpu): readonly CustomModel[] {
  const known = [...cpuModels().values()].filter((model) => isKnown(model, qemu.version, libvirt.version));
  const models = known.flatMap((model) => withBlockers(model, guest.offered, libvirt.view.elements.includes('canonical')));
  if (models.some(({ name }) => name === guest.model)) return models;
  return [...models, { name: guest.model, vendor: guest.vendor ?? 'unknown', blockers: [] }];
}

/** From libvirt 10.10 on a model is listed under its plain name, which names the canonical one, and under that. */
function withBlockers(model: CpuModel, offered: ReadonlySet<string>, versions: boolean): readonly CustomModel[] {
  const { name, vendor, versioned } = model;
  const blockers = [...model.features].filter((feature) => !offered.has(feature) && !neverBlocks.has(feature)).sort(byName);
  if (versioned === undefined || !versions) return [{ name, vendor, blockers }];
  return [
    { name, vendor, canonical: versioned, blockers },
    { name: versioned, vendor, blockers },
  ];
}

/** Features QEMU drops from a model by itself: those of nested virtualisation, and some KVM defaults. Source: QEMU target/i386. */
const neverBlocks: ReadonlySet<string> = new Set(
  `acpi avic decodeassists flushbyasid lbrv monitor npt nrip-save pause-filter pfthreshold svm svme-addr-chk topoext tsc-scale
  v-vmsave-vmload vgif vmcb-clean vmx vnmi x2apic`.split(/\s+/),
);

function s390xModels(): readonly CustomModel[] {
  const named = s390xCpuModels.map((name) => ({ name, vendor: 'IBM', blockers: s390xBlockers(name) }));
  return [...named, { name: 'max', vendor: 'unknown', blockers: [] }, { name: 'qemu', vendor: 'unknown', blockers: [] }];
}

import type { CpuModel } from './cpu-models.js';
import { isAtLeast } from './release.js';

/** How the CPU map of a libvirt release differs from the newest one, by which {@link CpuModel.features} goes. */

/**
 * Features of a model in the map of a libvirt release: without what only QEMU's definition has, and with the MPX that models of the
 * Skylake line had until libvirt called it removed (found between 9.0 and 11.3; taken for 10.10 like all of that find).
 */
export function featuresInMap({ name, features }: CpuModel, libvirt: string): ReadonlySet<string> {
  const extra = onlyInQemu[name] ?? [];
  const had = hasMpx(name, libvirt);
  if (extra.length === 0 && !had) return features;
  return new Set([...[...features].filter((feature) => !extra.includes(feature)), ...(had ? ['mpx'] : [])]);
}

/** Source: QEMU `target/i386/cpu.c` beside libvirt 12.8.0 `src/cpu_map`. */
const onlyInQemu: Readonly<Record<string, readonly string[]>> = {
  coreduo: ['ss'],
  n270: ['ss'],
  core2duo: ['ss'],
  'Cascadelake-Server-noTSX': ['ibrs-all'],
  Snowridge: ['mpx'],
};

function hasMpx(name: string, libvirt: string): boolean {
  return withMpxOnce.test(name) && !isAtLeast(libvirt, '10.10');
}

const withMpxOnce = /^(Skylake-(Client|Server)|Cascadelake-Server|Icelake-Server)(-noTSX)?(-IBRS)?$/;

/**
 * Features a model had once. A guest's processor described by the model says of each whether it has it, in this order.
 * Source: features marked `removed` in the CPU maps of libvirt 9.0.0, 11.3.0 and 12.8.0; `mpx` is not in the first.
 */
export function removedFeatures(name: string, libvirt: string): readonly string[] {
  if (['EPYC', 'EPYC-IBPB', 'Dhyana', 'Opteron_G3'].includes(name)) return ['monitor'];
  const icelake = /^Icelake-(Client|Server)(-noTSX)?$/.test(name);
  const mpx = withMpxOnce.test(name) && isAtLeast(libvirt, '10.10');
  return [...(icelake ? ['intel-pt'] : []), ...(mpx ? ['mpx'] : [])];
}

/**
 * Has this libvirt a name for the feature? It shows no others. Source: the maps of libvirt 9.0.0, 11.3.0 and 12.8.0; a libvirt of 9.1
 * or 12.0 stands for "later than the 9.0 or 11.3 map that lacks it".
 */
export function isFeatureKnown(feature: string, libvirt: string): boolean {
  if (afterTrixie.has(feature)) return isAtLeast(libvirt, '12.0');
  return !afterBookworm.has(feature) || isAtLeast(libvirt, '9.1');
}

const afterBookworm: ReadonlySet<string> = new Set(
  `amd-psfd amx-complex amx-fp16 auto-ibrs avx-ifma avx-ne-convert avx-vnni-int16 avx-vnni-int8 avx10 avx10-128 avx10-256 avx10-512
  bhi-ctrl cmpccxadd ddpd-u eraps fb-clear fbsdp-no fdp-excptn-only flush-l1d fred fsrc fsrs fzrm gds-no ibpb-brtype intel-psfd
  ipred-ctrl lam lfence-always-serializing lkgs mcdt-no no-nested-data-bp null-sel-clr-base overflow-recov pbrsb-no perfmon-v2
  prefetchiti psdp-no rfds-clear rfds-no rrsba-ctrl sbdr-ssdp-no sbpb sgx-aex-notify sgx-edeccssa sha512 sm3 sm4 srso-no
  srso-user-kernel-no stibp-always-on succor vnmi wrmsrns zero-fcs-fds`.split(/\s+/),
);

const afterTrixie: ReadonlySet<string> = new Set(
  `ace2 ace2-en amx-avx512 amx-bf16-alias amx-complex-alias amx-fp16-alias amx-fp8 amx-int8-alias amx-movrs amx-tf32 apx-nci-ndd-nf apxf
  avx10-vnni-int bhi-no cet-ibt cet-ss fs-gs-base-ns gmet its-no movrs msr-imm phe phe-en pmm pmm-en prefetchi tsa-l1-no tsa-sq-no
  verw-clear xcrypt xcrypt-en xstore xstore-en`.split(/\s+/),
);

import type { ConfidentialProtection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';

/** Protections that have a runtime class. */
export type KataProtection = Extract<ConfidentialProtection, 'snp' | 'tdx'>;

/** Both of them, in display order. */
export const kataProtections: readonly KataProtection[] = ['snp', 'tdx'];

/** Label of every node kata-deploy has installed to. Source: kata-containers `tools/packaging/kata-deploy`, `runtimeclasses.yaml`. */
export const kataRuntimeLabel = 'katacontainers.io/kata-runtime';

/** Labels that the NodeFeatureRule `kata-tee-keys` gives to nodes. Source: kata-containers `templates/node-feature-rules.yaml`. */
export const kataTeeLabel: Readonly<Record<KataProtection, string>> = {
  snp: 'amd.feature.node.kubernetes.io/snp',
  tdx: 'intel.feature.node.kubernetes.io/tdx',
};

/** Extended resources that the same rule gives to nodes. */
export const kataKeyResource: Readonly<Record<KataProtection, string>> = {
  snp: 'sev-snp.amd.com/esids',
  tdx: 'tdx.intel.com/keys',
};

/** Labels of NFD itself. Source: node-feature-discovery `source/cpu/security_amd64.go`. */
export const nfdLabel: Readonly<Record<ConfidentialProtection, string>> = {
  sev: 'feature.node.kubernetes.io/cpu-security.sev.enabled',
  'sev-es': 'feature.node.kubernetes.io/cpu-security.sev.es.enabled',
  snp: 'feature.node.kubernetes.io/cpu-security.sev.snp.enabled',
  tdx: 'feature.node.kubernetes.io/cpu-security.tdx.enabled',
};

/** What a runtime class says of the pods that name it. */
export interface KataClass {
  readonly protection: 'none' | KataProtection;
  /** Memory of `overhead.podFixed` in bytes. */
  readonly memoryBytes: number;
  /** CPUs of `overhead.podFixed` in thousandths. */
  readonly milliCpus: number;
}

const mib = 2 ** 20;

/** Runtime classes of x86 without GPUs, by name. Source: kata-containers `templates/runtimeclasses.yaml`. */
const classes: Readonly<Record<string, KataClass>> = {
  'kata-qemu': { protection: 'none', memoryBytes: 320 * mib, milliCpus: 250 },
  'kata-qemu-runtime-rs': { protection: 'none', memoryBytes: 320 * mib, milliCpus: 250 },
  'kata-qemu-coco-dev': { protection: 'none', memoryBytes: 160 * mib, milliCpus: 250 },
  'kata-qemu-coco-dev-runtime-rs': { protection: 'none', memoryBytes: 320 * mib, milliCpus: 250 },
  'kata-qemu-snp': { protection: 'snp', memoryBytes: 2048 * mib, milliCpus: 1000 },
  'kata-qemu-snp-runtime-rs': { protection: 'snp', memoryBytes: 2048 * mib, milliCpus: 1000 },
  'kata-qemu-tdx': { protection: 'tdx', memoryBytes: 2048 * mib, milliCpus: 1000 },
  'kata-qemu-tdx-runtime-rs': { protection: 'tdx', memoryBytes: 2048 * mib, milliCpus: 1000 },
};

const defaultShims = ['qemu', 'qemu-snp', 'qemu-tdx', 'qemu-coco-dev'];

/** The runtime class of a name in a cluster; undefined where it has not been installed. */
export function kataClassOf(name: string | undefined, { shims = defaultShims }: JsonObject): KataClass | undefined {
  if (name === undefined || !Array.isArray(shims) || !shims.some((shim) => `kata-${String(shim)}` === name)) return undefined;
  return classes[name];
}

/** Has the cluster the NodeFeatureRule that counts keys? */
export function countsKeys({ nodeFeatureRules }: JsonObject): boolean {
  return nodeFeatureRules !== false;
}

/** Does it set memory and CPUs of the overhead? */
export function hasOverhead({ overheadEnabled }: JsonObject): boolean {
  return overheadEnabled !== false;
}

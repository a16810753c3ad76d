import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { countsKeys, type KataProtection, kataKeyResource, kataProtections, kataTeeLabel, nfdLabel } from './kata-names.js';

/** Files that were damaged (the text) or are gone (undefined), by path. */
export type Spoiled = ReadonlyMap<string, string | undefined>;

/** What node feature discovery must find on a host, and what follows from it by the rule of kata-deploy. */
export interface NodeFeatures {
  /** Protections whose parameter is on. */
  readonly enabled: Readonly<Record<ConfidentialProtection, boolean>>;
  /** Keys that misc.capacity counts, of what is on; undefined where it has no such line. */
  readonly keys: Readonly<Record<KataProtection, number | undefined>>;
  /** Labels the node must have of all that NFD and the rule own. */
  readonly labels: readonly string[];
  /** Extended resources the node must have, and no others of these. */
  readonly resources: Readonly<Record<string, number>>;
}

/**
 * What must be found, from the truth of the host and what somebody has done to its files.
 * Source: node-feature-discovery `source/cpu/security_amd64.go`; kata-containers `templates/node-feature-rules.yaml`.
 */
export function nodeFeatures(truth: BootTruth, spoiled: Spoiled, config: JsonObject): NodeFeatures {
  const enabled = Object.fromEntries(
    confidentialProtections.map((protection) => [protection, isEnabled(truth, spoiled, protection)]),
  ) as Record<ConfidentialProtection, boolean>;
  const keys = {
    snp: enabled['sev-es'] ? keysOf(truth, spoiled, 'sev_es') : undefined,
    tdx: enabled.tdx ? keysOf(truth, spoiled, 'tdx') : undefined,
  };
  const looks = countsKeys(config);
  const ruled = looks ? kataProtections.filter((protection) => enabled[protection]) : [];
  const counted = ruled.filter((protection) => keys[protection] !== undefined);
  return {
    enabled,
    keys,
    labels: [
      ...confidentialProtections.filter((protection) => looks && enabled[protection]).map((protection) => nfdLabel[protection]),
      ...ruled.map((protection) => kataTeeLabel[protection]),
    ],
    resources: Object.fromEntries(counted.map((protection) => [kataKeyResource[protection], keys[protection] ?? 0])),
  };
}

/** The misc controller's file where cgroup v2 has it, and where v1 has it. */
export const capacityPaths = ['/sys/fs/cgroup/misc.capacity', '/sys/fs/cgroup/misc/misc.capacity'] as const;

/** Where the kernel shows whether a protection is on. */
export const parameterPath: Readonly<Record<ConfidentialProtection, string>> = {
  sev: '/sys/module/kvm_amd/parameters/sev',
  'sev-es': '/sys/module/kvm_amd/parameters/sev_es',
  snp: '/sys/module/kvm_amd/parameters/sev_snp',
  tdx: '/sys/module/kvm_intel/parameters/tdx',
};

/** AMD's parameters may be `1` or `Y`, whatever comes after; Intel's must be `Y` and a line feed. */
function isEnabled(truth: BootTruth, spoiled: Spoiled, protection: ConfidentialProtection): boolean {
  const path = parameterPath[protection];
  const text = spoiled.has(path) ? spoiled.get(path) : parameterText(truth, path);
  if (text === undefined) return false;
  return protection === 'tdx' ? text === 'Y\n' : /^[1Y]/.test(text);
}

function parameterText({ kvm }: BootTruth, path: string): string | undefined {
  const [, module, name = ''] = /^\/sys\/module\/(\w+)\/parameters\/(\w+)$/.exec(path) ?? [];
  const value = kvm.loaded && kvm.module === module ? kvm.parameters[name] : undefined;
  return value === undefined ? undefined : value === true ? 'Y\n' : value === false ? 'N\n' : `${value}\n`;
}

/** Lines of other resources are passed over, whatever they say. */
function keysOf(truth: BootTruth, spoiled: Spoiled, pool: 'sev_es' | 'tdx'): number | undefined {
  const text = capacityPaths.map((path) => (spoiled.has(path) ? spoiled.get(path) : capacityText(truth, path))).find(isText);
  const line = text?.split('\n').find((each) => each.split(' ')[0] === pool);
  const [, count = ''] = line?.split(' ') ?? [];
  return /^\+?\d{1,18}$/.test(count) ? Number(count) : undefined;
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}

/** The kernel leaves out lines of resources that have no capacity. Source: Linux 7.2.8 `kernel/cgroup/misc.c`, misc_cg_capacity_show. */
function capacityText({ cgroup, miscCapacity }: BootTruth, path: string): string | undefined {
  if (path !== capacityPaths[0] || !cgroup.miscController || cgroup.namespace === 'nested') return undefined;
  return Object.entries(miscCapacity)
    .filter(([, size]) => size !== 0)
    .map(([pool, size]) => `${pool} ${size}\n`)
    .join('');
}

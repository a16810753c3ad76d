import type { JsonObject } from '../../core/json.js';
import { oncePerObject } from '../../core/remembered.js';
import { UsageError } from '../../core/usage-error.js';

/**
 * What an administrator configured, as far as confidential guests mind: parts of the KubeVirt custom resource, of virt-handler's
 * and of the kubelet's flags. Defaults are those of KubeVirt v1.9. Source: `pkg/virt-config/virt-config.go`.
 */
export interface Config {
  /** `developerConfiguration.featureGates`: gates switched on explicitly. Default none. */
  readonly featureGates: readonly string[];
  /** `developerConfiguration.disabledFeatureGates`: gates switched off, unless also switched on. Default none. */
  readonly disabledFeatureGates: readonly string[];
  /** virt-handler's `--max-devices`: how many of each ordinary device, and of `/dev/sev`, a node offers. Default 1000. */
  readonly maxDevices: number;
  /** The kubelet's `maxPods`. Default 110. */
  readonly maxPods: number;
  /** `additionalGuestMemoryOverheadRatio`: the computed memory overhead is multiplied by it. Default 1. */
  readonly additionalGuestMemoryOverheadRatio: number;
  /** `confidentialCompute.tdx.attestation.qgsSocketPath`; an explicit empty string stays empty. */
  readonly qgsSocketPath: string;
  /** `confidentialCompute.tdx.attestation.enforced`: TDX devices are healthy only while the quote generation service's socket is there. Default false. */
  readonly attestationEnforced: boolean;
  /** `obsoleteCPUModels`: names of CPU models that get no label, as keys of an object or as a list; absent leaves the choice to the release. */
  readonly obsoleteCpuModels: ReadonlySet<string> | undefined;
  /** `architectureConfiguration.amd64.ovmfPath`; absent leaves the choice to the release. */
  readonly ovmfDirectory: string | undefined;
  /** `virtualMachineOptions.disableFreePageReporting`: no guest tells its host which pages it does not use. Default false. */
  readonly disableFreePageReporting: boolean;
  /** `vmRolloutStrategy`: `LiveUpdate` (default) leaves room for CPU hotplug, `Stage` does not. */
  readonly vmRolloutStrategy: string;
}

/**
 * Reads a configuration; absent keys take their default and unknown ones are left alone. Every decision of a case is asked with the
 * same object, so what was read is kept beside it.
 *
 * @throws UsageError naming the key when a value has the wrong type.
 */
export const readConfig = oncePerObject(readFresh);

function readFresh(config: JsonObject): Config {
  return {
    featureGates: texts(config, 'featureGates'),
    disabledFeatureGates: texts(config, 'disabledFeatureGates'),
    maxDevices: count(config, 'maxDevices', 1000),
    maxPods: count(config, 'maxPods', 110),
    additionalGuestMemoryOverheadRatio: ratio(config, 'additionalGuestMemoryOverheadRatio'),
    qgsSocketPath: text(config, 'qgsSocketPath') ?? '/var/run/tdx-qgs/qgs.socket',
    attestationEnforced: truth(config, 'attestationEnforced'),
    obsoleteCpuModels: names(config, 'obsoleteCPUModels'),
    ovmfDirectory: text(config, 'ovmfDirectory'),
    disableFreePageReporting: truth(config, 'disableFreePageReporting'),
    vmRolloutStrategy: text(config, 'vmRolloutStrategy') ?? 'LiveUpdate',
  };
}

function texts(config: JsonObject, key: string): readonly string[] {
  const value = config[key] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value as readonly string[];
  throw wrong(key, 'a list of names');
}

/** The custom resource has an object whose values nobody looks at. */
function names(config: JsonObject, key: string): ReadonlySet<string> | undefined {
  const value = config[key];
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return new Set(Object.keys(value));
  return new Set(texts(config, key));
}

function text(config: JsonObject, key: string): string | undefined {
  const value = config[key];
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(key, 'text');
}

function truth(config: JsonObject, key: string): boolean {
  const value = config[key] ?? false;
  if (typeof value === 'boolean') return value;
  throw wrong(key, 'true or false');
}

function count(config: JsonObject, key: string, fallback: number): number {
  const value = config[key] ?? fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw wrong(key, 'a whole number that is not negative');
}

/** The custom resource holds the ratio as text (`"1.5"`); a number is taken as well. */
function ratio(config: JsonObject, key: string): number {
  const value = config[key] ?? 1;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number) && number > 0) return number;
  throw wrong(key, 'a positive number');
}

function wrong(key: string, expected: string): UsageError {
  return new UsageError('this configuration value has the wrong type', { place: { path: key }, fix: `it must be ${expected}` });
}

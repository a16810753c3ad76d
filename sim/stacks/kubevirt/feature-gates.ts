import type { Config } from './config.js';

/** How grown-up a feature is; from Beta on it is open unless somebody closes it. */
type Maturity = 'alpha' | 'beta';

/**
 * The gates confidential guests stand behind. SEV, SEV-ES and SNP share one. Source: KubeVirt v1.9
 * `pkg/virt-config/featuregate/active.go`.
 */
export const featureGates = {
  WorkloadEncryptionSEV: 'beta',
  WorkloadEncryptionTDX: 'alpha',
} as const satisfies Readonly<Record<string, Maturity>>;

/** Name of a gate in {@link featureGates}. */
export type FeatureGate = keyof typeof featureGates;

/**
 * Is it open? Explicitly on wins over explicitly off, and both win over maturity.
 * Source: KubeVirt v1.9 `pkg/virt-config/featuregate/feature-gates.go`.
 */
export function gateIsOpen(config: Config, gate: FeatureGate): boolean {
  if (config.featureGates.includes(gate)) return true;
  if (config.disabledFeatureGates.includes(gate)) return false;
  return featureGates[gate] === 'beta';
}

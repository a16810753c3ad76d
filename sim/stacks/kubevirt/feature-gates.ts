import { compareReleases } from '../releases.js';
import type { Config } from './config.js';

/** The releases in which a feature became Alpha, Beta and generally available. */
interface GateHistory {
  readonly alpha: string;
  readonly beta?: string;
  readonly ga?: string;
}

/**
 * The gates confidential guests stand behind, with their history. SEV, SEV-ES and SNP share one, which was called `SEV` until it was
 * first released. Source: KubeVirt `pkg/virt-config/featuregate/active.go` and `inactive.go` at the tags v0.36.0 to v1.9.0.
 */
export const featureGates = {
  WorkloadEncryptionSEV: { alpha: '0.49', beta: '1.9' },
  WorkloadEncryptionTDX: { alpha: '1.7' },
  SecureExecution: { alpha: '1.6', beta: '1.7', ga: '1.9' },
  VSOCK: { alpha: '0.59' },
  HostDevices: { alpha: '0.36' },
  FirmwareAutoSelection: { alpha: '1.9' },
  CPUManager: { alpha: '0.11' },
  CrossArchitectureVirtualization: { alpha: '1.9' },
} as const satisfies Readonly<Record<string, GateHistory>>;

/** Name of a gate in {@link featureGates}. */
export type FeatureGate = keyof typeof featureGates;

/** Release whose gates the reference has. */
export const gatesOfReference = '1.9';

/**
 * First release in which a Beta feature is open unless somebody closes it; before, it was closed until somebody opened it.
 * Source: kubevirt@6a8dfaf64c (2026-05-19).
 */
const betaIsOpenSince = '1.9';

/**
 * Is it open? What is generally available always is, what a release has not heard of never is; otherwise explicitly on wins over
 * explicitly off, and both win over the default. Names nobody knows are ignored.
 * Source: KubeVirt v1.9 `pkg/virt-config/featuregate/feature-gates.go` (IsEnabled).
 *
 * @param release whose gates: `1.9`, `1.6`.
 */
export function gateIsOpen(config: Config, gate: FeatureGate, release: string = gatesOfReference): boolean {
  const standing = standingOf(gate, release);
  if (standing === 'always open') return true;
  if (standing === 'unknown') return false;
  if (config.featureGates.includes(gate)) return true;
  return standing === 'open' && !config.disabledFeatureGates.includes(gate);
}

/** What a release makes of a gate nobody mentions, and whether mentioning it helps. */
type Standing = 'unknown' | 'closed' | 'open' | 'always open';

function standingOf(gate: FeatureGate, release: string): Standing {
  const key = `${gate} ${release}`;
  const known = standings.get(key);
  if (known !== undefined) return known;
  const standing = standingIn(featureGates[gate], release);
  standings.set(key, standing);
  return standing;
}

const standings = new Map<string, Standing>();

function standingIn({ alpha, beta, ga }: GateHistory, release: string): Standing {
  if (isReached(ga, release)) return 'always open';
  if (!isReached(alpha, release)) return 'unknown';
  return isReached(beta, release) && isReached(betaIsOpenSince, release) ? 'open' : 'closed';
}

function isReached(milestone: string | undefined, release: string): boolean {
  return milestone !== undefined && compareReleases(release, milestone) >= 0;
}

import type { KataChoices } from '../choices.js';
import type { SecurityFeatures } from './security-features.js';

/** What rules make of features. */
export interface RuleOutcome {
  readonly labels: readonly string[];
  readonly resources: Readonly<Record<string, number>>;
}

/**
 * The NodeFeatureRule `kata-tee-keys`: hosts that can run SNP guests or TDs are labelled, and their key IDs become an extended resource. A
 * resource whose count is missing among the features is not made.
 * Source: kata-containers 7c6ba40c54 `tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/node-feature-rules.yaml`.
 */
export function teeKeyRules({ enabled, counts }: SecurityFeatures, choices: KataChoices): RuleOutcome {
  const labels: string[] = [];
  const resources: Record<string, number> = {};
  for (const tee of ['snp', 'tdx'] as const) {
    if (!enabled.includes(featureOf(tee, choices))) continue;
    labels.push(choices.labelNames[tee]);
    const count = keysOf(tee, counts, choices) ?? choices.unknownCountIs;
    if (count !== undefined) resources[choices.keyNames[tee]] = count + choices.surplusKeys;
  }
  return { labels, resources };
}

function featureOf(tee: 'snp' | 'tdx', { snpIsToldBy }: KataChoices): string {
  if (tee === 'tdx') return 'tdx.enabled';
  return { sev_snp: 'sev.snp.enabled', sev_es: 'sev.es.enabled', sev: 'sev.enabled' }[snpIsToldBy];
}

function keysOf(tee: 'snp' | 'tdx', counts: SecurityFeatures['counts'], { snpKeysAre }: KataChoices): number | undefined {
  if (tee === 'tdx') return counts['tdx.total_keys'];
  const { 'sev.encrypted_state_ids': esids, 'sev.asids': asids } = counts;
  switch (snpKeysAre) {
    case 'encrypted-state-ids':
      return esids;
    case 'asids':
      return asids;
    case 'both':
      return (esids ?? 0) + (asids ?? 0);
  }
}

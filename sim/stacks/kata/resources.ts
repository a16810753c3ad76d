/** Names of labels and extended resources. Source: kata-containers 7c6ba40c54 `tools/packaging/kata-deploy/helm-chart/kata-deploy`. */
export const names = {
  /** kata-deploy has installed Kata on the node. */
  kataRuntime: 'katacontainers.io/kata-runtime',
  snpLabel: 'amd.feature.node.kubernetes.io/snp',
  tdxLabel: 'intel.feature.node.kubernetes.io/tdx',
  snpKeys: 'sev-snp.amd.com/esids',
  tdxKeys: 'tdx.intel.com/keys',
} as const;

/** What Node Feature Discovery puts before the names of CPU security features. */
export const securityPrefix = 'feature.node.kubernetes.io/cpu-security.';

import type { AnswerSource } from './stack-kit.js';

const miscCapacity = '/sys/fs/cgroup/misc.capacity';
const amd = '/sys/module/kvm_amd/parameters';
const tdx = '/sys/module/kvm_intel/parameters/tdx';
const security = 'feature.node.kubernetes.io/cpu-security.';

/**
 * Where Node Feature Discovery finds what labels and extended resources of confidential pods say.
 * Source: node-feature-discovery `source/cpu/security_amd64.go`; kata-containers `templates/node-feature-rules.yaml`.
 */
export const kataSources: readonly AnswerSource[] = [
  { answer: `${security}sev.enabled`, path: `${amd}/sev` },
  { answer: `${security}sev.es.enabled`, path: `${amd}/sev_es` },
  { answer: `${security}sev.snp.enabled`, path: `${amd}/sev_snp` },
  { answer: `${security}tdx.enabled`, path: tdx },
  { answer: 'amd.feature.node.kubernetes.io/snp', path: `${amd}/sev_snp` },
  { answer: 'intel.feature.node.kubernetes.io/tdx', path: tdx },
  { answer: 'sev-snp.amd.com/esids', path: miscCapacity, line: 'sev_es' },
  { answer: 'tdx.intel.com/keys', path: miscCapacity, line: 'tdx' },
];

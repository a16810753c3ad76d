/** Keys of the labels KubeVirt's node agent writes. Source: KubeVirt v1.9 `staging/src/kubevirt.io/api/core/v1/types.go`. */
export const nodeLabels = {
  sev: 'kubevirt.io/sev',
  sevEs: 'kubevirt.io/sev-es',
  sevSnp: 'kubevirt.io/sev-snp',
  tdx: 'kubevirt.io/tdx',
  secureExecution: 'kubevirt.io/s390-pv',
  schedulable: 'kubevirt.io/schedulable',
  cpuManager: 'kubevirt.io/cpumanager',
  /** Its older name, still written. */
  deprecatedCpuManager: 'cpumanager',
  realtime: 'kubevirt.io/realtime',
  obsoleteHostModel: 'node-labeller.kubevirt.io/obsolete-host-model',
} as const;

/**
 * Beginnings of the label families KubeVirt's node agent writes; the slash keeps one family from swallowing another's labels. The
 * family `hyperv.node.kubevirt.io/` is missing: what it says is asked of /dev/kvm by ioctl, which no file shows.
 */
export const nodeLabelFamilies = {
  cpuFeature: 'cpu-feature.node.kubevirt.io/',
  cpuModel: 'cpu-model.node.kubevirt.io/',
  cpuModelMigration: 'cpu-model-migration.node.kubevirt.io/',
  cpuTimer: 'cpu-timer.node.kubevirt.io/',
  cpuVendor: 'cpu-vendor.node.kubevirt.io/',
  hostModelCpu: 'host-model-cpu.node.kubevirt.io/',
  hostModelRequiredFeatures: 'host-model-required-features.node.kubevirt.io/',
  machineType: 'machine-type.node.kubevirt.io/',
  vmArchitecture: 'kubevirt.io/vm-arch-',
} as const;

/** Does this label belong to the node agent? Its own keys exactly, and everything in its families. */
export function isOwnLabel(key: string): boolean {
  return ownKeys.has(key) || families.some((family) => key.startsWith(family));
}

/**
 * Does it begin like one? Upstream's answer to the same question: a user's `kubevirt.io/tdx-pool` counts.
 * Source: KubeVirt v1.9 `node_labeller.go` (isNodeLabellerLabel).
 */
export function beginsLikeOwnLabel(key: string): boolean {
  return isOwnLabel(key) || [nodeLabels.realtime, nodeLabels.sev, nodeLabels.tdx].some((prefix) => key.startsWith(prefix));
}

/**
 * Is it one that upstream forgets to remove? Its list has neither `kubevirt.io/s390-pv` nor the vendor family.
 * Source: KubeVirt v1.9 `node_labeller.go` (nodeLabellerLabels).
 */
export function isForgottenOwnLabel(key: string): boolean {
  return key === nodeLabels.secureExecution || key.startsWith(nodeLabelFamilies.cpuVendor);
}

/** Can the API server store a label with this key? Source: Kubernetes `apimachinery/pkg/api/validate/content` (IsLabelKey). */
export function isLabelKey(key: string): boolean {
  const [prefix, name, more] = key.includes('/') ? key.split('/') : [undefined, key];
  if (more !== undefined || name === undefined || name.length > 63 || !labelName.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && dnsSubdomain.test(prefix));
}

const ownKeys: ReadonlySet<string> = new Set(Object.values(nodeLabels));
const families = Object.values(nodeLabelFamilies);
const labelName = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

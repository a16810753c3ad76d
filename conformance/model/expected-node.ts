import { keyPoolOf, keyPools } from '../../sim/contracts/protection.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { gateIsOpen, maxDevices, sevGate, tdxGate } from './cluster-config.js';
import { keyResourceOf, labelOf, sevDevice } from './kubevirt-names.js';

/** Which confidential labels a node must carry; every one of them is listed. */
export type ExpectedLabels = Readonly<Record<string, boolean>>;

/**
 * The labels that follow from what can really be launched on the host. `kubevirt.io/sev` stands for the whole SEV family, because
 * SEV-ES and SNP guests select it too; `kubevirt.io/sev-es` is implied by SNP in the same way. Apart from that a label
 * says what it is called. Source: KubeVirt `pkg/virt-handler/node-labeller/node_labeller.go`, `template.go`.
 */
export function expectedLabels({ launchable }: BootTruth, spoiled: readonly string[] = []): ExpectedLabels {
  if (spoiled.some((path) => labellerDocuments.includes(path))) return noLabels;
  const snp = launchable.snp.possible;
  const es = snp || launchable['sev-es'].possible;
  return {
    [labelOf.sev]: es || launchable.sev.possible,
    [labelOf['sev-es']]: es,
    [labelOf.snp]: snp,
    [labelOf.tdx]: launchable.tdx.possible,
  };
}

/** What the node agent cannot do without: one damaged document, and nothing it says about the host can be relied on. */
const labellerDocuments: readonly string[] = [
  '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml',
  '/var/lib/kubevirt-node-labeller/supported_features.xml',
  '/var/lib/kubevirt-node-labeller/capabilities.xml',
];

const noLabels: ExpectedLabels = Object.fromEntries(Object.values(labelOf).map((label) => [label, false]));

/** How many of each confidential resource a node must offer; a resource that must not be offered is 0. */
export type ExpectedResources = Readonly<Record<string, number>>;

/**
 * The resources that follow from the gates, `/dev/sev` and the capacities the kernel registered, as far as the agent's view of
 * the cgroup tree shows them. Source: VEP #80, "available resources are available under /sys/fs/cgroup/misc.capacity";
 * KubeVirt `pkg/virt-handler/device-manager/device_controller.go`.
 */
export function expectedResources(truth: BootTruth, config: JsonObject, spoiled: readonly string[] = []): ExpectedResources {
  const offered: Record<string, number> = { [sevDevice]: hasSevDevice(truth, config) ? maxDevices(config) : 0 };
  for (const pool of keyPools) {
    const open = gateIsOpen(config, pool === keyPoolOf.tdx ? tdxGate : sevGate);
    offered[keyResourceOf[pool]] =
      open && capacityIsVisible(truth) && !spoiled.includes(capacityFile) ? (truth.miscCapacity[pool] ?? 0) : 0;
  }
  return offered;
}

const capacityFile = '/sys/fs/cgroup/misc.capacity';

/** Can the node agent read misc.capacity? A private cgroup namespace has no such file. */
export function capacityIsVisible({ cgroup }: BootTruth): boolean {
  return cgroup.miscController && cgroup.namespace === 'root';
}

/** Is a device node there? */
export function hasNode(truth: BootTruth, path: string): boolean {
  return truth.nodes.some((node) => node.path === path);
}

function hasSevDevice(truth: BootTruth, config: JsonObject): boolean {
  return gateIsOpen(config, sevGate) && hasNode(truth, '/dev/sev');
}

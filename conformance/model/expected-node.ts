import { type KeyPool, keyPoolOf, keyPools } from '../../sim/contracts/protection.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { attestationIsEnforced, gateIsOpen, maxDevices, qgsSocketPath, sevGate, tdxGate } from './cluster-config.js';
import { keyResourceOf, labelOf, sevDevice } from './kubevirt-names.js';

/** Which confidential labels a node must carry; every one of them is listed. */
export type ExpectedLabels = Readonly<Record<string, boolean>>;

/**
 * The labels that follow from what can really be launched on the host. `kubevirt.io/sev` stands for the whole SEV family, because
 * SEV-ES and SNP guests select it too; `kubevirt.io/sev-es` is implied by SNP in the same way. Apart from that a label
 * says what it is called. Source: KubeVirt `pkg/virt-handler/node-labeller/node_labeller.go`, `template.go`.
 */
export function expectedLabels({ launchable }: BootTruth, spoiled: readonly string[] = []): ExpectedLabels {
  if (!documentsAreWhole(spoiled)) return noLabels;
  const snp = launchable.snp.possible;
  const es = snp || launchable['sev-es'].possible;
  return {
    [labelOf.sev]: es || launchable.sev.possible,
    [labelOf['sev-es']]: es,
    [labelOf.snp]: snp,
    [labelOf.tdx]: launchable.tdx.possible,
  };
}

/** Is none of the documents damaged that the node labeller reads? */
export function documentsAreWhole(spoiled: readonly string[] = []): boolean {
  return !spoiled.some((path) => labellerDocuments.includes(path));
}

/** What the node agent cannot do without: one damaged document, and nothing it says about the host can be relied on. */
const labellerDocuments: readonly string[] = [
  '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml',
  '/var/lib/kubevirt-node-labeller/supported_features.xml',
  '/var/lib/kubevirt-node-labeller/capabilities.xml',
];

const noLabels: ExpectedLabels = Object.fromEntries(Object.values(labelOf).map((label) => [label, false]));

/** The confidential labels of a node whose labels nobody touches; one that somebody set to anything else than "true" selects nothing. */
export function keptLabels(before: Readonly<Record<string, string>>): ExpectedLabels {
  return Object.fromEntries(Object.values(labelOf).map((label) => [label, before[label] === 'true']));
}

/** How many of each confidential resource a node must offer; a resource that must not be offered is 0. */
export type ExpectedResources = Readonly<Record<string, number>>;

/** What is left of the quote generation service of a TDX host; undefined where it listens. */
export type QuoteService = 'directory' | 'nothing' | undefined;

/**
 * The resources that follow from the gates, `/dev/sev` and the capacities the kernel registered, as far as the agent's view of
 * the cgroup tree shows them. Where attestation is enforced, TDX keys can be allocated only while the quote generation service's socket is there.
 * Source: VEP #80, "available resources are available under /sys/fs/cgroup/misc.capacity"; VEP #107;
 * KubeVirt `pkg/virt-handler/device-manager/{device_controller,socket_device}.go`.
 */
export function expectedResources(
  truth: BootTruth,
  config: JsonObject,
  spoiled: readonly string[] = [],
  quoteService: QuoteService = undefined,
  counts: KeyCounts = countedKeys(truth, config, spoiled),
): ExpectedResources {
  const offered: Record<string, number> = { [sevDevice]: hasSevDevice(truth, config, spoiled) ? maxDevices(config) : 0 };
  for (const pool of keyPools) {
    const mayBeUnhealthy = pool === keyPoolOf.tdx && attestationIsEnforced(config);
    const healthy = !mayBeUnhealthy || quoteServiceListens(truth, config, spoiled, quoteService);
    offered[keyResourceOf[pool]] = healthy ? (counts[pool] ?? 0) : 0;
  }
  return offered;
}

/** Key IDs the device plugins of a node count, healthy or not; a pool without a plugin is absent. */
export type KeyCounts = Readonly<Partial<Record<KeyPool, number>>>;

/**
 * What the plugins behind open gates count: what the kernel registered or, while the file cannot be read or has no line for it, what
 * they counted before. An agent cannot tell an empty file from one of a host without key IDs, and the kernel takes none away while it runs.
 *
 * @param running counts of the plugins that run already; none when the agent's process is new.
 */
export function countedKeys(
  truth: BootTruth,
  config: JsonObject,
  spoiled: readonly string[] = [],
  running: KeyCounts = {},
): KeyCounts {
  const readable = capacityIsVisible(truth) && !spoiled.includes(capacityFile);
  const registered = readable ? truth.miscCapacity : {};
  const now = keyPools.map((pool) => [pool, registered[pool] || running[pool] || 0] as const);
  const isOpen = (pool: KeyPool): boolean => gateIsOpen(config, pool === keyPoolOf.tdx ? tdxGate : sevGate);
  return Object.fromEntries(now.filter(([pool, count]) => count > 0 && isOpen(pool)));
}

/** What a node offers whose device plugins have ended. */
export const nothingOffered: ExpectedResources = Object.fromEntries(
  [sevDevice, ...keyPools.map((pool) => keyResourceOf[pool])].map((resource) => [resource, 0]),
);

/** The file that tells how many key IDs a host has. */
export const capacityFile = '/sys/fs/cgroup/misc.capacity';

/** Can the node agent read misc.capacity? A private cgroup namespace has no such file. */
export function capacityIsVisible({ cgroup }: BootTruth): boolean {
  return cgroup.miscController && cgroup.namespace === 'root';
}

/** Is a device node there? */
export function hasNode(truth: BootTruth, path: string): boolean {
  return truth.nodes.some((node) => node.path === path);
}

function hasSevDevice(truth: BootTruth, config: JsonObject, spoiled: readonly string[]): boolean {
  return gateIsOpen(config, sevGate) && hasNode(truth, '/dev/sev') && !spoiled.includes('/dev/sev');
}

function quoteServiceListens(
  truth: BootTruth,
  config: JsonObject,
  spoiled: readonly string[],
  quoteService: QuoteService,
): boolean {
  const path = qgsSocketPath(config);
  return quoteService === undefined && hasNode(truth, path) && !spoiled.includes(path);
}

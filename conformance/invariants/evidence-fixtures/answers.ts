import type { GuestSpec } from '../../../sim/contracts/commands.js';
import { keyPools, type Protection } from '../../../sim/contracts/protection.js';
import type {
  Claim,
  HostToPlaceOn,
  LabelDecision,
  NodeHappening,
  PlaceDecision,
  RenderDecision,
} from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import { canonicalJson, type JsonObject } from '../../../sim/core/json.js';
import { gateIsOpen, maxDevices, overheadRatio, sevGate, vsockGate } from '../../model/cluster-config.js';
import { firmwareOn, missingFirmwareMessage } from '../../model/expected-domain.js';
import { skipAnnotation } from '../../model/expected-labelling.js';
import { countedKeys, expectedLabels, expectedResources } from '../../model/expected-node.js';
import { isObject, member } from '../../model/json-member.js';
import {
  keyResourceOf,
  ordinaryDevices,
  requestedResources,
  selectedLabels,
  sevDevice,
  vsockDevice,
} from '../../model/kubevirt-names.js';
import { memoryStaysInPlace } from '../../model/memory-lock.js';
import { memoryOverheadBytes } from '../../model/memory-overhead.js';
import { obsoleteModels } from '../../model/obsolete-models.js';
import { shownReasons } from '../../model/placement.js';
import { preemptionTally } from '../../model/preemption.js';
import { readVmi } from '../../model/vmi.js';
import { isOwnFamily } from '../remarkable-labels.js';
import { domainXml } from './domains.js';
import type { FixtureHost } from './hosts.js';

/**
 * Labels and resources that follow from the truth; foreign labels stay. An agent that ends takes its devices with it, and of a silent
 * one the control plane only knows that no guest may go there any more.
 */
export function rightLabels(host: FixtureHost, happening: NodeHappening, config: JsonObject): LabelDecision {
  const { labels: before, annotations } = host;
  const gone = happening === 'agent-stopping' || happening === 'agent-silent';
  const kept = gone || skipAnnotation in annotations;
  const labels = { ...(kept ? before : labelsByTruth(host, config)), 'kubevirt.io/schedulable': gone ? 'false' : 'true' };
  const patch = { patch: patchTo(labels, before), problems: [] };
  if (happening === 'agent-silent') return { labels, resources: host.resources, ...patch, events: silence(before) };
  const devices = happening === 'agent-stopping' ? { resources: {} } : devicesByTruth(host, happening, config);
  return { labels, ...devices, ...patch, ...(!kept && { events: obsoleteHostModel(host, config) }) };
}

function labelsByTruth(host: FixtureHost, config: JsonObject): LabelDecision['labels'] {
  const { truth, labels: before, spoiled } = host;
  const wanted = expectedLabels(truth, spoiled);
  const isOwn = (key: string): boolean => key in wanted || isOwnFamily(key) || key === obsoleteMark;
  const foreign = Object.entries(before).filter(([key]) => !isOwn(key));
  const own = Object.keys(wanted).filter((key) => wanted[key] === true);
  const mark = obsoleteHostModel(host, config).length > 0 ? [obsoleteMark] : [];
  return Object.fromEntries([...foreign, ...[...own, ...processorLabels(truth), ...mark].map((key) => [key, 'true'])]);
}

/** The few of a processor's many labels that judges look at. */
function processorLabels({ cpu, qemu, kernel }: BootTruth): readonly string[] {
  return [
    `cpu-vendor.node.kubevirt.io/${cpu.libvirtVendor}`,
    `host-model-cpu.node.kubevirt.io/${cpu.libvirtModel}`,
    ...['q35', qemu.q35Machine].map((machine) => `machine-type.node.kubevirt.io/${machine}`),
    ...(cpu.libvirtVendor === 'IBM' && kernel.commandLine.includes('prot_virt=1') ? ['kubevirt.io/s390-pv'] : []),
  ];
}

const obsoleteMark = 'node-labeller.kubevirt.io/obsolete-host-model';

function obsoleteHostModel({ truth }: FixtureHost, config: JsonObject): NonNullable<LabelDecision['events']> {
  const model = truth.cpu.libvirtModel;
  if (!obsoleteModels(config).has(model)) return [];
  return [{ type: 'Warning', reason: 'HostModelIsObsolete', message: `This node has ${model} host-model cpu` }];
}

function silence(before: LabelDecision['labels']): NonNullable<LabelDecision['events']> {
  if (before['kubevirt.io/schedulable'] !== 'true') return [];
  const message = 'virt-handler is not responsive, marking node as unresponsive';
  return [{ type: 'Normal', reason: 'NodeUnresponsive', message }];
}

/** Keys that nobody can use while attestation is enforced and nobody listens are unhealthy, and so are devices that are not there. */
function devicesByTruth(
  { truth, quoteService, spoiled, resources: before }: FixtureHost,
  happening: NodeHappening,
  config: JsonObject,
): Pick<LabelDecision, 'resources' | 'unhealthy'> {
  const vsock = gateIsOpen(config, vsockGate) ? [vsockDevice] : [];
  const ordinary = [...ordinaryDevices, ...vsock].map((device) => [device, maxDevices(config)]);
  const isNew = happening === 'agent-started' || happening === 'agent-restarted';
  const running = isNew ? {} : Object.fromEntries(keyPools.map((pool) => [pool, before[keyResourceOf[pool]] ?? 0]));
  const counts = countedKeys(truth, config, spoiled, running);
  const offered = expectedResources(truth, config, spoiled, quoteService, counts);
  const sev = gateIsOpen(config, sevGate) ? { [sevDevice]: maxDevices(config) } : {};
  const whole = { ...expectedResources(truth, { ...config, attestationEnforced: false }, spoiled, quoteService, counts), ...sev };
  const unhealthy = Object.entries(whole).filter(([name, count]) => count > 0 && offered[name] === 0);
  const healthy = Object.entries(offered).filter(([, count]) => count > 0);
  return {
    resources: Object.fromEntries([...ordinary, ...healthy]),
    ...(unhealthy.length > 0 && { unhealthy: Object.fromEntries(unhealthy) }),
  };
}

function patchTo(labels: LabelDecision['labels'], before: LabelDecision['labels']): readonly JsonObject[] {
  const path = '/metadata/labels';
  if (canonicalJson(labels) === canonicalJson(before)) return [];
  return [
    { op: 'test', path, value: before },
    { op: 'replace', path, value: labels },
  ];
}

/** Selectors, devices and memory of a guest. */
export function rightClaim(request: JsonObject, { protection }: GuestSpec, config: JsonObject = {}): Claim {
  const vmi = readVmi(request);
  const own = { 'kubevirt.io/schedulable': 'true', 'kubernetes.io/arch': vmi.architecture };
  const overheadBytes = memoryOverheadBytes(vmi) * overheadRatio(config);
  const vsock = vmi.vsock ? [vsockDevice] : [];
  const devices = [...ordinaryDevices, ...vsock, ...vmi.passedDevices, ...requestedResources(protection)];
  const resources = Object.fromEntries(devices.map((name) => [name, 1]));
  return {
    selectors: { ...own, ...vmi.nodeSelector, ...Object.fromEntries(selectedLabels[protection].map((label) => [label, 'true'])) },
    resources,
    memoryBytes: vmi.guestMemoryBytes + overheadBytes,
    overheadBytes,
    ...(memoryStaysInPlace(vmi) && { memoryLock: 'unlimited' as const }),
    object: { spec: { containers: [launcher(resources)] } },
  };
}

function launcher(resources: Claim['resources']): JsonObject {
  const capabilities = { add: ['NET_BIND_SERVICE'], drop: ['ALL'] };
  return {
    name: 'compute',
    securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities },
    resources: { requests: resources, limits: resources },
  };
}

/** The first host that fits, or kube-scheduler's reasons. */
export function rightPlacement(claim: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject): PlaceDecision {
  const reasons = hosts.map((host) => shownReasons(claim, host, config));
  const at = reasons.findIndex((list) => list.length === 0);
  if (at >= 0) return { placed: true, host: hosts[at]?.name ?? '' };
  const kinds = [...new Set(reasons.flat())];
  const tally = kinds.map((kind) => `${reasons.filter((list) => list.includes(kind)).length} ${kind}`).sort();
  const message = `0/${hosts.length} nodes are available: ${tally.join(', ')}. ${preemptionTally(claim, hosts, config)}`;
  return { placed: false, message, reasons: Object.fromEntries(hosts.map(({ name }, index) => [name, reasons[index] ?? []])) };
}

/** The document, or the message about missing firmware. */
export function rightRendering(object: JsonObject, protection: Protection, truth: BootTruth, config: JsonObject): RenderDecision {
  const vmi = readVmi(object);
  const firmware = firmwareOn(truth.firmwareFiles, '/usr/share/edk2/ovmf', vmi, protection);
  const missing = firmware === undefined && vmi.efi;
  return missing
    ? { rendered: false, message: missingFirmwareMessage(vmi, protection) }
    : { rendered: true, xml: domainXml(vmi, protection, membersOf(object, protection), config) };
}

/** What the request says inside the element of an SNP or TDX guest. */
function membersOf(object: JsonObject, protection: Protection): JsonObject {
  const members = member(object, 'spec', 'domain', 'launchSecurity', protection);
  return (protection === 'snp' || protection === 'tdx') && isObject(members) ? members : {};
}

import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type {
  AdmitDecision,
  Claim,
  HostToPlaceOn,
  LabelDecision,
  PlaceDecision,
  RenderDecision,
} from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { expectedCauses } from '../../model/admission.js';
import { firmwareOn, missingFirmwareMessage } from '../../model/expected-domain.js';
import { expectedLabels, expectedResources } from '../../model/expected-node.js';
import { ordinaryDevices, requestedResources, selectedLabels } from '../../model/kubevirt-names.js';
import { memoryOverheadBytes } from '../../model/memory-overhead.js';
import { shownReasons } from '../../model/placement.js';
import { readVmi } from '../../model/vmi.js';
import { domainXml } from './domains.js';

/** Labels and resources that follow from the truth; foreign labels stay. */
export function rightLabels(truth: BootTruth, before: LabelDecision['labels'], config: JsonObject): LabelDecision {
  const wanted = expectedLabels(truth);
  const foreign = Object.entries(before).filter(([key]) => !(key in wanted));
  const own = Object.keys(wanted).filter((key) => wanted[key] === true);
  const ordinary = ordinaryDevices.map((device) => [device, 100]);
  return {
    labels: Object.fromEntries([...foreign, ...own.map((key) => [key, 'true']), ['kubevirt.io/schedulable', 'true']]),
    resources: Object.fromEntries([...ordinary, ...Object.entries(expectedResources(truth, config)).filter(([, n]) => n > 0)]),
    problems: [],
  };
}

/** Refuses for every broken rule and accepts everything else. */
export function rightAdmission(request: JsonObject, config: JsonObject): AdmitDecision {
  const vmi = readVmi(request);
  const causes = expectedCauses(vmi, config).map(({ rule, type, message }) => ({
    type,
    message,
    field: fieldOf[rule] ?? 'spec.domain.launchSecurity',
  }));
  if (causes.length > 0) return { allowed: false, causes };
  const annotations = vmi.protection === 'tdx' ? { 'kubevirt.io/qgs-socket-path': '/var/run/tdx-qgs/qgs.socket' } : {};
  return {
    allowed: true,
    guest: { ...request, metadata: { name: vmi.name, namespace: vmi.namespace, annotations } },
    warnings: [],
  };
}

const fieldOf: Readonly<Record<string, string>> = {
  'secure-boot-needs-smm': 'spec.domain',
  'supported-architecture': 'spec.architecture',
};

/** Selectors, devices and memory of a guest. */
export function rightClaim(request: JsonObject, { protection }: GuestSpec): Claim {
  const vmi = readVmi(request);
  const own = { 'kubevirt.io/schedulable': 'true', 'kubernetes.io/arch': vmi.architecture };
  const overheadBytes = memoryOverheadBytes(vmi);
  return {
    selectors: { ...own, ...vmi.nodeSelector, ...Object.fromEntries(selectedLabels[protection].map((label) => [label, 'true'])) },
    resources: Object.fromEntries([...ordinaryDevices, ...requestedResources(protection)].map((name) => [name, 1])),
    memoryBytes: vmi.guestMemoryBytes + overheadBytes,
    overheadBytes,
    object: { spec: { containers: [{ name: 'compute', securityContext: { allowPrivilegeEscalation: false } }] } },
  };
}

/** The first host that fits, or kube-scheduler's reasons. */
export function rightPlacement(claim: Claim, hosts: readonly HostToPlaceOn[], config: JsonObject): PlaceDecision {
  const reasons = hosts.map((host) => shownReasons(claim, host, config));
  const at = reasons.findIndex((list) => list.length === 0);
  if (at >= 0) return { placed: true, host: hosts[at]?.name ?? '' };
  const kinds = [...new Set(reasons.flat())];
  const tally = kinds.map((kind) => `${reasons.filter((list) => list.includes(kind)).length} ${kind}`).sort();
  const message = `0/${hosts.length} nodes are available: ${tally.join(', ')}. preemption: not helpful.`;
  return { placed: false, message, reasons: Object.fromEntries(hosts.map(({ name }, index) => [name, reasons[index] ?? []])) };
}

/** The document, or the message about missing firmware. */
export function rightRendering(object: JsonObject, protection: Protection, truth: BootTruth): RenderDecision {
  const vmi = readVmi(object);
  const firmware = firmwareOn(truth.firmwareFiles, '/usr/share/edk2/ovmf', vmi, protection);
  const missing = firmware === undefined && vmi.efi;
  return missing
    ? { rendered: false, message: missingFirmwareMessage(vmi, protection) }
    : { rendered: true, xml: domainXml(vmi, protection) };
}

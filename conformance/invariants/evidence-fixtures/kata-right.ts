import type { AdmitDecision, Claim, HostToPlaceOn, LabelDecision, PlaceDecision } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { initdataDigest, initdataLength } from '../../model/kata-initdata.js';
import {
  countsKeys,
  hasOverhead,
  type KataClass,
  kataClassOf,
  kataKeyResource,
  kataRuntimeLabel,
  kataTeeLabel,
} from '../../model/kata-names.js';
import { nodeFeatures, type Spoiled } from '../../model/kata-nfd.js';
import { hypervisorAnnotation, type KataPod, quantity, readKataPod } from '../../model/kata-pod.js';

const mib = 2 ** 20;

/** What NFD, the rule and kata-deploy make of a node. */
export function rightLabels(
  truth: BootTruth,
  spoiled: Spoiled,
  config: JsonObject,
  before: LabelDecision['labels'],
): LabelDecision {
  const { labels, resources } = nodeFeatures(truth, spoiled, config);
  const own = ([name]: readonly [string, string]): boolean => !/cpu-security\.|feature\.node\.kubernetes\.io/.test(name);
  const foreign = Object.entries(before).filter(own);
  const found = [kataRuntimeLabel, ...labels].map((label) => [label, 'true'] as const);
  return { labels: Object.fromEntries([...foreign, ...found]), resources, problems: [] };
}

/** What the API server makes of a Pod. */
export function rightAdmission(request: JsonObject, config: JsonObject): AdmitDecision {
  const pod = readKataPod(request);
  const found = kataClassOf(pod.className, config);
  if (found === undefined) return forbidden(pod, `pod rejected: RuntimeClass "${pod.className}" not found`);
  const selector = selectorOf(found, config);
  const [conflict] = Object.keys(selector).filter(
    (key) => pod.nodeSelector[key] !== undefined && pod.nodeSelector[key] !== 'true',
  );
  if (conflict !== undefined) return forbidden(pod, conflictText(conflict, pod.nodeSelector[conflict] ?? ''));
  const overhead = overheadOf(found, config);
  if (pod.overhead !== undefined)
    return forbidden(pod, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
  const containers = pod.containers.map(withRequests);
  const spec = { ...(request.spec as JsonObject), overhead, nodeSelector: { ...selector, ...pod.nodeSelector }, containers };
  return { allowed: true, guest: { ...request, spec }, warnings: [] };
}

/** What an admitted Pod takes. */
export function rightClaim(guest: JsonObject): Claim {
  const pod = readKataPod(guest);
  const { memory, cpu: _, ...keys } = pod.overhead ?? {};
  const overheadBytes = quantity(memory) ?? 0;
  return {
    selectors: pod.nodeSelector,
    resources: Object.fromEntries(Object.entries(keys).map(([name, count]) => [name, Number(count)])),
    memoryBytes: pod.memoryRequest + overheadBytes,
    overheadBytes,
    object: guest,
  };
}

/** Where kube-scheduler puts it: the first host that fits. */
export function rightPlace(claim: Claim, hosts: readonly HostToPlaceOn[]): PlaceDecision {
  const reasons = Object.fromEntries(hosts.map((host) => [host.name, reasonsOf(claim, host)]));
  const found = hosts.find(({ name }) => reasons[name]?.length === 0);
  if (found !== undefined) return { placed: true, host: found.name };
  const tally = new Map<string, number>();
  for (const reason of Object.values(reasons).flat()) tally.set(reason, (tally.get(reason) ?? 0) + 1);
  const told = [...tally].map(([reason, count]) => `${count} ${reason}`).sort();
  const start = `0/${hosts.length} nodes are available`;
  return { placed: false, message: `${start}: ${told.join(', ')}. preemption: ${start}: none.`, reasons };
}

/** The arguments of QEMU for a Pod; undefined where its annotations are damaged. */
export function rightLine(guest: JsonObject, found: KataClass, truth: BootTruth): readonly string[] | undefined {
  const pod = readKataPod(guest);
  const initdata = pod.annotations[`${hypervisorAnnotation}cc_init_data`];
  const { protection } = found;
  const digest =
    initdata === undefined ? undefined : initdataDigest(initdata, initdataLength[protection === 'tdx' ? 'tdx' : 'snp']);
  if (initdata !== undefined && digest === undefined) return undefined;
  const memory = Number(pod.annotations[`${hypervisorAnnotation}default_memory`] ?? 2048) + Math.ceil(pod.memoryLimit / mib);
  const params = pod.annotations[`${hypervisorAnnotation}kernel_params`];
  const support = protection === 'none' ? 'accel=kvm' : `accel=kvm,kernel_irqchip=split,confidential-guest-support=${protection}`;
  return [
    ...['-name', `sandbox-${pod.name},debug-threads=on`, '-machine', `q35,${support}`],
    ...['-cpu', protection === 'snp' ? 'EPYC-v4' : 'host,pmu=off', '-smp', '2,cores=1', '-m', `${memory}M`],
    ...objectArguments(protection, digest?.toString('base64'), truth),
    ...['-kernel', '/opt/kata/vmlinuz', '-append', `tsc=reliable panic=1${params === undefined ? '' : ` ${params}`}`],
  ];
}

function objectArguments(protection: KataClass['protection'], digest: string | undefined, truth: BootTruth): readonly string[] {
  if (protection === 'none') return [];
  if (protection === 'tdx') {
    const socket = { type: 'vsock', cid: '2', port: '4050' };
    const object = {
      'qom-type': 'tdx-guest',
      id: 'tdx',
      ...(digest && { mrconfigid: digest }),
      'quote-generation-socket': socket,
    };
    return ['-object', JSON.stringify(object), '-bios', '/opt/kata/OVMF.inteltdx.fd'];
  }
  const { sevCapabilities } = truth.qemu;
  const bit = sevCapabilities.available ? sevCapabilities.cbitpos : 51;
  const host = digest === undefined ? '' : `,host-data=${digest}`;
  const object = `sev-snp-guest,id=snp,cbitpos=${bit},reduced-phys-bits=1,kernel-hashes=on,policy=196608${host}`;
  return ['-object', object, '-bios', '/opt/kata/AMDSEV.fd'];
}

function selectorOf({ protection }: KataClass, config: JsonObject): Readonly<Record<string, string>> {
  const label = protection === 'none' || !countsKeys(config) ? {} : { [kataTeeLabel[protection]]: 'true' };
  return { [kataRuntimeLabel]: 'true', ...label };
}

function overheadOf({ protection, memoryBytes, milliCpus }: KataClass, config: JsonObject): JsonObject {
  const sizes = hasOverhead(config) ? { memory: `${memoryBytes / mib}Mi`, cpu: `${milliCpus}m` } : {};
  return { ...sizes, ...(protection !== 'none' && countsKeys(config) && { [kataKeyResource[protection]]: '1' }) };
}

function reasonsOf(
  claim: Claim,
  { labels, resources, used, memoryBytes, memoryUsedBytes, cordoned }: HostToPlaceOn,
): readonly string[] {
  if (cordoned === true) return ['node(s) were unschedulable'];
  if (Object.entries(claim.selectors).some(([name, value]) => labels[name] !== value))
    return ["node(s) didn't match Pod's node affinity/selector"];
  const short = Object.entries(claim.resources).filter(([name, count]) => (resources[name] ?? 0) - (used[name] ?? 0) < count);
  const memory = memoryBytes - memoryUsedBytes < claim.memoryBytes ? ['Insufficient memory'] : [];
  return [...memory, ...short.map(([name]) => `Insufficient ${name}`)];
}

function withRequests(container: KataPod['containers'][number]): JsonObject {
  const each = container as JsonObject;
  const resources = (each.resources ?? {}) as JsonObject;
  const limits = (resources.limits ?? {}) as JsonObject;
  return { ...each, resources: { ...resources, requests: { ...limits, ...(resources.requests as JsonObject | undefined) } } };
}

function conflictText(key: string, value: string): string {
  return `conflict: runtimeClass.scheduling.nodeSelector[${key}] = true; pod.spec.nodeSelector[${key}] = ${value}`;
}

function forbidden({ name }: KataPod, reason: string): AdmitDecision {
  const message = `pods "${name}" is forbidden: ${reason}`;
  return { allowed: false, causes: [{ type: 'Forbidden', message, field: '', httpCode: 403 }] };
}

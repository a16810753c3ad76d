import type { Json, JsonObject } from '../../sim/core/json.js';
import { bytesOfQuantity } from '../../sim/core/quantity.js';
import { oncePerObject } from '../../sim/core/remembered.js';
import { isObject, listOf, member, textOf } from './json-member.js';
import { requestedInstance } from './requested-instance.js';
import { type RequestedLaunchSecurity, requestedLaunchSecurity } from './requested-launch-security.js';

/**
 * What a VirtualMachineInstance asks for, as far as confidential computing minds. Read from the object its user submitted,
 * never from what the subject made of it. Source: KubeVirt `staging/src/kubevirt.io/api/core/v1/schema.go`.
 */
export interface Vmi extends RequestedLaunchSecurity {
  readonly name: string;
  readonly namespace: string;
  /** Architecture; KubeVirt's default is amd64. */
  readonly architecture: string;
  readonly efi: boolean;
  /** UEFI secure boot; an absent value means true. False without EFI. */
  readonly secureBoot: boolean;
  readonly persistentEfi: boolean;
  /** `features.smm` is there and not switched off. */
  readonly smm: boolean;
  readonly startPaused: boolean;
  /** Names of network interfaces with a boot order. */
  readonly bootableNics: readonly string[];
  readonly evictionStrategy: string | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly guestMemoryBytes: number;
  readonly vcpus: number;
  readonly graphics: boolean;
  readonly tpm: boolean;
  readonly vsock: boolean;
  /** Resource names of host devices and GPUs it asks for, each as often as it asks. */
  readonly passedDevices: readonly string[];
  readonly dedicatedCpus: boolean;
  /** Its memory must stay where it is for a reason other than encryption or devices: real time, or because it says so. */
  readonly locksMemory: boolean;
  /** It says that its free pages are nobody's business, or is of a kind whose memory never goes back. */
  readonly refusesFreePageReporting: boolean;
  /** What it boots instead of its disk; undefined when that is its disk. */
  readonly kernelBoot:
    | { readonly kernel: string | undefined; readonly initrd: string | undefined; readonly kernelArguments: string | undefined }
    | undefined;
  /** A device of the host is passed through. */
  readonly hostDevice: boolean;
  /** It has a virtio network interface, or names none and gets one. */
  readonly virtioNetwork: boolean;
  /** Its network keeps it on its node: it is on the pod network by something else than masquerade, which naming no interface means. */
  readonly heldByNetwork: boolean;
  /** It asks for something that changes memory overhead in ways the oracle does not know. */
  readonly unusualMemory: boolean;
}

/** Reads a request for a VirtualMachineInstance in any form; whatever is missing or of the wrong type counts as absent. */
export function readVmi(request: JsonObject): Vmi {
  const instance = requestedInstance(request);
  const metadata = member(instance, 'metadata');
  const spec = member(instance, 'spec');
  const annotations = member(metadata, 'annotations');
  return {
    name: textOf(member(metadata, 'name')) ?? '',
    namespace: textOf(member(metadata, 'namespace')) ?? 'default',
    ...readSpec(isObject(spec) ? spec : noSpec),
    ...(annotations !== undefined && {
      refusesFreePageReporting: refusesFreePageReporting(annotations, member(spec, 'domain')),
      heldByNetwork: isHeldByNetwork(spec, annotations),
    }),
  };
}

/** The protection of a guest, whatever else there is to it. */
export function protectionGiven(guest: JsonObject): Pick<Vmi, 'types' | 'protection'> {
  return requestedLaunchSecurity(member(requestedInstance(guest), 'spec', 'domain', 'launchSecurity'));
}

/** What a request without annotations says. */
type SpecPart = Omit<Vmi, 'name' | 'namespace'>;

/** Guests that are asked for a thousand times with one and the same spec are read once. */
const readSpec = oncePerObject(readFreshSpec);

const noSpec: JsonObject = {};

function readFreshSpec(spec: JsonObject): SpecPart {
  const domain = member(spec, 'domain');
  const devices = member(domain, 'devices');
  return {
    ...requestedLaunchSecurity(member(domain, 'launchSecurity')),
    architecture: textOf(member(spec, 'architecture')) || 'amd64',
    ...firmwareOf(member(domain, 'firmware', 'bootloader', 'efi')),
    smm: isObject(member(domain, 'features', 'smm')) && member(domain, 'features', 'smm', 'enabled') !== false,
    startPaused: member(spec, 'startStrategy') === 'Paused',
    bootableNics: bootableNics(member(devices, 'interfaces')),
    evictionStrategy: textOf(member(spec, 'evictionStrategy')),
    nodeSelector: textMembers(member(spec, 'nodeSelector')),
    guestMemoryBytes: guestMemoryBytes(domain),
    vcpus: vcpus(member(domain, 'cpu')),
    graphics: member(devices, 'autoattachGraphicsDevice') !== false,
    tpm: isObject(member(devices, 'tpm')) && member(devices, 'tpm', 'enabled') !== false,
    vsock: member(devices, 'autoattachVSOCK') === true,
    passedDevices: [...deviceNames(member(devices, 'gpus')), ...deviceNames(member(devices, 'hostDevices'))],
    dedicatedCpus: member(domain, 'cpu', 'dedicatedCpuPlacement') === true,
    locksMemory:
      isObject(member(domain, 'cpu', 'realtime')) || member(domain, 'memory', 'reservedOverhead', 'memLock') === 'Required',
    refusesFreePageReporting: refusesFreePageReporting(undefined, domain),
    kernelBoot: kernelBootOf(member(domain, 'firmware', 'kernelBoot')),
    hostDevice: listOf(member(devices, 'hostDevices')).length > 0,
    virtioNetwork: hasVirtioNetwork(devices),
    heldByNetwork: isHeldByNetwork(spec, undefined),
    unusualMemory: unusualMemoryPaths.some((path) => member(spec, ...path) !== undefined),
  };
}

function firmwareOf(efi: Json | undefined): Pick<Vmi, 'efi' | 'secureBoot' | 'persistentEfi'> {
  if (!isObject(efi)) return { efi: false, secureBoot: false, persistentEfi: false };
  return { efi: true, secureBoot: efi.secureBoot !== false, persistentEfi: efi.persistent === true };
}

function bootableNics(interfaces: Json | undefined): readonly string[] {
  return listOf(interfaces)
    .filter((nic) => member(nic, 'bootOrder') !== undefined)
    .map((nic) => textOf(member(nic, 'name')) ?? '');
}

function hasVirtioNetwork(devices: Json | undefined): boolean {
  const interfaces = listOf(member(devices, 'interfaces'));
  if (interfaces.length === 0) return member(devices, 'autoattachPodInterface') !== false;
  return interfaces.some((nic) => (textOf(member(nic, 'model')) ?? 'virtio') === 'virtio');
}

function isHeldByNetwork(spec: Json | undefined, annotations: Json | undefined): boolean {
  const devices = member(spec, 'domain', 'devices');
  const interfaces = listOf(member(devices, 'interfaces'));
  if (interfaces.length === 0) return member(devices, 'autoattachPodInterface') !== false;
  const podNetwork = listOf(member(spec, 'networks')).find((network) => isObject(member(network, 'pod')));
  const nic = interfaces.find((each) => member(each, 'name') === member(podNetwork, 'name'));
  const bridgeMayMove = member(annotations, 'kubevirt.io/allow-pod-bridge-network-live-migration') !== undefined;
  const moves = isObject(member(nic, 'masquerade')) || (bridgeMayMove && isObject(member(nic, 'bridge')));
  return podNetwork !== undefined && !moves;
}

function deviceNames(devices: Json | undefined): readonly string[] {
  return listOf(devices).flatMap((device) => textOf(member(device, 'deviceName')) ?? []);
}

function refusesFreePageReporting(annotations: Json | undefined, domain: Json | undefined): boolean {
  if (member(annotations, 'kubevirt.io/free-page-reporting-disabled') === 'true') return true;
  if (member(domain, 'cpu', 'dedicatedCpuPlacement') === true || isObject(member(domain, 'cpu', 'realtime'))) return true;
  return isObject(member(domain, 'memory', 'hugepages'));
}

function kernelBootOf(boot: Json | undefined): Vmi['kernelBoot'] {
  if (!isObject(boot)) return undefined;
  const { container, kernelArgs } = boot;
  const said = (value: Json | undefined): string | undefined => textOf(value) || undefined;
  return {
    kernel: said(member(container, 'kernelPath')),
    initrd: said(member(container, 'initrdPath')),
    kernelArguments: said(kernelArgs),
  };
}

/** Guaranteed resources, probes and reserved overhead. */
const unusualMemoryPaths = [
  ['domain', 'resources', 'limits'],
  ['domain', 'memory', 'reservedOverhead', 'addedOverhead'],
  ['livenessProbe'],
  ['readinessProbe'],
] as const;

function guestMemoryBytes(domain: Json | undefined): number {
  const quantity = textOf(member(domain, 'resources', 'requests', 'memory')) ?? textOf(member(domain, 'memory', 'guest'));
  return bytesOfQuantity(quantity ?? '') ?? 0;
}

function vcpus(cpu: Json | undefined): number {
  return factor(member(cpu, 'sockets')) * factor(member(cpu, 'cores')) * factor(member(cpu, 'threads'));
}

function factor(value: Json | undefined): number {
  return typeof value === 'number' && value > 0 ? value : 1;
}

function textMembers(value: Json | undefined): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  if (isObject(value)) for (const key in value) if (typeof value[key] === 'string') texts[key] = value[key];
  return texts;
}

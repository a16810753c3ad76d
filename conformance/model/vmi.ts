import type { Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { bytesOfQuantity } from '../../sim/core/quantity.js';
import { isObject, listOf, member, textOf } from './json-member.js';

/**
 * What a VirtualMachineInstance asks for, as far as confidential computing minds. Read from the object its user submitted,
 * never from what the subject made of it. Source: KubeVirt `staging/src/kubevirt.io/api/core/v1/schema.go`.
 */
export interface Vmi {
  readonly name: string;
  readonly namespace: string;
  /** `spec.domain.launchSecurity` is there, even if empty. */
  readonly launchSecurity: boolean;
  /** Members of launchSecurity that are set, in the order SEV, SNP, TDX. */
  readonly types: readonly ('SEV' | 'SNP' | 'TDX')[];
  /** The protection that follows from exactly one type; `none` otherwise. */
  readonly protection: Protection;
  readonly attestation: boolean;
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
  /** It has a virtio network interface, or names none and gets one. */
  readonly virtioNetwork: boolean;
  /** It asks for something that changes memory overhead in ways the oracle does not know. */
  readonly unusualMemory: boolean;
}

/** Reads a VirtualMachineInstance; whatever is missing or of the wrong type counts as absent. */
export function readVmi(request: JsonObject): Vmi {
  const spec = member(request, 'spec');
  const domain = member(spec, 'domain');
  return {
    name: textOf(member(request, 'metadata', 'name')) ?? '',
    namespace: textOf(member(request, 'metadata', 'namespace')) ?? 'default',
    ...launchSecurityOf(member(domain, 'launchSecurity')),
    architecture: textOf(member(spec, 'architecture')) || 'amd64',
    ...firmwareOf(member(domain, 'firmware', 'bootloader', 'efi')),
    smm: isObject(member(domain, 'features', 'smm')) && member(domain, 'features', 'smm', 'enabled') !== false,
    startPaused: member(spec, 'startStrategy') === 'Paused',
    bootableNics: bootableNics(member(domain, 'devices', 'interfaces')),
    evictionStrategy: textOf(member(spec, 'evictionStrategy')),
    nodeSelector: textMembers(member(spec, 'nodeSelector')),
    guestMemoryBytes: guestMemoryBytes(domain),
    vcpus: vcpus(member(domain, 'cpu')),
    graphics: member(domain, 'devices', 'autoattachGraphicsDevice') !== false,
    tpm: isObject(member(domain, 'devices', 'tpm')) && member(domain, 'devices', 'tpm', 'enabled') !== false,
    virtioNetwork: hasVirtioNetwork(member(domain, 'devices')),
    unusualMemory: unusualMemoryPaths.some((path) => member(spec, ...path) !== undefined),
  };
}

function launchSecurityOf(
  launchSecurity: Json | undefined,
): Pick<Vmi, 'launchSecurity' | 'types' | 'protection' | 'attestation'> {
  if (!isObject(launchSecurity)) return noLaunchSecurity;
  const types = typeNames.filter(([key]) => isObject(launchSecurity[key])).map(([, name]) => name);
  return {
    launchSecurity: true,
    types,
    protection: types.length === 1 ? protectionOf(launchSecurity) : 'none',
    attestation: isObject(member(launchSecurity, 'sev', 'attestation')),
  };
}

const typeNames = [
  ['sev', 'SEV'],
  ['snp', 'SNP'],
  ['tdx', 'TDX'],
] as const;

const noLaunchSecurity = { launchSecurity: false, types: [], protection: 'none', attestation: false } as const;

function protectionOf(launchSecurity: JsonObject): Protection {
  if (isObject(launchSecurity.snp)) return 'snp';
  if (isObject(launchSecurity.tdx)) return 'tdx';
  return member(launchSecurity, 'sev', 'policy', 'encryptedState') === true ? 'sev-es' : 'sev';
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

/** Dedicated CPUs, guaranteed resources, passed-through devices, probes and reserved overhead. */
const unusualMemoryPaths = [
  ['domain', 'cpu', 'dedicatedCpuPlacement'],
  ['domain', 'resources', 'limits'],
  ['domain', 'devices', 'hostDevices'],
  ['domain', 'devices', 'gpus'],
  ['domain', 'memory', 'reservedOverhead'],
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

import type { Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { isSevFamily } from './kubevirt-names.js';

/** Feature gate of SEV, SEV-ES and SNP: Beta, on unless disabled. Source: KubeVirt `pkg/virt-config/featuregate/active.go`. */
export const sevGate = 'WorkloadEncryptionSEV';

/** Feature gate of TDX: Alpha, off unless enabled. */
export const tdxGate = 'WorkloadEncryptionTDX';

/** Feature gate of vsock devices: Alpha. */
export const vsockGate = 'VSOCK';

/** Feature gate of devices of the host: Alpha. */
export const hostDevicesGate = 'HostDevices';

/** Name of the gate a protection sits behind; undefined for ordinary guests. */
export function gateOf(protection: Protection): string | undefined {
  if (protection === 'none') return undefined;
  return isSevFamily(protection) ? sevGate : tdxGate;
}

/**
 * Is a gate open? An explicit entry in `featureGates` wins over one in `disabledFeatureGates`, which wins over the default.
 * Source: KubeVirt `pkg/virt-config/featuregate/feature-gates.go`.
 */
export function gateIsOpen(config: JsonObject, gate: string): boolean {
  if (listed(config.featureGates, gate)) return true;
  if (listed(config.disabledFeatureGates, gate)) return false;
  return gate === sevGate;
}

/** Devices announced by a device plugin without a count of its own; virt-handler's `--max-devices`, default 1000. */
export function maxDevices(config: JsonObject): number {
  return numberOr(config.maxDevices, 1000);
}

/** Guests a node takes; the kubelet's `maxPods`, default 110. */
export function maxPods(config: JsonObject): number {
  return numberOr(config.maxPods, 110);
}

/** What the computed memory overhead is multiplied by; the custom resource has it as text. */
export function overheadRatio(config: JsonObject): number {
  return Number(config.additionalGuestMemoryOverheadRatio ?? 1);
}

/** Does the whole cluster keep free pages to itself? */
export function refusesFreePageReporting(config: JsonObject): boolean {
  return config.disableFreePageReporting === true;
}

/** Gate behind which libvirt chooses the firmware of ordinary guests with secure boot: Alpha. */
export const firmwareAutoSelectionGate = 'FirmwareAutoSelection';

/** Path of the quote generation service; an explicit empty string stays empty. */
export function qgsSocketPath(config: JsonObject): string {
  return textOr(config.qgsSocketPath, '/var/run/tdx-qgs/qgs.socket');
}

/** Are TDX devices healthy only while the quote generation service is there? Default no. */
export function attestationIsEnforced(config: JsonObject): boolean {
  return config.attestationEnforced === true;
}

/** Directory of the firmware images in the launcher image. Source: KubeVirt v1.9 `pkg/virt-config`. */
export function ovmfDirectory(config: JsonObject): string {
  return textOr(config.ovmfDirectory, '/usr/share/edk2/ovmf');
}

function listed(list: Json | undefined, name: string): boolean {
  return Array.isArray(list) && list.includes(name);
}

function numberOr(value: Json | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

function textOr(value: Json | undefined, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

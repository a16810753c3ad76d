import { createHash } from 'node:crypto';
import type { HostDescription } from '../../profiles/description.js';
import type { DeviceNodeTruth, SevCapabilities } from '../contracts/truth.js';
import { strerror } from '../core/errno.js';
import { firmwareErrorText } from './firmware-errors.js';
import type { Psp } from './psp.js';

/** What the probe meets on this host. */
export interface ProbedHost {
  /** kvm_amd's `sev`, effective. */
  readonly sev: boolean;
  readonly nodes: readonly DeviceNodeTruth[];
  readonly psp: Psp;
}

/**
 * QMP query-sev-capabilities, with its checks in QEMU's order: KVM, SEV in KVM, /dev/sev, and the export of the platform's
 * Diffie-Hellman key, which needs an initialised platform. SEV-ES and SNP are not looked at, and the reduction is always 1.
 * Source: QEMU 7.2, 10.2.2 `target/i386/sev.c` `sev_get_capabilities`.
 */
export function querySevCapabilities(description: HostDescription, { sev, nodes, psp }: ProbedHost): SevCapabilities {
  const has = (path: string): boolean => nodes.some((node) => node.path === path);
  if (!has('/dev/kvm')) return unavailable('KVM not enabled');
  if (!sev) return unavailable('SEV is not enabled in KVM');
  if (!has('/dev/sev')) return unavailable(`SEV: Failed to open /dev/sev: ${strerror('ENOENT')}`);
  if (!psp.sevReady) {
    const error = psp.firmwareError;
    return unavailable(`SEV: Failed to export PDH cert ret=-1 fw_err=${error} (${firmwareErrorText(error)})`);
  }
  return sevCapabilities(description);
}

/** The answer where everything works. */
export function sevCapabilities({ amd, machine, qemu }: HostDescription): SevCapabilities {
  const cbitpos = (amd?.cpuid8000001f.ebx ?? 0) & 0x3f;
  return { available: true, cbitpos, reducedPhysBits: 1, ...(qemu.reportsCpu0Id ? { cpu0Id: chipId(machine) } : {}) };
}

function unavailable(message: string): SevCapabilities {
  return { available: false, message };
}

/** GET_ID2 answers 64 bytes unique to the chip, shown in base64; here they follow from the machine's name. */
function chipId(machine: string): string {
  return createHash('sha512').update(`chip ${machine}`).digest('base64');
}

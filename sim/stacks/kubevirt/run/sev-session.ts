import type { Choices } from '../choices.js';
import type { Sev, VirtualMachineInstance } from '../vmi.js';

/**
 * Did the guest's owner ask to attest it before it starts? Only SEV and SEV-ES can: SNP and TDX guests fetch their reports themselves.
 * Source: KubeVirt v1.9 `pkg/util/amd64.go` (IsSEVAttestationRequested).
 */
export function asksForAttestation({ spec }: VirtualMachineInstance, choices: Choices): boolean {
  const { sev, snp } = spec.domain.launchSecurity ?? {};
  if (snp !== undefined && sev === undefined) return !choices.onlySevIsAttestedByOwner;
  return snp === undefined && sev?.attestation !== undefined;
}

/** Has the owner handed in anything of a launch session? It can be done once only. */
export function hasSession(vmi: VirtualMachineInstance): boolean {
  const { session, dhCert } = sevOf(vmi);
  return Boolean(session) || Boolean(dhCert);
}

/**
 * Is the guest held back on its node until its owner has handed in the launch session, without which it could not be attested?
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (shouldWaitForSEVAttestation).
 */
export function waitsForSession(vmi: VirtualMachineInstance, choices: Choices): boolean {
  const { sev, snp } = vmi.spec.domain.launchSecurity ?? {};
  if (sev?.attestation === undefined || snp !== undefined || !choices.waitsForSession) return false;
  return !sev.session || !sev.dhCert;
}

/** The guest's request with the session in it. Source: KubeVirt v1.9 `pkg/virt-api/rest/sev.go` (SEVSetupSessionHandler). */
export function withSession(vmi: VirtualMachineInstance, session: string, dhCert: string): VirtualMachineInstance {
  const { spec } = vmi;
  const launchSecurity = { ...spec.domain.launchSecurity, sev: { ...sevOf(vmi), session, dhCert } };
  return { ...vmi, spec: { ...spec, domain: { ...spec.domain, launchSecurity } } };
}

function sevOf({ spec }: VirtualMachineInstance): Sev {
  return spec.domain.launchSecurity?.sev ?? {};
}

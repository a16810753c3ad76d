import type { EventOf } from './observations.js';
import { launchSessionOf } from './requested-launch-security.js';
import type { Vmi } from './vmi.js';

/** What a guest asks for after somebody asked the API for more: a launch session that was accepted is part of it. */
export function afterRequest(vmi: Vmi, { happening, decision }: EventOf<'run'>): Vmi {
  if (happening.what !== 'request' || happening.request !== 'sev/setupsession') return vmi;
  const launchSession = launchSessionOf(happening.body);
  if (decision.answer?.allowed !== true || launchSession === undefined) return vmi;
  return { ...vmi, session: true, launchSession };
}

/**
 * Is the guest held back on its node until its owner has handed in a launch session? Only SEV and SEV-ES have one, and an owner who
 * wants to attest is waited for. Source: KubeVirt v1.9 `pkg/virt-handler/vm.go`.
 */
export function isHeldBack({ protection, attestation, launchSession }: Vmi): boolean {
  return (protection === 'sev' || protection === 'sev-es') && attestation && launchSession === undefined;
}

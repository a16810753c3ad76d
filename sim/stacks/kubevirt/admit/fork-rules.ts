import { gateIsOpen } from '../feature-gates.js';
import { bootableNics, efiOf } from '../vmi.js';
import { invalid } from './cause.js';
import type { Rule } from './rule.js';

/**
 * What Intel's fork asks of memory-encrypted guests: exactly one of the two gates, and the same words for all types.
 * Source: intel/kubevirt-tdx, branches tdx-1.5 and mid-stream,
 * `pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go` (validateLaunchSecurity).
 */
export const forkRules: Rule = (vmi, at, config, choices) => {
  const sev = gateIsOpen(config, 'WorkloadEncryptionSEV', choices.gatesOfRelease);
  const tdx = gateIsOpen(config, 'WorkloadEncryptionTDX');
  const { launchSecurity } = vmi.spec.domain;
  const efi = efiOf(vmi);
  const messages: string[] = [];
  if (!sev && !tdx) messages.push(neither);
  if (sev && tdx) messages.push('WorkloadEncryptionSEV and WorkloadEncryptionTDX cannot coexist');
  if (launchSecurity?.sev !== undefined || launchSecurity?.tdx !== undefined) {
    if (efi === undefined) messages.push('WorkloadEncryption requires OVMF (UEFI)');
    else if (efi.secureBoot !== false) messages.push('WorkloadEncryption does not work along with SecureBoot');
    messages.push(...bootableNics(vmi).map((nic) => `WorkloadEncryption does not work with bootable NICs: ${nic}`));
  }
  return messages.map((message) => invalid(`${at}.${choices.launchSecurityField}`, message));
};

const neither = 'neither WorkloadEncryptionSEV nor WorkloadEncryptionTDX feature gate is not enabled in kubevirt-config';

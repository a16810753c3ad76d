/**
 * Checks: launchSecurity/policy is exactly 0x0037.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV-ES", "其guest策略字段需要启用SEV-ES位(位2)"; Nova nova/virt/libvirt/config.py
 */

import type { Invariant } from '../../invariant.js';
import { novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/sev-es-policy`. */
export const novaDomainSevEsPolicy: Invariant = novaValue('nova/domain/sev-es-policy', {
  of: ['sev-es'],
  what: 'the policy',
  found: ({ document }) => document.launchSecurity?.texts.policy,
  expected: '0x0037',
});

/**
 * Checks: launchSecurity has an element quoteGenerationService.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: Intel TDX", "quoteGenerationSocket"; libvirt docs/formatdomain.rst, "quoteGenerationService"
 */

import type { Invariant } from '../../invariant.js';
import { novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/tdx-names-quote-service`. */
export const novaDomainTdxNamesQuoteService: Invariant = novaShape('nova/domain/tdx-names-quote-service', {
  of: ['tdx'],
  holds: ({ document }) => document.launchSecurity?.texts.quoteGenerationService !== undefined,
  wrong: () => 'has no quoteGenerationService',
});

/**
 * Checks: os has no nvram.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: Stateless firmware support", "skip injecting nvram file"
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/stateless-has-no-store`. */
export const novaDomainStatelessHasNoStore: Invariant = novaShape('nova/domain/stateless-has-no-store', {
  of: everyone,
  where: ({ asked }) => asked.stateless,
  holds: ({ document }) => document.nvram === undefined,
  wrong: ({ document }) => `is stateless, and has the store ${quoted(document.nvram?.path)}`,
});

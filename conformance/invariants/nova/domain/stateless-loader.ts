/**
 * Checks: loader/@stateless is yes.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: Stateless firmware support", "set stateless="yes" in the loader element"
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/stateless-loader`. */
export const novaDomainStatelessLoader: Invariant = novaValue('nova/domain/stateless-loader', {
  of: everyone,
  where: ({ asked }) => asked.stateless,
  what: 'stateless',
  found: ({ document }) => document.loader?.stateless,
  expected: 'yes',
});

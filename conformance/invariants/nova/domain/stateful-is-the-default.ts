/**
 * Checks: loader/@stateless is not yes.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: Stateless firmware support", "is false by default"
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/stateful-is-the-default`. */
export const novaDomainStatefulIsTheDefault: Invariant = novaShape('nova/domain/stateful-is-the-default', {
  of: everyone,
  where: ({ asked }) => !asked.stateless,
  holds: ({ document }) => document.loader?.stateless !== 'yes',
  wrong: () => 'has stateless firmware that nobody asked for',
});

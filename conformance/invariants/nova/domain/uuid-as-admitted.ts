/**
 * Checks: the text of uuid is that of the accepted server.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/driver.py (_get_guest_config)
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/uuid-as-admitted`. */
export const novaDomainUuidAsAdmitted: Invariant = novaValue('nova/domain/uuid-as-admitted', {
  of: everyone,
  what: 'the UUID',
  found: ({ document }) => document.uuid,
  expected: ({ admitted }) => textOf(admitted.uuid),
});

/**
 * Checks: the id of each started guest is held by no other guest of its range.
 * Does not check: ids the truth does not tell.
 * Source: AMD APM volume 2, section 15.34.1; Intel TDX module base specification, key-ID ownership
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/id-is-unique`. */
export const keyIdIsUnique: Invariant = {
  requirement: 'host/keys/id-is-unique',
  judge(evidence, say) {
    for (const { event, keyIdTaken } of look(evidence).starts) {
      const { result } = event;
      if (!result.started || result.keyId === undefined) continue;
      say.check(
        !keyIdTaken,
        event,
        () => `${event.guest} was given key ID ${result.keyId} on ${event.host}, which another guest holds`,
      );
    }
  },
};

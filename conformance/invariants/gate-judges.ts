import type { Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { guestKey, openGates, otherConfigKey } from '../model/gate-switching.js';
import type { Say } from './invariant.js';

/** Something that was made of a guest under a configuration. */
interface Made {
  readonly event: { readonly step: number; readonly guest: string; readonly protection: Protection };
  readonly object: JsonObject;
  readonly config: JsonObject;
  /** What else it may depend on, e.g. the host. */
  readonly place: string;
  /** The thing itself, in one spelling. */
  made(): string;
}

/**
 * Checks that what is made of ordinary, SEV and SEV-ES guests does not depend on which of the two gates are open, wherever a case
 * has two guests that are alike under different gates.
 *
 * @param what how the thing reads in a message: `claims`, `documents`.
 */
export function sameUnderAllGates(all: readonly Made[], what: string, say: Say): void {
  const configs = new Set(all.map(({ config }) => config));
  if (new Set([...configs].map(openGates)).size < 2) return;
  const firsts = new Map<string, Made & { readonly gates: string }>();
  for (const each of all) {
    if (each.event.protection === 'snp' || each.event.protection === 'tdx') continue;
    const key = `${each.place} ${otherConfigKey(each.config)} ${guestKey(each.object)}`;
    const gates = openGates(each.config);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, { ...each, gates });
    if (first === undefined || first.gates === gates) continue;
    say.check(
      first.made() === each.made(),
      each.event,
      () =>
        `${first.event.guest} under ${first.gates} and ${each.event.guest} under ${gates} are alike (${each.event.protection}), but their ${what} differ`,
    );
  }
}

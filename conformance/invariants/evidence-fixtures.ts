import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { Protection } from '../../sim/contracts/protection.js';

export { evidenceOf } from './evidence-fixtures/teller.js';
export { openGates } from './evidence-fixtures/telling.js';

/** A guest whose request breaks no rule. */
export function plain(protection: Protection, more: Partial<GuestSpec> = {}): GuestSpec {
  return { protection, secureBoot: false, ...more };
}

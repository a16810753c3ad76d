import type { HostFaultName } from '../../sim/contracts/commands.js';
import type { StartFailureCause } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';

/**
 * May a guest fail to start, for this reason, because a firmware is broken at the moment? The certificate of liveness: what it covers may
 * stay undone without anybody breaking a promise.
 */
export function isExcusedBy(faults: ReadonlySet<HostFaultName>, cause: StartFailureCause): boolean {
  if (cause === 'flush-failed') return faults.has('flush-fails') || faults.has('psp-error');
  return cause === 'platform-failed' && faults.has('psp-error');
}

/** May guests of this protection have to wait on a host for as long as it is broken like that? */
export function mayHaveToWait(faults: ReadonlySet<HostFaultName>, protection: Protection): boolean {
  return protection !== 'none' && protection !== 'tdx' && (faults.has('flush-fails') || faults.has('psp-error'));
}

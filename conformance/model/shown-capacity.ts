import type { Command, HostFaultName } from '../../sim/contracts/commands.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { capacityFile } from './expected-node.js';

/** What software finds in a host's misc.capacity: what is so, nothing it can read, or what was so at another boot. */
export type ShownCapacity = 'present' | 'unreadable' | BootTruth;

/** The boot whose misc.capacity software goes on reading; undefined where it reads the present one, or none. */
export function staleBoot(shown: ShownCapacity): BootTruth | undefined {
  return typeof shown === 'string' ? undefined : shown;
}

/** After somebody has damaged or repaired a file of the host, by hand. */
export function capacityAfterCommand(shown: ShownCapacity, command: Command): ShownCapacity {
  if ((command.do !== 'spoil' && command.do !== 'repair') || command.path !== capacityFile) return shown;
  return command.do === 'spoil' ? 'unreadable' : 'present';
}

/**
 * After something broke or works again. A file that goes stale stays what it is, be it unreadable or stale already; and whichever of the
 * three faults of the file is over, it is right again.
 */
export function capacityAfterFault(
  shown: ShownCapacity,
  { fault, on }: { readonly fault: HostFaultName; readonly on: boolean },
  present: BootTruth,
): ShownCapacity {
  if (!fault.startsWith('misc-file-')) return shown;
  if (!on) return 'present';
  if (fault !== 'misc-file-stale') return 'unreadable';
  return shown === 'present' ? present : shown;
}

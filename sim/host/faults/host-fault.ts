import type { HostDescription } from '../../../profiles/description.js';
import type { HostFaultName } from '../../contracts/commands.js';
import type { HostReader } from '../../contracts/reader.js';
import type { Host } from '../host.js';

/** One thing that can break in a host. It is data with one action; what follows from it is worked out by the parts it breaks. */
export interface HostFault {
  readonly name: HostFaultName;
  /** What is broken, in one sentence. */
  readonly about: string;
  /** What it touches, and for how long. */
  readonly scope: string;
  /** What one might expect of it, and it does not do. */
  readonly doesNot: string;
  /** It stays until it is over (`lasts`), or is done at once, and may happen again (`strikes`). */
  readonly window: 'lasts' | 'strikes';
  /** How often it happens before a command of a window, out of 256, where nobody says otherwise. */
  readonly chance: number;
  /** Breaks it, or makes it work again. Doing the same twice changes nothing, except where `scope` says otherwise. */
  readonly set: (machine: FaultyMachine, on: boolean) => void;
}

/** What a fault can reach. */
export interface FaultyMachine {
  readonly host: Host;
  /** What the host was booted from last, as the case has it. */
  readonly configured: HostDescription;
  /** What software sees at the moment. */
  readonly reader: HostReader;
  /** Files that are shown otherwise than they are, by path: another text, or undefined for a file that is gone. Empty after a reboot. */
  readonly overlay: Map<string, string | undefined>;
}

/** The file the misc-file faults are about: the only one of the misc controller that tells how many key IDs a host has. */
export const miscCapacityPath = '/sys/fs/cgroup/misc.capacity';

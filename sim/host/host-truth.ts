import type {
  BootTruth,
  GuestTruth,
  HostTruth,
  KernelLogEvent,
  KeyUsageTruth,
  LiveTruth,
  MiscGroupTruth,
} from '../contracts/truth.js';
import type { Roster } from '../core/roster.js';
import type { GuestKeys } from './guest-keys.js';

/** The host's truth with getters: nothing is copied until somebody looks, and it follows the host through reboots. */
export class HostTruthNow implements HostTruth, LiveTruth {
  readonly #boot: () => BootTruth;
  readonly #keys: () => GuestKeys;
  readonly #running: Pick<Roster<{ readonly truth: GuestTruth }>, 'all'>;

  constructor(boot: () => BootTruth, keys: () => GuestKeys, running: Pick<Roster<{ readonly truth: GuestTruth }>, 'all'>) {
    this.#boot = boot;
    this.#keys = keys;
    this.#running = running;
  }

  get boot(): BootTruth {
    return this.#boot();
  }

  get live(): LiveTruth {
    return this;
  }

  get miscGroups(): readonly MiscGroupTruth[] {
    return this.#keys().groups();
  }

  get keyUsage(): readonly KeyUsageTruth[] {
    return this.#keys().usage();
  }

  get guests(): readonly GuestTruth[] {
    return this.#running.all().map(({ truth }) => truth);
  }

  get log(): readonly KernelLogEvent[] {
    return this.#keys().log;
  }
}

import { type KeyPool, keyPools } from '../contracts/protection.js';

/** How one kernel's misc controller differs from another's. All else is the same since 5.16. */
export interface MiscBehaviour {
  /** Resources compiled in: only these names are known to misc.max. */
  readonly resources: readonly KeyPool[];
  /** Width of the usage compared with the limits: 32 bits signed up to 6.5, so usage beyond 2^31−1 looks huge and is refused. */
  readonly usageBits: 32 | 64;
  /** A refusal is also counted in the root's `events`, which no file shows (5.16 … 6.10). */
  readonly eventsReachRoot: boolean;
  /** `events.local` is counted (6.11). */
  readonly countsLocalEvents: boolean;
  /** `peak` is counted (6.11). */
  readonly countsPeak: boolean;
}

/**
 * The current kernels' behaviour, from 6.11 on.
 * Source: Linux 7.2.8 `kernel/cgroup/misc.c`; dates of the changes in {@link miscBehaviourOf}.
 */
export const currentMiscBehaviour: MiscBehaviour = {
  resources: keyPools,
  usageBits: 64,
  eventsReachRoot: false,
  countsLocalEvents: true,
  countsPeak: true,
};

/**
 * The behaviour of a kernel, by its version; backports are not known. Releases before 5.16 get 5.16's behaviour.
 * Source: Linux 6.1.176 and 6.12.8 `kernel/cgroup/misc.c`; 64-bit usage 2023-07-18 (6.6), peak 2024-07-03 and events.local
 * 2024-07-12 (6.11).
 *
 * @param release What `uname -r` prints, e.g. `6.1.0-44-amd64`, or just `6.1`.
 * @param resources Resources compiled in; `tdx` needs 6.16 and CONFIG_INTEL_TDX_HOST.
 */
export function miscBehaviourOf(release: string, resources: readonly KeyPool[] = keyPools): MiscBehaviour {
  const [major = 0, minor = 0] = release.split(/[^0-9]/, 2).map(Number);
  const version = major * 1000 + minor;
  const eventsRework = version >= 6_011;
  return {
    resources,
    usageBits: version >= 6_006 ? 64 : 32,
    eventsReachRoot: !eventsRework,
    countsLocalEvents: eventsRework,
    countsPeak: eventsRework,
  };
}

/** Numbers of the API. Source: libvirt 11.3.0 `include/libvirt/libvirt-domain.h`. */

/** `virDomainState`. */
export const states = { running: 1, paused: 3, shutoff: 5 } as const;

/** `virDomainRunningReason`, `virDomainPausedReason` and `virDomainShutoffReason`, as far as a domain of ours gets there. */
export const reasons = {
  running: { booted: 1, migrated: 2, restored: 3, fromSnapshot: 4, unpaused: 5, migrationCanceled: 6 },
  paused: { user: 1, migration: 2, startingUp: 11 },
  shutoff: { unknown: 0, shutdown: 1, destroyed: 2, migrated: 4, saved: 5, failed: 6, daemon: 8 },
} as const;

/** `virDomainEventType`, and the details of each. */
export const lifecycle = {
  defined: { event: 0, added: 0, updated: 1, renamed: 2 },
  undefined: { event: 1, removed: 0, renamed: 1 },
  started: { event: 2, booted: 0, migrated: 1, restored: 2 },
  suspended: { event: 3, paused: 0, migrated: 1 },
  resumed: { event: 4, unpaused: 0, migrated: 1 },
  stopped: { event: 5, shutdown: 0, destroyed: 1, crashed: 2, migrated: 3, saved: 4, failed: 5 },
  shutdown: { event: 6, finished: 0, guest: 1, host: 2 },
} as const;

/** `virDomainModificationImpact`: which definition a call means. */
export const affects = { live: 1, config: 2 } as const;

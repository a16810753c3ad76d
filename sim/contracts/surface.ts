import type { FileStatus, ReadResult } from './reader.js';
import type { HostTruth } from './truth.js';

/**
 * One thing software can see of a host, derived from the truth by the rule its real producer uses; one surface is never
 * derived from another. A surface owns one or more paths.
 */
export interface Surface {
  /** Short name for `host show --surface`: `misc.capacity`, `domcapabilities`, `cpuinfo` … Unique. */
  readonly id: string;
  /** One sentence: what it is and who writes it on a real machine. */
  readonly about: string;
  /**
   * `boot`: bytes depend on {@link BootTruth} alone and are cached per boot.
   * `live`: bytes also depend on running guests and cgroup writes.
   */
  readonly changes: 'boot' | 'live';
  /** The files this surface shows on that host; none when the host has no such thing. Order is the display order. */
  files(truth: HostTruth): readonly SurfaceFile[];
}

/** One path of a surface. */
export interface SurfaceFile {
  /** Absolute path on the simulated host. */
  readonly path: string;
  readonly status: FileStatus;
  /** Produces the bytes; called only when somebody reads. Device nodes answer with an error number. */
  read(): ReadResult;
}

import type { Errno } from '../../core/errno.js';
import type { Outcome } from '../../core/outcome.js';

/** Attributes a report may have, in the order in which they are defined. Which of them are there is the provider's to say. */
export const tsmAttributes = [
  'generation',
  'provider',
  'privlevel',
  'privlevel_floor',
  'service_provider',
  'service_guid',
  'service_manifest_version',
  'inblob',
  'outblob',
  'auxblob',
  'manifestblob',
] as const;

/** One of {@link tsmAttributes}. */
export type TsmAttribute = (typeof tsmAttributes)[number];

/** What stands behind configfs-tsm: a kernel module that can make reports. */
export interface TsmProvider {
  /** The module's name. */
  readonly name: 'sev_guest' | 'tdx_guest';
  readonly attributes: readonly TsmAttribute[];
  /** The lowest privilege level that may be asked for. */
  readonly privlevelFloor: number;
  report(request: TsmRequest): Outcome<TsmReport, Errno>;
}

/** What was written into a report's attributes. */
export interface TsmRequest {
  readonly inblob: Uint8Array;
  readonly privlevel: number;
  readonly serviceProvider?: string;
  readonly serviceGuid?: string;
  readonly serviceManifestVersion?: number;
}

/** What can be read afterwards. */
export interface TsmReport {
  readonly outblob: Uint8Array;
  readonly auxblob?: Uint8Array;
  readonly manifestblob?: Uint8Array;
}

import type { SnpPlatform } from '../../../sim/attestation/amd/platform.js';
import type { DialectName } from '../../../sim/attestation/trustee/dialect.js';
import type { Terminal } from '../../terminal.js';
import type { Break } from '../breaks.js';
import type { ClusterNode } from '../cluster.js';

/** How the story is told. */
export interface SnpStorySetting {
  readonly terminal: Terminal;
  readonly dialect: DialectName;
  readonly broken?: Break;
}

/** What all steps know. */
export interface SnpFacts {
  readonly setting: SnpStorySetting;
  /** The node with SNP. */
  readonly node: ClusterNode;
  /** Its chip with the firmware it should have. */
  readonly newest: SnpPlatform;
}

/** Its chip with the firmware it has. */
export function platformOf({ newest, setting }: SnpFacts): SnpPlatform {
  if (setting.broken !== 'tcb') return newest;
  const { current, ...others } = newest.firmware;
  const old = { ...current, tcb: { ...current.tcb, microcode: current.tcb.microcode - 1 } };
  return { ...newest, firmware: { ...others, current: old, committed: old, reportedTcb: old.tcb } };
}

/** Seed of the authorities behind the machine. */
export function authoritiesSeed({ setting }: SnpFacts): string {
  return setting.broken === 'root' ? 'foreign' : 'fauxmetal';
}

import type { StartEvent } from '../../../sim/contracts/evidence.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { MachineTechnology } from '../machine-technologies.js';

/** The mark of a technology having been used on a machine: `ran/genoa/snp`. */
export function ranOn(machine: string, technology: MachineTechnology): string {
  return `ran/${machine}/${technology}`;
}

/** What a started guest shows to work on its machine. */
export function ranOnOf({ result }: StartEvent, { machine, keyRanges }: BootTruth): readonly string[] {
  if (!result.started || result.protection === 'none') return [];
  const { protection } = result;
  const alone = keyRanges.some(({ protections }) => protections.length === 1 && protections[0] === protection);
  return [ranOn(machine, protection), ...(protection === 'snp' && alone ? [ranOn(machine, 'ciphertext-hiding')] : [])];
}

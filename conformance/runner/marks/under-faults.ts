import { type ConfidentialProtection, confidentialProtections } from '../../../sim/contracts/protection.js';
import { type LastingFault, lastingFaults } from './lasting-faults.js';
import type { Mark } from './mark.js';
import { type Platform, platforms } from './platform.js';

/** Faults of something only some protections use. Sources: `sim/host/faults`, one file each. */
const only: Readonly<Partial<Record<LastingFault, readonly ConfidentialProtection[]>>> = {
  'flush-fails': ['sev', 'sev-es', 'snp'],
  'psp-error': ['sev', 'sev-es', 'snp'],
  'release-fails': ['snp', 'tdx'],
  'key-leak': ['sev-es', 'snp', 'tdx'],
  'quote-service-gone': ['tdx'],
};

/** Stages that happen on a host, with how each can end for a guest. */
const guestOutcomes = ['place/placed', 'place/refused', 'start/started', 'start/refused', 'release/stopped'] as const;

/** Outcomes a fault rules out, whatever else happens. */
const ruledOut: Readonly<Partial<Record<LastingFault, readonly (typeof guestOutcomes)[number][]>>> = {
  'psp-error': ['start/started'],
};

/** Faults the node agent notices when it looks; it says nothing of the others. */
const noticed: Readonly<Partial<Record<LastingFault, readonly ('clean' | 'troubled')[]>>> = {
  'misc-file-missing': ['troubled'],
  'misc-file-garbled': ['troubled'],
  'file-damaged': ['clean', 'troubled'],
};

/**
 * Stage × outcome × platform × fault: what happens on a host while something is wrong with it, to guests of each protection and to the
 * node agent. Left out is what a fault has nothing to do with and what it rules out.
 */
export const underFaults: readonly Mark[] = lastingFaults.flatMap((fault) => [
  ...platforms.flatMap((platform) => labelMarks(platform, fault)),
  ...confidentialProtections
    .filter((protection) => touches(fault, protection))
    .flatMap((protection) => guestMarks(protection, fault)),
]);

function labelMarks(platform: Platform, fault: LastingFault): readonly Mark[] {
  const family: readonly ConfidentialProtection[] = platform === 'amd' ? ['sev', 'sev-es', 'snp'] : ['tdx'];
  const [needs] = family.filter((protection) => touches(fault, protection));
  if (needs === undefined) return [];
  return (noticed[fault] ?? ['clean']).map((outcome) => ({ id: `label/${outcome}/${platform}/${fault}`, needs }));
}

function guestMarks(protection: ConfidentialProtection, fault: LastingFault): readonly Mark[] {
  return guestOutcomes
    .filter((outcome) => ruledOut[fault]?.includes(outcome) !== true)
    .map((outcome) => ({ id: `${outcome}/${protection}/${fault}`, needs: protection, knows: protection }));
}

function touches(fault: LastingFault, protection: ConfidentialProtection): boolean {
  return only[fault]?.includes(protection) ?? true;
}

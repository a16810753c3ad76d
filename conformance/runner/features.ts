import type { FeatureRecord, RunRecord } from '../../reports/log.js';
import { hostFaultNames } from '../../sim/contracts/commands.js';
import { confidentialProtections, type KeyPool, keyPoolOf, keyPools } from '../../sim/contracts/protection.js';
import type { ReleaseSummary, StackKit } from '../subjects/stack-kit.js';
import { caseFaults } from './case-faults.js';
import { ranOn } from './marks/ran-on.js';
import type { MarkCatalogue } from './marks.js';
import type { PlanMachine } from './plan-machine.js';

/** What a run claims to exercise; the members of its log's first line that say so. */
export type Claims = Required<Pick<RunRecord, 'faults' | 'pools' | 'features'>>;

/**
 * Every technology a machine declares and the subject knows of, every fault of the catalogue, every stage somebody promised something
 * about; and every key-ID pool of the machines.
 */
export function claimsOf(
  machines: readonly PlanMachine[],
  kit: StackKit,
  marks: MarkCatalogue,
  release?: ReleaseSummary,
): Claims {
  const stages = [...new Set(kit.requirements.map(({ stage }) => stage))];
  return {
    faults: caseFaults,
    pools: poolsOf(machines),
    features: [
      ...machines.flatMap((machine) => technologiesOf(machine, marks, release)),
      ...caseFaults
        .filter((fault) => !kit.knowsNoFault.has(fault) && canStrike(fault, machines))
        .map((id): FeatureRecord => ({ kind: 'fault', id })),
      ...stages.map((id): FeatureRecord => ({ kind: 'stage', id })),
    ],
  };
}

function technologiesOf(
  { id: machine, technologies }: PlanMachine,
  marks: MarkCatalogue,
  release?: ReleaseSummary,
): readonly FeatureRecord[] {
  return technologies.flatMap((id): readonly FeatureRecord[] => {
    const known = release?.technologies.includes(id === 'ciphertext-hiding' ? 'snp' : id) ?? true;
    const mark = marks.positions.get(ranOn(machine, id));
    return known && mark !== undefined ? [{ kind: 'technology', id, machine, mark }] : [];
  });
}

/** What breaks in the keeping of key IDs needs a machine that has some, and a quote service one with TDX. */
function canStrike(fault: string, machines: readonly PlanMachine[]): boolean {
  if (fault === 'quote-service-gone') return machines.some(({ technologies }) => technologies.includes('tdx'));
  const ofKeys = hostFaultNames.some((name) => name === fault);
  return !ofKeys || machines.some(({ technologies }) => technologies.length > 0);
}

/** Pools a machine can really be made to have; one that only CPUID speaks of has no limit to reach. */
function poolsOf(machines: readonly PlanMachine[]): readonly KeyPool[] {
  const filled = new Set(
    confidentialProtections
      .filter((protection) => machines.some((machine) => canRun(machine, protection)))
      .map((protection) => keyPoolOf[protection]),
  );
  return keyPools.filter((pool) => filled.has(pool));
}

function canRun({ settings, keyIds }: PlanMachine, protection: (typeof confidentialProtections)[number]): boolean {
  return [...settings.small, ...settings.real].some((each) => keyIds(each, protection) > 0);
}

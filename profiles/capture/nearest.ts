import { isFactDifference, type MachineDifference, machineDifferences } from '../differences.js';
import type { Machine } from '../load.js';

/** A known machine beside a captured one. */
export interface Nearest {
  readonly machine: Machine;
  /** How alike the processors are, in words. */
  readonly likeness: string;
  /** What the captured machine (left) has otherwise. */
  readonly differences: readonly MachineDifference[];
}

/**
 * The known machine nearest to a captured one: the same vendor, then family, model and stepping, as many of them as possible, then
 * the fewest differing facts. Undefined where no machine of that vendor is known.
 */
export function nearestMachine(captured: Machine, known: readonly Machine[]): Nearest | undefined {
  const ofVendor = known.filter(({ values }) => values.cpu.vendorId === captured.values.cpu.vendorId);
  const rated = ofVendor.map((machine) => ({
    machine,
    agreed: agreement(captured, machine),
    differences: machineDifferences(captured, machine),
  }));
  const [best] = rated.sort(
    (one, other) => other.agreed - one.agreed || factCount(one.differences) - factCount(other.differences),
  );
  if (best === undefined) return undefined;
  return { machine: best.machine, likeness: likenesses[best.agreed] ?? '', differences: best.differences };
}

/** How many of family, model and stepping agree, in that order. */
export function agreement(captured: Machine, { values }: Machine): number {
  const { cpu } = captured.values;
  if (cpu.family !== values.cpu.family) return 0;
  if (cpu.model !== values.cpu.model) return 1;
  return cpu.stepping === values.cpu.stepping ? 3 : 2;
}

const likenesses = ['the same vendor', 'the same family', 'the same family and model', 'the same family, model and stepping'];

function factCount(differences: readonly MachineDifference[]): number {
  return differences.filter(isFactDifference).length;
}

import type { Case } from '../../../sim/contracts/commands.js';
import { summaryOf } from '../../commands/summary.js';
import type { StackKit } from '../../subjects/stack-kit.js';
import type { PlanMachine } from '../plan-machine.js';
import { largeFills } from './key-fills.js';

/** A case and its name. */
export interface NamedCase {
  readonly name: string;
  readonly case: Case;
}

/**
 * The deterministic phase: every machine × every key-ID setting × every protection filled around its limit and emptied again; every
 * combination of request fields an admission chain looks at, in every form; every command on every protection; every change of settings
 * and of configuration. Families take turns, each walked in strides, so that a mistake of any kind shows early; pools of real size, which
 * cost most, come last.
 */
export function enumerateCases(machines: readonly PlanMachine[], kit: StackKit): readonly NamedCase[] {
  const cases = [...inTurn(kit.families.map((family) => [...family(machines, kit)])), ...largeFills(machines, kit)];
  return cases.map((theCase) => ({ name: summaryOf(theCase), case: theCase }));
}

/** All items, each list spread evenly over the whole, and not in its own order but in strides of the golden ratio. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const placed = lists.flatMap((list) => list.map((item, index) => ({ item, at: ((index + 1) * goldenRatio) % 1 })));
  return placed.sort((left, right) => left.at - right.at).map(({ item }) => item);
}

const goldenRatio = 0.6180339887;

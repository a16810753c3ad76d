import type { Case, FaultWindow } from '../../../sim/contracts/commands.js';
import { without } from './plainer-specs.js';

/**
 * Nothing side by side, or fewer of the choices who goes next; no fault, one fault less, or one that strikes always, for one command, and
 * takes nothing along.
 */
export function* fewerFaults(theCase: Case): Generator<Case> {
  yield* fewerChoices(theCase);
  const { faults } = theCase;
  if (faults === undefined) return;
  yield without(theCase, 'faults');
  for (const [index, window] of faults.entries()) {
    if (faults.length > 1) yield { ...theCase, faults: faults.toSpliced(index, 1) };
    for (const plainer of plainerWindows(window)) yield { ...theCase, faults: faults.with(index, plainer) };
  }
}

function* fewerChoices(theCase: Case): Generator<Case> {
  const { interleaving } = theCase;
  if (interleaving === undefined) return;
  yield without(theCase, 'interleaving');
  for (let kept = 0; kept < interleaving.length; kept = kept + Math.ceil((interleaving.length - kept) / 2)) {
    yield { ...theCase, interleaving: interleaving.slice(0, kept) };
  }
  for (const [index, choice] of interleaving.entries()) {
    for (const less of new Set([0, Math.floor(choice / 2)])) {
      if (less < choice) yield { ...theCase, interleaving: interleaving.with(index, less) };
    }
  }
}

function* plainerWindows(window: FaultWindow): Generator<FaultWindow> {
  const { from, to, chance } = window;
  if (window.with !== undefined) yield without(window, 'with');
  if (window.seed !== undefined) yield without(window, 'seed');
  if (chance < 256) yield { ...window, chance: 256 };
  if (to === undefined || to > from + 1) yield { ...window, to: from + 1 };
}

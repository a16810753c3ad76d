import type { Evidence } from '../../sim/contracts/evidence.js';
import { evidenceOfOneStack } from '../model/one-stack.js';
import type { Invariant } from './invariant.js';

/** The judge of one stack, for cases in which several run on the same hosts: it sees what that stack has to answer for. */
export function amongOthers(stack: string, { requirement, judge }: Invariant): Invariant {
  return { requirement, judge: (evidence, say) => judge(viewOf(evidence, stack), say) };
}

function viewOf(evidence: Evidence, stack: string): Evidence {
  const known = views.get(evidence) ?? new Map<string, Evidence>();
  views.set(evidence, known);
  const view = known.get(stack) ?? evidenceOfOneStack(evidence, stack);
  known.set(stack, view);
  return view;
}

const views = new WeakMap<Evidence, Map<string, Evidence>>();

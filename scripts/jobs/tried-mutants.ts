import { setImmediate } from 'node:timers/promises';
import { stackKit } from '../../conformance/subjects/index.js';
import { kill } from '../../conformance/zoo/kill.js';
import { mutantsOf } from '../../conformance/zoo/mutants.js';
import { inWorkers } from './in-workers.js';
import type { TriedMutant } from './mutant-worker.js';
import { type PlanRequest, planOf } from './plan-request.js';

/**
 * Runs a plan against the mutants at these positions, in `jobs` worker threads, and yields what became of each as it is known, in no
 * particular order.
 *
 * @throws Defect when a worker dies.
 */
export async function* triedMutants(
  request: PlanRequest,
  positions: readonly number[],
  jobs: number,
): AsyncGenerator<TriedMutant, void> {
  if (jobs === 1) yield* triedHere(request, positions);
  else {
    const program = new URL('./mutant-worker.js', import.meta.url);
    yield* inWorkers<number, TriedMutant>(positions, { program, data: request, count: jobs });
  }
}

/** In this thread, with a breath after each, so that progress shows. */
async function* triedHere(request: PlanRequest, positions: readonly number[]): AsyncGenerator<TriedMutant, void> {
  const plan = planOf(request);
  const mutants = mutantsOf(stackKit(request.stack));
  for (const position of positions) {
    const mutant = mutants[position];
    if (mutant !== undefined) yield { position, found: kill(mutant, plan) };
    await setImmediate();
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { stackKit } from '../../conformance/subjects/index.js';
import { type Kill, kill } from '../../conformance/zoo/kill.js';
import { mutantsOf } from '../../conformance/zoo/mutants.js';
import { type PlanRequest, planOf } from './plan-request.js';

/** What became of a mutant, by its position among {@link mutantsOf}. */
export interface TriedMutant {
  readonly position: number;
  readonly found: Kill;
}

const request = workerData as PlanRequest;
const plan = planOf(request);
const mutants = mutantsOf(stackKit(request.stack));

parentPort?.on('message', (position: number) => {
  const mutant = mutants[position];
  if (mutant !== undefined) parentPort?.postMessage({ position, found: kill(mutant, plan) } satisfies TriedMutant);
});

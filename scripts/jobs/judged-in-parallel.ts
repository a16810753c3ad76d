import type { JudgedBatch } from './case-worker.js';
import { inWorkers } from './in-workers.js';
import type { PlanRequest } from './plan-request.js';

/** Cases handed to a worker at once: few enough that the workers finish together, enough that messages cost nothing. */
const batchSize = 16;

/**
 * Judges the cases with these indexes in `jobs` worker threads and yields each batch as it is done, in no particular order. Stopping
 * early ends the workers; the cases they were at are lost and no others.
 *
 * @throws Defect when a worker dies: cases that break are reported as such and do not end it.
 */
export async function* judgedInParallel(
  request: PlanRequest,
  indexes: readonly number[],
  jobs: number,
): AsyncGenerator<JudgedBatch['judged'], void> {
  const program = new URL('./case-worker.js', import.meta.url);
  const batches = inWorkers<readonly number[], JudgedBatch>(inBatches(indexes), { program, data: request, count: jobs });
  for await (const { judged } of batches) yield judged;
}

function inBatches(indexes: readonly number[]): (readonly number[])[] {
  const batches: (readonly number[])[] = [];
  for (let start = 0; start < indexes.length; start += batchSize) batches.push(indexes.slice(start, start + batchSize));
  return batches;
}

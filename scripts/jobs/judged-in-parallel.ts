import { type CampaignOptions, caseJudge } from '../../conformance/runner/campaign.js';
import { inWorkers } from './in-workers.js';
import { type JudgedBatch, timed } from './judged-batch.js';
import type { PlanRequest } from './plan-request.js';

/** Cases handed to a thread at once: few enough that an interrupt is soon noticed, enough that messages cost nothing. */
const batchSize = 8;

/**
 * Judges the cases with these indexes in `jobs` threads, this one among them, and yields each batch as it is done, in no particular
 * order. Every thread lays out the plan and draws its cases itself. Stopping early ends the workers; the cases they were at are lost
 * and no others.
 *
 * @throws Defect when a worker dies: cases that break are reported as such and do not end it.
 */
export async function* judgedInParallel(
  request: PlanRequest,
  options: Pick<CampaignOptions, 'plan' | 'quirks'>,
  indexes: readonly number[],
  jobs: number,
): AsyncGenerator<JudgedBatch['judged'], void> {
  const program = new URL('./case-worker.js', import.meta.url);
  const judged = caseJudge(options);
  const here = (batch: readonly number[]): JudgedBatch => timed(judged(batch));
  const workers = { program, data: request, count: jobs };
  for await (const batch of inWorkers<readonly number[], JudgedBatch>(inBatches(indexes), workers, here)) yield batch.judged;
}

function inBatches(indexes: readonly number[]): (readonly number[])[] {
  const batches: (readonly number[])[] = [];
  for (let start = 0; start < indexes.length; start += batchSize) batches.push(indexes.slice(start, start + batchSize));
  return batches;
}

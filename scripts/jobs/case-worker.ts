import { parentPort, workerData } from 'node:worker_threads';
import { caseRecords } from '../../conformance/runner/campaign.js';
import type { CaseRecord } from '../../reports/log.js';
import { type PlanRequest, planOf } from './plan-request.js';

/** What a worker answers to a batch of indexes. */
export interface JudgedBatch {
  readonly judged: readonly { readonly record: CaseRecord; readonly milliseconds: number }[];
}

const request = workerData as PlanRequest;
const plan = planOf(request);

parentPort?.on('message', (indexes: readonly number[]) => {
  const judged: { record: CaseRecord; milliseconds: number }[] = [];
  let start = performance.now();
  for (const record of caseRecords({ plan, quirks: request.quirks }, indexes)) {
    const end = performance.now();
    judged.push({ record, milliseconds: end - start });
    start = end;
  }
  parentPort?.postMessage({ judged } satisfies JudgedBatch);
});

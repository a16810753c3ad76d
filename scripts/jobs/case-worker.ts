import { parentPort, workerData } from 'node:worker_threads';
import { caseJudge } from '../../conformance/runner/campaign.js';
import { timed } from './judged-batch.js';
import { type PlanRequest, planOf } from './plan-request.js';

const request = workerData as PlanRequest;
const judged = caseJudge({ plan: planOf(request), quirks: request.quirks });

parentPort?.on('message', (indexes: readonly number[]) => parentPort?.postMessage(timed(judged(indexes))));

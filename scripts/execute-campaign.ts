import { setImmediate } from 'node:timers/promises';
import { type CampaignOptions, caseRecords, closingRecords, dueCases, runRecord } from '../conformance/runner/campaign.js';
import { headline, replayCommand } from '../reports/index.js';
import type { CaseRecord } from '../reports/log.js';
import { judgedInParallel } from './jobs/judged-in-parallel.js';
import type { PlanRequest } from './jobs/plan-request.js';
import { startProgress } from './progress.js';
import type { RunFolder } from './run-folder.js';
import type { Terminal } from './terminal.js';

/** How a campaign is carried out; none of it changes what comes out. */
export interface Execution {
  readonly folder: RunFolder;
  /** Worker threads; 1 judges in this one. */
  readonly jobs: number;
  /** Say nothing on standard output: it will hold JSON. */
  readonly quiet: boolean;
}

/** Interrupts are looked for this often; simulation in between is synchronous. */
const breathEveryMs = 50;

/**
 * Carries a campaign out and appends every record to its folder as it comes, so that a killed run loses at most the cases it was at.
 * Cases the folder holds already are not judged again. Returns true when the user stopped it.
 */
export async function executeCampaign(
  request: PlanRequest,
  options: CampaignOptions,
  { folder, jobs, quiet }: Execution,
  terminal: Terminal,
): Promise<boolean> {
  const startedAt = terminal.timeOfDay();
  const start = terminal.now();
  const interruption = listenForInterrupts(terminal);
  const header = runRecord(options);
  if (folder.records.length === 0) folder.append(header);
  if (!quiet) terminal.print(`${headline({ ...header, replay: replayCommand(header) })}\n`);
  const judged = folder.records.filter((record): record is CaseRecord => record.record === 'case');
  const due = dueCases({ ...options, done: judged });
  const progress = startProgress(terminal, 'cases', due.length);
  let failures = 0;
  for await (const batch of judgedCases(request, options, due, jobs, terminal)) {
    for (const { record, milliseconds } of batch) {
      folder.append(record);
      folder.append({ record: 'timing', of: record.index, milliseconds: rounded(milliseconds) });
      judged.push(record);
      if (record.verdict !== 'pass') failures += 1;
      progress.step(failures);
    }
    if (interruption.happened()) break;
  }
  progress.stop();
  if (!interruption.happened()) await close(options, judged, folder, interruption, terminal);
  interruption.stopListening();
  folder.append({ record: 'timing', of: 'run', milliseconds: Math.round(terminal.now() - start), startedAt });
  return interruption.happened();
}

/** A judged case and what judging it took. */
export interface JudgedCase {
  readonly record: CaseRecord;
  readonly milliseconds: number;
}

/** Judges the cases with these indexes, here or in worker threads, and yields them in batches, in no particular order. */
export function judgedCases(
  request: PlanRequest,
  options: Pick<CampaignOptions, 'plan' | 'quirks'>,
  due: readonly number[],
  jobs: number,
  terminal: Terminal,
): AsyncIterable<readonly JudgedCase[]> {
  return jobs > 1 ? judgedInParallel(request, options, due, jobs) : judgedHere(options, due, terminal);
}

/** Judges in this thread, and gives up the processor now and then so that an interrupt can be noticed. */
async function* judgedHere(
  options: Pick<CampaignOptions, 'plan' | 'quirks'>,
  due: readonly number[],
  terminal: Terminal,
): AsyncGenerator<JudgedCase[]> {
  let batch: JudgedCase[] = [];
  let lastBreath = terminal.now();
  let start = lastBreath;
  for (const record of caseRecords(options, due)) {
    const now = terminal.now();
    batch.push({ record, milliseconds: now - start });
    start = now;
    if (now - lastBreath < breathEveryMs) continue;
    yield batch;
    batch = [];
    await setImmediate();
    lastBreath = terminal.now();
    start = lastBreath;
  }
  yield batch;
}

/** Shrinking takes its time as well, and may be interrupted too. */
async function close(
  options: CampaignOptions,
  judged: readonly CaseRecord[],
  folder: RunFolder,
  interruption: Interruption,
  terminal: Terminal,
): Promise<void> {
  let lastBreath = terminal.now();
  for (const record of closingRecords(options, judged)) {
    folder.append(record);
    if (terminal.now() - lastBreath < breathEveryMs) continue;
    await setImmediate();
    lastBreath = terminal.now();
    if (interruption.happened()) return;
  }
}

/** Whether the user has asked to stop. */
export interface Interruption {
  happened(): boolean;
  stopListening(): void;
}

/** Starts listening for SIGINT and SIGTERM. */
export function listenForInterrupts(terminal: Terminal): Interruption {
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => {
    interrupted = true;
  });
  return { happened: () => interrupted, stopListening };
}

/** Milliseconds with three digits behind the point: more would be noise, fewer would make most cases zero. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

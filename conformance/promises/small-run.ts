import { buildReport, type LogRecord, mergeLogs, sealReport } from '../../reports/index.js';
import { campaign } from '../runner/campaign.js';
import { planRun } from '../runner/plan.js';
import { stackKit } from '../subjects/index.js';

/** The three hosts of the default gate with few random cases: every path of a real run in a few seconds. */
export function smallRun(
  options: {
    readonly seed?: number;
    readonly runs?: number;
    readonly shard?: readonly [number, number];
    readonly quirks?: readonly string[];
    readonly machines?: readonly string[];
    /** Default: KubeVirt. */
    readonly stack?: string;
    /** Release to judge, with its own quirks. */
    readonly release?: string;
  } = {},
): LogRecord[] {
  const { seed = 7, runs = 40, shard = [1, 1], machines = ['rome', 'genoa', 'emerald-rapids'], release } = options;
  const kit = stackKit(options.stack ?? 'kubevirt');
  const plan = planRun({ seed, runs, machines, kit, ...(release !== undefined && { release }) });
  const quirks = options.quirks ?? (release === undefined ? [] : kit.release(release).quirks);
  return [...campaign({ plan, quirks, flags: [], shard: { index: shard[0], count: shard[1] }, version: '0.0.0' })];
}

/** The bytes of report.json for these logs, joined when there are several. */
export function reportBytes(...logs: readonly (readonly LogRecord[])[]): string {
  const [only] = logs;
  return sealReport(buildReport(logs.length === 1 && only !== undefined ? only : mergeLogs(logs)));
}

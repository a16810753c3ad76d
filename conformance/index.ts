/**
 * The conformance engine: plan, run, judge and replay cases. Reports are made from the records it yields by `fauxmetal/reports`.
 *
 * @packageDocumentation
 */
export { summaryOf } from './commands/summary.js';
export { type CampaignOptions, campaign, type Shard } from './runner/campaign.js';
export { type Bench, findingOf, judgeCase } from './runner/judge-case.js';
export { type Plan, type PlannedCase, type PlanOptions, planRun } from './runner/plan.js';
export { type ReplayFile, type ReplayResult, readReplayFile, replay } from './runner/replay.js';
export { stackKit, stackKits } from './subjects/index.js';
export type { QuirkSummary, StackKit } from './subjects/stack-kit.js';
export { wrapSubject } from './subjects/wrap.js';

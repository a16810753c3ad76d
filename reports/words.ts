import { counted, grouped, listed } from './counts.js';
import type { Reason, Report } from './report.js';

/** One sentence, without its full stop, that says why a verdict is not `pass`. */
export function wordsOfReason(reason: Reason): string {
  switch (reason.code) {
    case 'nothing-ran':
      return 'no case was judged';
    case 'interrupted':
      return `the run was stopped after ${judgedOf(reason)}`;
    case 'cases-missing':
      return `the run ended after ${judgedOf(reason)}`;
    case 'shards-missing':
      return `${reason.shards.length === 1 ? 'shard' : 'shards'} ${listed(reason.shards.map(String), 9)} not merged`;
    case 'canary-survived':
      return 'the canary case, which must fail, did not: the alarm itself is broken';
    case 'requirement-broken':
      return `${counted(reason.requirements.length, 'MUST requirement')} broken: ${listed(reason.requirements)}`;
    case 'requirement-unexercised':
      return `${counted(reason.requirements.length, 'MUST requirement')} never exercised: ${listed(reason.requirements)}`;
    case 'pool-limit-unreached':
      return `no case filled ${listed(reason.pools)} to the limit`;
    case 'stage-unsupported':
      return `the subject does not implement ${listed(reason.stages)}`;
    case 'case-verdict':
      return `${counted(reason.cases, 'case')} ended with ${reason.verdict}, the first is case ${reason.first}`;
  }
}

/** What a verdict that rests on `assumed` facts is worth. */
export function provisionalWords({ assumed }: Report): string {
  return `provisional: it rests on ${counted(assumed.length, 'assumed fact')} that no source confirms yet`;
}

/** What the random phase says about cases that were not drawn; undefined when it says nothing. */
export function confidenceWords({ summary }: Report): string | undefined {
  const { failureRateBound, judged } = summary;
  if (failureRateBound === undefined) return undefined;
  const bound = `${Number((failureRateBound * 100).toPrecision(2))} %`;
  return `none of ${counted(judged.random, 'random case')} failed: with 95 % confidence at most ${bound} of such cases would`;
}

function judgedOf({ judged, planned }: { readonly judged: number; readonly planned: number }): string {
  return `${grouped(judged)} of ${counted(planned, 'planned case')}`;
}

import { counted, grouped, listed } from './counts.js';
import type { KnownFailure, Reason, Report, UnexercisedFeature } from './report.js';

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
    case 'failure-known':
      return `known until ${reason.expires}: ${reason.requirement}: ${reason.reason}${ticketWords(reason)}`;
    case 'known-failure-expired':
      return `a known failure expired on ${reason.expires}: ${reason.requirement} (${reason.fingerprint}): ${reason.reason}${ticketWords(reason)}`;
    case 'known-failure-fixed':
      return `a known failure is fixed: remove ${reason.requirement} (${reason.fingerprint}) from the baseline`;
    case 'requirement-unexercised':
      return `${counted(reason.requirements.length, 'MUST requirement')} never exercised: ${listed(reason.requirements)}`;
    case 'feature-unexercised':
      return `${counted(reason.features.length, 'declared feature')} never exercised: ${listed(reason.features.map(featureWords))}`;
    case 'pool-limit-unreached':
      return `no case filled ${listed(reason.pools)} to the limit`;
    case 'requirement-unsupported':
      return `${counted(reason.requirements.length, 'MUST requirement')} about what the subject does not know of: ${listed(reason.requirements)}`;
    case 'stage-unsupported':
      return `the subject does not implement ${listed(reason.stages)}`;
    case 'case-verdict':
      return `${counted(reason.cases, 'case')} ended with ${reason.verdict}, the first is case ${reason.first}`;
  }
}

/** A technology of a machine, a fault or a stage: `snp on genoa`, `fault psp-error`. */
export function featureWords({ kind, id, machine }: UnexercisedFeature): string {
  return kind === 'technology' ? `${id} on ${machine ?? 'any machine'}` : `${kind} ${id}`;
}

/** Where a known failure is worked on, in brackets. */
function ticketWords({ ticket }: KnownFailure): string {
  return ticket === undefined ? '' : ` (${ticket})`;
}

/** Everything to be said beside a verdict: what a release breaks, why it is no `pass`, and what it is worth. */
export function verdictNotes(report: Report): readonly string[] {
  const notes = [
    releaseWords(report),
    ...report.summary.reasons.map(wordsOfReason),
    report.summary.provisional ? provisionalWords(report) : undefined,
    confidenceWords(report),
  ];
  return notes.filter((note) => note !== undefined);
}

/** Who was judged: `kubevirt/reference as kubevirt 1.5.1`. */
export function subjectWords({ subject: { id, release } }: Report['run']): string {
  return release === undefined ? id : `${id} as ${release.words}`;
}

/** How many promises a release breaks of those it can be held to; undefined when the subject stands for no release. */
export function releaseWords({ run, requirements }: Report): string | undefined {
  if (run.subject.release === undefined) return undefined;
  const held = requirements.filter(({ verdict }) => verdict !== 'unsupported');
  const broken = held.filter(({ verdict }) => verdict === 'fail');
  return `${run.subject.release.words} breaks ${grouped(broken.length)} of ${counted(held.length, 'requirement')}`;
}

/** What a verdict that rests on `assumed` facts is worth. */
export function provisionalWords({ assumed }: Report): string {
  return `provisional: it rests on ${counted(assumed.length, 'assumed fact')} that no source confirms yet`;
}

/** What the random phase says about cases that were not drawn; undefined when it says nothing. */
export function confidenceWords({ summary }: Report): string | undefined {
  const { failureRateBound, judged } = summary;
  if (failureRateBound === undefined) return undefined;
  const bound = boundWords(failureRateBound);
  return `none of ${counted(judged.random, 'random case')} failed: with 95 % confidence at most ${bound} of such cases would`;
}

/** An upper bound of a failure rate, with two digits that count: `0.015 %`; a dash where nothing bounds it. */
export function boundWords(bound: number | null | undefined): string {
  return bound === undefined || bound === null ? '–' : `${Number((bound * 100).toPrecision(2))} %`;
}

function judgedOf({ judged, planned }: { readonly judged: number; readonly planned: number }): string {
  return `${grouped(judged)} of ${counted(planned, 'planned case')}`;
}

import { composeHost } from '../../profiles/index.js';
import type { CaseRecord, FindingRecord } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Subject } from '../../sim/contracts/subject.js';
import { runCase } from '../../sim/world/world.js';
import { type Judgement, judgeAll } from '../invariants/judge-all.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { marksOf } from './marks.js';
import { reachOf } from './reach.js';

/** Who is judged, and by what. */
export interface Bench {
  readonly kit: StackKit;
  readonly subject: Subject;
}

/** Runs a case and judges what it left behind. */
export function judgeCase(theCase: Case, bench: Bench): { readonly evidence: Evidence; readonly judgement: Judgement } {
  const evidence = runCase(theCase, {
    subject: bench.subject,
    describe: composeHost,
    request: bench.kit.request,
    plainGuest: bench.kit.plainGuest,
    nodeLabels: bench.kit.nodeLabels,
  });
  return { evidence, judgement: judgeAll(evidence, bench.kit.stack) };
}

/** The finding a case has for one requirement, or undefined: the predicate that shrinking and replaying ask. */
export function findingOf(theCase: Case, requirement: string, bench: Bench): FindingRecord | undefined {
  return judgeCase(theCase, bench).judgement.findings.find((finding) => finding.requirement === requirement);
}

/** The log line of a judged case. */
export function caseRecord(
  planned: { readonly index: number; readonly phase: CaseRecord['phase']; readonly name: string; readonly case: Case },
  bench: Bench,
): CaseRecord {
  const { evidence, judgement } = judgeCase(planned.case, bench);
  const { requirements } = bench.kit;
  return {
    record: 'case',
    index: planned.index,
    phase: planned.phase,
    name: planned.name,
    machines: [...new Set(planned.case.hosts.map((host) => host.machine))].sort(),
    verdict: judgement.findings.length === 0 ? 'pass' : 'fail',
    commands: planned.case.commands.length,
    checks: requirements.map(({ id }) => judgement.checks[id] ?? 0),
    reach: reachOf(evidence),
    marks: marksOf(evidence),
    assumed: assumedFacts(evidence),
    findings: judgement.findings,
  };
}

function assumedFacts(evidence: Evidence): readonly string[] {
  const facts = Object.values(evidence.hosts).flatMap((boot) => boot.assumedFacts.map((path) => `${boot.machine}: ${path}`));
  return [...new Set(facts)].sort();
}

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

/** A case with its place in a plan. */
export interface CaseInPlan {
  readonly index: number;
  readonly phase: CaseRecord['phase'];
  readonly name: string;
  readonly case: Case;
}

/** What a log line says of a case before it has run. */
export function identityOf({
  index,
  phase,
  name,
  case: { hosts, commands },
}: CaseInPlan): Pick<CaseRecord, 'record' | 'index' | 'phase' | 'name' | 'machines' | 'commands'> {
  const machines = [...new Set(hosts.map((host) => host.machine))].sort();
  return { record: 'case', index, phase, name, machines, commands: commands.length };
}

/** The log line of a judged case. */
export function caseRecord(planned: CaseInPlan, bench: Bench): CaseRecord {
  const { evidence, judgement } = judgeCase(planned.case, bench);
  const { requirements } = bench.kit;
  return {
    ...identityOf(planned),
    verdict: judgement.findings.length === 0 ? 'pass' : 'fail',
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

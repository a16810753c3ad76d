import { composeHost } from '../../profiles/index.js';
import type { CaseRecord, FindingRecord } from '../../reports/log.js';
import type { Case } from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { ClusterRules } from '../../sim/world/cluster-rules.js';
import { runCase } from '../../sim/world/world.js';
import type { MachineMaker } from '../../sim/world/world-parts.js';
import { invariantsOf } from '../invariants/index.js';
import { type Judgement, judgeAll, judgeBy } from '../invariants/judge-all.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { faultsOf } from './case-faults.js';
import { type MarkCatalogue, marksOf } from './marks.js';
import { reachOf } from './reach.js';

/** Who is judged, and by what. */
export interface Bench {
  readonly kit: StackKit;
  readonly subject: Subject;
  /** Ids of requirements the subject is not held to, because it does not know what they speak of. */
  readonly unsupported?: ReadonlySet<string>;
  /** Situations that are looked for; absent: none. */
  readonly marks?: MarkCatalogue;
  /** Machines other than right ones: for mutants of the host. */
  readonly machine?: MachineMaker;
  /** Promises within the cluster that are not kept: for mutants of the cluster. */
  readonly rules?: Partial<ClusterRules>;
}

/** Runs a case and judges what it left behind. */
export function judgeCase(theCase: Case, bench: Bench): { readonly evidence: Evidence; readonly judgement: Judgement } {
  const evidence = evidenceOf(theCase, bench);
  return { evidence, judgement: heldTo(judgeAll(evidence, bench.kit.stack), bench.unsupported) };
}

/** Runs a case without judging it. */
export function evidenceOf(theCase: Case, { subject, kit, machine, rules }: Bench): Evidence {
  const { request, plainGuest, nodeLabels, changesGuests, protectionOf } = kit;
  const changing = changesGuests === true ? { protectionOf } : {};
  const wrong = { ...(machine !== undefined && { machine }), ...(rules !== undefined && { rules }) };
  return runCase(theCase, { subject, describe: composeHost, request, plainGuest, nodeLabels, ...changing, ...wrong });
}

function heldTo(judgement: Judgement, unsupported: Bench['unsupported']): Judgement {
  if (unsupported === undefined || unsupported.size === 0) return judgement;
  return {
    ...judgement,
    checks: Object.fromEntries(Object.entries(judgement.checks).filter(([id]) => !unsupported.has(id))),
    findings: judgement.findings.filter(({ requirement }) => !unsupported.has(requirement)),
  };
}

/** The finding a case has for one requirement, or undefined: the predicate that shrinking and replaying ask. No other judge is heard. */
export function findingOf(theCase: Case, requirement: string, bench: Bench): FindingRecord | undefined {
  if (bench.unsupported?.has(requirement) === true) return undefined;
  const judges = invariantsOf(bench.kit.stack).filter((invariant) => invariant.requirement === requirement);
  return judgeBy(evidenceOf(theCase, bench), judges).findings[0];
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
  const faults = faultsOf(evidence);
  return {
    ...identityOf(planned),
    verdict: judgement.findings.length === 0 ? 'pass' : 'fail',
    checks: requirements.map(({ id }) => judgement.checks[id] ?? 0),
    reach: reachOf(evidence),
    marks: bench.marks === undefined ? [] : marksOf(evidence, bench.marks),
    ...(Object.keys(faults).length > 0 && { faults }),
    assumed: assumedFacts(evidence),
    findings: judgement.findings,
  };
}

function assumedFacts(evidence: Evidence): readonly string[] {
  const facts = Object.values(evidence.hosts).flatMap((boot) => boot.assumedFacts.map((path) => `${boot.machine}: ${path}`));
  return [...new Set(facts)].sort();
}

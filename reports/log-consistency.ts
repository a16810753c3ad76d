import {
  type CaseRecord,
  type CounterexampleRecord,
  defectRequirement,
  type EndRecord,
  type LogRecord,
  type RunRecord,
} from './log.js';
import { damaged } from './log-damage.js';
import { plannedCases } from './log-parts.js';

/** A record and the line of the file it came from, counted from 1. */
export interface NumberedRecord {
  readonly line: number;
  readonly record: LogRecord;
}

/**
 * What must hold between the records of a log: one run, at most one end and nothing judged after it, every case once and within
 * the plan, one counterexample a requirement, and all positions and ids within the run's own lists.
 *
 * @throws UsageError at the first line that does not fit the ones before it.
 */
export function checkConsistency(records: readonly NumberedRecord[], file: string | undefined): void {
  const seen: Seen = { run: undefined, end: undefined, lineOfCase: new Map(), lineOfCounterexample: new Map() };
  for (const { line, record } of records) {
    const problem = problemOf(record, seen);
    if (problem !== undefined) throw damaged(problem.problem, line, file, problem.path);
    remember(seen, record, line);
  }
}

/** The lines before the one that is looked at. */
interface Seen {
  run: RunRecord | undefined;
  end: EndRecord | undefined;
  readonly lineOfCase: Map<number, number>;
  readonly lineOfCounterexample: Map<string, number>;
}

interface Problem {
  readonly path: string;
  readonly problem: string;
}

function remember(seen: Seen, record: LogRecord, line: number): void {
  if (record.record === 'run') seen.run = record;
  if (record.record === 'end') seen.end = record;
  if (record.record === 'case') seen.lineOfCase.set(record.index, line);
  if (record.record === 'counterexample') seen.lineOfCounterexample.set(keyOf(record), line);
}

function problemOf(record: LogRecord, seen: Seen): Problem | undefined {
  if (record.record === 'timing') return undefined;
  if (seen.end !== undefined) {
    return { path: 'record', problem: `nothing but timing may follow the end, but here is a ${record.record}` };
  }
  if (record.record === 'run')
    return seen.run === undefined ? runProblem(record) : { path: 'record', problem: 'a log holds one run' };
  if (record.record === 'case') return seen.run && caseProblem(record, seen.run, seen.lineOfCase.get(record.index));
  if (record.record === 'counterexample') return seen.run && counterexampleProblem(record, seen.run, seen);
  if (record.cases === seen.lineOfCase.size) return undefined;
  return { path: 'cases', problem: `the run ended with ${record.cases} cases, but the log holds ${seen.lineOfCase.size}` };
}

function runProblem({ requirements, shard, marks, features = [] }: RunRecord): Problem | undefined {
  const ids = requirements.map((requirement) => requirement.id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index || id === defectRequirement);
  if (twice !== -1) return { path: `requirements.${twice}.id`, problem: `"${ids[twice]}" is taken` };
  const stray = features.findIndex(({ mark }) => mark !== undefined && mark >= marks.length);
  if (stray !== -1) return { path: `features.${stray}.mark`, problem: `must be one of the ${marks.length} declared marks` };
  const outside = [shard.index, ...(shard.missing ?? [])].find((index) => index > shard.count);
  return outside === undefined
    ? undefined
    : { path: 'shard', problem: `shard ${outside} is beyond the ${shard.count} there are` };
}

function caseProblem(record: CaseRecord, run: RunRecord, earlier: number | undefined): Problem | undefined {
  if (earlier !== undefined) return { path: 'index', problem: `case ${record.index} is already in line ${earlier}` };
  const planned = plannedCases(run);
  if (record.index >= planned) return { path: 'index', problem: `case ${record.index} is beyond the ${planned} planned cases` };
  if (record.checks.length > run.requirements.length) {
    return { path: 'checks', problem: `${record.checks.length} counts for ${run.requirements.length} requirements` };
  }
  return listProblem(record, run);
}

/** The canary is the harness's own and may stand on a machine that is not of the plan. */
function listProblem(record: CaseRecord, run: RunRecord): Problem | undefined {
  const mark = record.marks.find((position) => position >= run.marks.length);
  if (mark !== undefined) return { path: 'marks', problem: `mark ${mark} is beyond the ${run.marks.length} declared ones` };
  const fault = Object.values(record.faults ?? {})
    .flat()
    .find((position) => position >= (run.faults ?? []).length);
  if (fault !== undefined)
    return { path: 'faults', problem: `fault ${fault} is beyond the ${run.faults?.length ?? 0} declared ones` };
  const machine = record.phase === 'canary' ? undefined : record.machines.find((name) => !run.machines.includes(name));
  if (machine !== undefined) return { path: 'machines', problem: `"${machine}" is not a machine of the run` };
  const stranger = record.findings.findIndex((finding) => !isKnown(finding.requirement, run));
  if (stranger === -1) return undefined;
  return strange(`findings.${stranger}.requirement`, record.findings[stranger]?.requirement ?? '');
}

/** A run with a baseline has several failures of a requirement, each from a case of its own. */
function keyOf({ requirement, index, fingerprint }: CounterexampleRecord): string {
  return fingerprint === undefined ? requirement : `${requirement} ${index}`;
}

function counterexampleProblem(record: CounterexampleRecord, run: RunRecord, seen: Seen): Problem | undefined {
  const { requirement, index } = record;
  if (!isKnown(requirement, run)) return strange('requirement', requirement);
  const earlier = seen.lineOfCounterexample.get(keyOf(record));
  if (earlier !== undefined)
    return { path: 'requirement', problem: `"${requirement}" already has a counterexample in line ${earlier}` };
  return seen.lineOfCase.has(index) ? undefined : { path: 'index', problem: `case ${index} is not in the log` };
}

function isKnown(id: string, run: RunRecord): boolean {
  return id === defectRequirement || run.requirements.some((requirement) => requirement.id === id);
}

function strange(path: string, id: string): Problem {
  return { path, problem: `"${id}" is not a requirement of the run` };
}

import { counted } from '../counts.js';
import { replayCaseCommand } from '../replay-command.js';
import type { FindingRow, Reason, Report, RequirementRow } from '../report.js';
import { wordsOfReason } from '../words.js';

/** One line of a test report: a requirement, or a rule that the run itself must keep. */
export interface TestPoint {
  /** Stage of the requirement; `campaign` for the run's own rules. */
  readonly suite: string;
  /** Id of the requirement, or of the rule, e.g. `fauxmetal/limits-reached`. */
  readonly id: string;
  readonly sentence: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  /** Kind of outcome in one word, e.g. `MUST`, `inconclusive`; empty when it passed. */
  readonly type: string;
  /** Why it did not pass, in one sentence; empty when it passed. */
  readonly message: string;
  /** Everything known about it, a line each: found, case, replay. */
  readonly details: readonly string[];
  readonly requirement?: RequirementRow;
}

/**
 * What test-report formats show: every requirement, then the rules a run must keep to be worth anything. The rules are there
 * because such formats know no "inconclusive": a run that proves nothing must not look green.
 *
 * @param out folder of the reports, for replay commands.
 */
export function testPoints(report: Report, out: string): readonly TestPoint[] {
  return [...report.requirements.map((row) => requirementPoint(row, report, out)), ...runPoints(report)];
}

function requirementPoint(row: RequirementRow, report: Report, out: string): TestPoint {
  const point = { suite: row.stage, id: row.id, sentence: row.sentence, requirement: row };
  const finding = report.findings.find(({ requirement }) => requirement === row.id);
  if (finding?.known !== undefined) {
    const { reason, expires } = finding.known;
    const { details } = findingWords(finding, out);
    return { ...point, outcome: 'skipped', type: row.verdict, message: `known until ${expires}: ${reason}`, details };
  }
  if (finding !== undefined) return { ...point, outcome: 'failed', type: row.level, ...findingWords(finding, out) };
  if (row.verdict === 'pass') return { ...point, outcome: 'passed', type: '', message: '', details: [] };
  return { ...point, outcome: 'skipped', type: row.verdict, message: whySkipped(row, report), details: [] };
}

function whySkipped({ id, verdict }: RequirementRow, { run }: Report): string {
  if (verdict !== 'unsupported') return 'no case exercised it';
  const unknown = run.subject.unsupported?.includes(id) === true;
  return unknown ? 'the subject does not know what it is about' : 'the subject does not implement this stage';
}

/** The message and the lines that tell how to see it again. */
function findingWords(finding: FindingRow, out: string): Pick<TestPoint, 'message' | 'details'> {
  const { counterexample, first, cases } = finding;
  const message = counterexample?.message ?? first.message;
  const seen = `seen in ${counted(cases, 'case')}, the first is case ${first.case}`;
  if (counterexample === undefined) return { message, details: [message, seen] };
  return { message, details: [message, counterexample.summary, seen, replayCaseCommand(`${out}/${counterexample.file}`)] };
}

function runPoints(report: Report): readonly TestPoint[] {
  const codes = report.summary.reasons.map(({ code }) => code);
  const rules = runRules.filter(({ broken, onlyWhenBroken }) => !onlyWhenBroken || broken.some((code) => codes.includes(code)));
  return rules.map(({ id, sentence, broken }) => {
    const point = { suite: 'campaign', id: `fauxmetal/${id}`, sentence };
    const reasons = report.summary.reasons.filter((reason) => broken.includes(reason.code) && !isShownElsewhere(reason, report));
    const [worst] = reasons;
    if (worst === undefined) return { ...point, outcome: 'passed', type: '', message: '', details: [] };
    const details = reasons.map(wordsOfReason);
    return { ...point, outcome: 'error', type: worst.verdict, message: details.join('; '), details };
  });
}

/** Failed cases are shown by their requirements; what a subject does not support is skipped there. */
function isShownElsewhere(reason: Reason, report: Report): boolean {
  if (reason.code !== 'case-verdict') return false;
  return (
    reason.verdict === 'unsupported' || reason.verdict === 'disabled' || (reason.verdict === 'fail' && report.findings.length > 0)
  );
}

interface RunRule {
  readonly id: string;
  readonly sentence: string;
  /** Reasons that break it. */
  readonly broken: readonly Reason['code'][];
  /** Most runs have nothing to do with it. */
  readonly onlyWhenBroken?: true;
}

const runRules: readonly RunRule[] = [
  {
    id: 'plan-completed',
    sentence: 'Every planned case is judged.',
    broken: ['nothing-ran', 'interrupted', 'shards-missing', 'cases-missing'],
  },
  { id: 'canary-killed', sentence: 'The case that must fail fails.', broken: ['canary-survived'] },
  { id: 'cases-settled', sentence: 'Every case comes to a verdict.', broken: ['case-verdict'] },
  { id: 'requirements-exercised', sentence: 'Every MUST requirement is exercised.', broken: ['requirement-unexercised'] },
  { id: 'limits-reached', sentence: 'Every key-ID pool is filled to its limit.', broken: ['pool-limit-unreached'] },
  {
    id: 'baseline-current',
    sentence: 'Every known failure still fails, and is not expired.',
    broken: ['known-failure-expired', 'known-failure-fixed'],
    onlyWhenBroken: true,
  },
];

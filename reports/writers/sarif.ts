import { canonicalJson, digestOf, type JsonObject } from '../../sim/core/json.js';
import { defectRequirement, type RequirementRecord } from '../log.js';
import type { FindingRow, KnownFailure, Report } from '../report.js';
import { wordsOfReason } from '../words.js';
import { clipped } from './strings.js';
import type { ReportWriter } from './writer.js';

/**
 * SARIF 2.1.0 (OASIS standard) for code-scanning services: a rule a requirement, a result a broken one, located in its saved
 * counterexample. Fingerprints hold subject and requirement only, so a finding stays the same alert from run to run. What keeps
 * a run from proving anything is a notification of the invocation.
 */
export const writeSarif: ReportWriter = (report) => {
  const rules = [...report.requirements.map(ruleOf), ...defectRule(report)];
  const run = {
    tool: { driver: { name: 'fauxmetal', version: report.run.version, semanticVersion: report.run.version, rules } },
    invocations: [invocationOf(report)],
    results: report.findings.map((finding) => resultOf(finding, report, rules)),
    properties: { seed: report.run.seed, subject: report.run.subject.id, verdict: report.summary.verdict },
    columnKind: 'utf16CodeUnits',
  };
  return `${canonicalJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`;
};

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly defaultConfiguration: { readonly level: 'error' | 'warning' | 'note' };
  readonly properties: JsonObject;
}

function ruleOf({ id, level, stage, group, sentence, source }: RequirementRecord): Rule {
  return {
    id,
    shortDescription: { text: sentence },
    help: { text: `Source: ${source}` },
    defaultConfiguration: { level: level === 'MUST' ? 'error' : level === 'SHOULD' ? 'warning' : 'note' },
    properties: { level, stage, group, tags: [stage, group] },
  };
}

function defectRule({ findings }: Report): readonly Rule[] {
  if (!findings.some((finding) => finding.requirement === defectRequirement)) return [];
  return [
    {
      id: defectRequirement,
      shortDescription: { text: 'fauxmetal itself does not break.' },
      help: { text: 'A defect of fauxmetal says nothing about the subject; please report it.' },
      defaultConfiguration: { level: 'error' },
      properties: {},
    },
  ];
}

function resultOf(finding: FindingRow, { run }: Report, rules: readonly Rule[]): JsonObject {
  const { requirement, counterexample, first } = finding;
  const ruleIndex = rules.findIndex((rule) => rule.id === requirement);
  const uri = encodeURI(counterexample?.file ?? 'report.json');
  const text = clipped(counterexample?.message ?? first.message, 10_000);
  return {
    ruleId: requirement,
    ruleIndex,
    kind: 'fail',
    level: rules[ruleIndex]?.defaultConfiguration.level ?? 'error',
    message: { text: counterexample === undefined ? text : `${text}\n${clipped(counterexample.summary, 10_000)}` },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
    partialFingerprints: { 'fauxmetalRequirement/v1': digestOf([run.subject.id, requirement], 32) },
    ...(finding.known !== undefined && { suppressions: [suppressionOf(finding.known)] }),
    occurrenceCount: finding.cases,
    properties: { provisional: finding.provisional, firstCase: first.case },
  };
}

/** A known failure stays an alert, and says that it is put up with. */
function suppressionOf({ reason, expires, ticket }: KnownFailure): JsonObject {
  const justification = `known until ${expires}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`;
  return { kind: 'external', status: 'accepted', justification };
}

function invocationOf({ run, summary }: Report): JsonObject {
  const notes = summary.reasons.filter((reason) => reason.verdict === 'error' || reason.verdict === 'inconclusive');
  return {
    commandLine: run.replay,
    exitCode: summary.exitCode,
    executionSuccessful: notes.length === 0,
    toolExecutionNotifications: notes.map((reason) => ({
      descriptor: { id: reason.code },
      level: reason.verdict === 'error' ? 'error' : 'warning',
      message: { text: wordsOfReason(reason) },
    })),
  };
}

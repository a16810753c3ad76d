import { commandSummary, configSummary } from '../../conformance/commands/summary.js';
import { benchWith, quirksAmong } from '../../conformance/runner/bench.js';
import { judgeCase } from '../../conformance/runner/judge-case.js';
import { unsupportedRequirements } from '../../conformance/runner/known-technologies.js';
import type { ReleaseSummary, StackKit } from '../../conformance/subjects/stack-kit.js';
import type { Case, CaseHost } from '../../sim/contracts/commands.js';
import type { AdmitEvent, EndGuest, Evidence, LabelEvent, PlaceEvent, TraceEvent } from '../../sim/contracts/evidence.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { changedFields } from './changed-fields.js';
import { explainedLabelling } from './explain-label.js';
import { explainedNodes } from './explain-nodes.js';
import { explainedOther } from './explain-other.js';
import type {
  AdmitExplained,
  Because,
  Decision,
  ExplainedGuest,
  ExplainedHost,
  ExplainedStep,
  Explanation,
  LabelExplained,
  PlaceExplained,
} from './explanation.js';
import { instanceIn } from './instance-in.js';
import { type RecordedSubject, recordedSubject } from './recorded-subject.js';

/** The stack that answers, with its deviations, and the release it stands for. */
export interface ExplainedSubject {
  readonly kit: StackKit;
  readonly quirks: readonly string[];
  readonly release?: ReleaseSummary;
  /** It has no labels, key IDs and API members of what the release does not know; a campaign judges it with them. */
  readonly strict?: true;
}

/** Runs a case and tells every decision of it, with what it came from. */
export function explainCase(theCase: Case, { kit, quirks, release, strict }: ExplainedSubject): Explanation {
  const recorded = recordedSubject(kit.subject(quirksAmong(quirks), strict && release?.technologies));
  const unsupported = new Set(release && unsupportedRequirements(kit.requirements, release.technologies));
  const { evidence, judgement } = judgeCase(theCase, { ...benchWith(kit, quirks), subject: recorded.subject, unsupported });
  const steps = stepsOf(evidence, kit, recorded);
  return {
    subject: {
      id: recorded.subject.id,
      quirks: [...recorded.subject.quirks, ...quirks.filter((name) => !quirksAmong(quirks).includes(name))],
      ...(release !== undefined && { release: release.words }),
    },
    hosts: theCase.hosts.map(explainedHost),
    config: configSummary(theCase.config, kit.config),
    steps: steps.map((step) => ({ ...step, broken: judgement.findings.filter((finding) => finding.step === step.step) })),
    guests: evidence.end.guests.map(explainedGuest),
  };
}

type Step = Omit<ExplainedStep, 'broken'>;

/** Events grouped by the command they belong to; a labelling is told with the looks that belong to it. */
function stepsOf(evidence: Evidence, kit: StackKit, { subject, labelLooks }: RecordedSubject): readonly Step[] {
  const steps: { step: number; command?: string; decisions: Decision[] }[] = [{ step: -1, decisions: [] }];
  const situation: Situation = {
    kit,
    subject,
    evidence,
    labelling: explainedLabelling(kit.sources, labelLooks),
    config: evidence.case.config,
    admitted: new Map(),
  };
  for (const event of evidence.trace) {
    if (event.event === 'configure') situation.config = event.config;
    if (event.event === 'command') steps.push({ step: event.step, command: commandSummary(event.command), decisions: [] });
    else
      steps
        .at(-1)
        ?.decisions.push(...decisionsOf(event, situation).map((decision) => ({ ...decision, ...becauseOf(event, evidence) })));
  }
  return steps;
}

/** What an event goes back to: an earlier command of the case, or a fault that struck by itself. */
function becauseOf({ cause, window }: TraceEvent, { case: theCase }: Evidence): Because {
  const struck = window === undefined ? undefined : theCase.faults?.[window];
  if (struck !== undefined) return { because: `${struck.fault} strikes ${struck.host}` };
  const command = cause === undefined ? undefined : theCase.commands[cause];
  return command === undefined || cause === undefined
    ? {}
    : { afterStep: cause, because: `command ${cause}, ${commandSummary(command)}` };
}

/** What is known when an event is told. */
interface Situation {
  readonly kit: StackKit;
  readonly subject: Subject;
  readonly evidence: Evidence;
  readonly labelling: (event: LabelEvent) => LabelExplained;
  config: JsonObject;
  /** Guests by name, as admission made them. */
  readonly admitted: Map<string, JsonObject>;
}

function decisionsOf(event: TraceEvent, situation: Situation): readonly Decision[] {
  switch (event.event) {
    case 'label':
      return [situation.labelling(event)];
    case 'admit':
      if (event.decision.allowed) situation.admitted.set(event.guest, event.decision.guest);
      return [explainedAdmission(event)];
    case 'place':
      return [explainedPlacement(event, situation)];
    default:
      return explainedOther(event, situation.evidence);
  }
}

function explainedAdmission({ guest, request, decision }: AdmitEvent): AdmitExplained {
  if (!decision.allowed) return { stage: 'admit', guest, allowed: false, defaulted: [], causes: decision.causes, warnings: [] };
  const defaulted = changedFields(instanceIn(request) ?? decision.guest, decision.guest);
  return { stage: 'admit', guest, allowed: true, defaulted, causes: [], warnings: decision.warnings };
}

function explainedPlacement(event: PlaceEvent, { kit, subject, config, admitted }: Situation): PlaceExplained {
  const { guest, claim, decision } = event;
  const { selectors, resources, memoryBytes, overheadBytes, object } = claim;
  const instance = admitted.get(guest);
  const parts = instance === undefined ? {} : kit.memoryOverhead(instance, config, subject.quirks);
  return {
    stage: 'schedule',
    guest,
    selectors,
    resources,
    memory: { guestBytes: memoryBytes - overheadBytes, overheadBytes, totalBytes: memoryBytes, parts },
    object,
    nodes: explainedNodes(event, subject, config),
    ...(decision.placed ? { chosen: decision.host } : { message: decision.message }),
    ...(decision.placed && decision.takes !== undefined && { takes: decision.takes }),
  };
}

function explainedHost({ name, machine, settings, versions = {} }: CaseHost): ExplainedHost {
  return { name, machine, settings, versions };
}

function explainedGuest({ name, protection, running, host, status }: EndGuest): ExplainedGuest {
  const { phase = status.status } = status;
  return { name, protection, running, ...(host !== undefined && { host }), ...(typeof phase === 'string' && { phase }) };
}
